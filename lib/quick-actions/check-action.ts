import type { Connection } from '../model/connection.ts';
import type { QuickAction } from '../model/quick-action.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { actionFields, canTake, goneChoice } from './action-fields.ts';
import type { ActionCatalog, Mismatch } from './apply-action.ts';

/** Returns why no deal of the organization can take this action, or undefined if some deal can. */
export function checkAction(
  { changes, appliesTo }: QuickAction,
  catalog: ActionCatalog,
  connection: Connection,
): Mismatch | undefined {
  if ((appliesTo.organizationId ?? connection.organizationId) !== connection.organizationId)
    return { kind: 'mismatchOrganization' };
  const { status_id: status, ...others } = changes;
  const target = status?.how === 'set' ? findStatus(catalog.pipelines, status.value)?.status : undefined;
  if (status && !target) return { kind: 'mismatchStatusGone' };
  if (target?.type === 'lost' && 'date_won' in changes) return { kind: 'mismatchLostDate' };
  const fields = actionFields(catalog.customFields, connection);
  for (const [key, change] of Object.entries(others)) {
    const field = fields.find((each) => each.key === key);
    if (!field) return { kind: 'mismatchFieldGone', field: key };
    if (field.lock) return { kind: 'mismatchFieldLocked', field: key };
    const gone = goneChoice(field, change);
    if (gone !== undefined) return { kind: 'mismatchChoiceGone', field: key, value: gone };
    if (!canTake(field, change)) return { kind: 'mismatchValue', field: key };
  }
  return undefined;
}
