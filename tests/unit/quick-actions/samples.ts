import type { Connection } from '../../../lib/model/connection.ts';
import type { CustomField } from '../../../lib/model/custom-field.ts';
import type { Pipeline } from '../../../lib/model/pipeline.ts';
import type { FieldChange, QuickAction } from '../../../lib/model/quick-action.ts';

const pipelines: Pipeline[] = [
  {
    id: 'pipe_sales',
    name: 'Sales',
    statuses: [
      { id: 'stat_demo', label: 'Demo done', type: 'active' },
      { id: 'stat_proposal', label: 'Proposal sent', type: 'active' },
      { id: 'stat_won', label: 'Won', type: 'won' },
      { id: 'stat_lost', label: 'Lost', type: 'lost' },
    ],
  },
  { id: 'pipe_renewals', name: 'Renewals', statuses: [{ id: 'stat_quote', label: 'Quote', type: 'active' }] },
];

function custom(id: string, type: string, more: Partial<CustomField> = {}): CustomField {
  return {
    ...{ id, name: id, type, description: '', choices: [], isMultiple: false },
    ...{ editableWithRoles: [], isConverting: false, ...more },
  };
}

const customFields = [
  custom('cf_text', 'text'),
  custom('cf_number', 'number'),
  custom('cf_date', 'date'),
  custom('cf_time', 'datetime'),
  custom('cf_choice', 'choices', { choices: ['Price', 'Fit'] }),
  custom('cf_list', 'choices', { choices: ['A', 'B', 'C'], isMultiple: true }),
  custom('cf_team', 'user', { isMultiple: true }),
  custom('cf_locked', 'text', { editableWithRoles: ['role_admin'] }),
  custom('cf_score', 'weighted_score'),
];
/** The catalog of a fictional organization. */
export const catalog = { pipelines, customFields };
/** The connection of Ana to that organization. */
export const connection: Connection = {
  ...{ organizationId: 'orga_a', organizationName: 'Northwind Trading', currency: 'USD' },
  ...{ userId: 'user_ana', userName: 'Ana Ruiz', roleId: 'role_sales' },
};

/** Creates an own action with these changes. */
export function action(
  changes: Record<string, FieldChange>,
  appliesTo: Partial<QuickAction['appliesTo']> = {},
): QuickAction {
  return {
    id: 'own',
    name: 'Own',
    changes,
    appliesTo: { organizationId: null, pipelineIds: [], ...appliesTo },
  };
}
