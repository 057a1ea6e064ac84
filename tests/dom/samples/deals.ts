import type { Connection } from '../../../lib/model/connection.ts';
import type { CustomField } from '../../../lib/model/custom-field.ts';
import type { DealView } from '../../../lib/model/deal-view.ts';
import type { Values } from '../../../lib/model/field-value.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import type { Pipeline } from '../../../lib/model/pipeline.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { sampleOpportunity } from '../../unit/samples/deal.ts';

export const salesPipeline: Pipeline = {
  id: 'pipe_sales',
  name: 'Sales',
  statuses: [
    { id: 'stat_qualified', label: 'Qualified', type: 'active' },
    { id: 'stat_demo', label: 'Demo done', type: 'active' },
    { id: 'stat_proposal', label: 'Proposal sent', type: 'active' },
    { id: 'stat_won', label: 'Won', type: 'won' },
    { id: 'stat_lost', label: 'Lost', type: 'lost' },
  ],
};

export const connection: Connection = {
  organizationId: 'orga_a',
  organizationName: 'Northwind Trading',
  currency: 'USD',
  userId: 'user_ana',
  userName: 'Ana Ruiz',
  roleId: 'role_sales',
};

/** Creates a custom field: by default a text field named "Next step". */
export function customField(more: Partial<CustomField> = {}): CustomField {
  return {
    id: 'cf_step',
    name: 'Next step',
    type: 'text',
    description: '',
    choices: [],
    isMultiple: false,
    editableWithRoles: [],
    isConverting: false,
    ...more,
  };
}

/** The default values of a deal: demo done, 50%, $12,500 one-time, estimated close on December 12. */
export const defaultValues: Values = {
  status_id: 'stat_demo',
  confidence: 50,
  value: 1_250_000,
  value_period: 'one_time',
  date_won: '2026-12-12T00:00:00+00:00',
};

type Overrides = Partial<Omit<DealView, 'opportunity' | 'catalog'>> & {
  customFields?: CustomField[];
  pipelines?: Pipeline[];
  opportunity?: Partial<Opportunity>;
};

/** Creates the view of a deal that was just opened. */
export function dealView(values: Values = {}, more: Overrides = {}): DealView {
  const { customFields = [customField()], pipelines = [salesPipeline], opportunity = {}, ...rest } = more;
  return {
    opportunity: sampleOpportunity({ ...defaultValues, ...values }, opportunity),
    catalog: { pipelines, customFields, readAt: 0 },
    connection,
    draft: null,
    pins: {},
    preferences: defaultPreferences,
    quickActions: [],
    pending: null,
    ...rest,
  };
}
