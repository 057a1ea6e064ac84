import type { Catalog } from '../model/catalog.ts';
import type { Connection } from '../model/connection.ts';
import type { FieldValue, Patch, Values } from '../model/field-value.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { FieldChange, QuickAction } from '../model/quick-action.ts';
import { type Field, isPlainNote, mayEdit } from '../opportunity/fields.ts';
import { isAmountClear } from '../opportunity/money.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { valueIn } from '../opportunity/values.ts';
import type { MessageName } from '../wording/text.ts';
import { actionFields, canTake, goneChoice } from './action-fields.ts';
import { applyChange, toPatch } from './apply-change.ts';

/** Reasons why an action does not fit a deal, named like their sentences. */
export type MismatchKind = Extract<
  MessageName,
  | 'mismatchOrganization'
  | 'mismatchOthersDeal'
  | 'mismatchPipeline'
  | 'mismatchCurrency'
  | 'mismatchStatusGone'
  | 'mismatchFieldGone'
  | 'mismatchFieldLocked'
  | 'mismatchChoiceGone'
  | 'mismatchDateEmpty'
  | 'mismatchDealClosed'
  | 'mismatchLostDate'
  | 'mismatchNoteFormatted'
  | 'mismatchValue'
  | 'mismatchStage'
>;

/** Describes the first mismatch, with the keys of the fields and the value if there are any. */
export type Mismatch = { kind: MismatchKind; field?: string; value?: string; fields?: readonly string[] };

/** Holds the patch of an action with the values it starts from; both are empty if nothing changes. */
export type AppliedAction = { ok: true; patch: Patch; base: Values } | { ok: false; problem: Mismatch };

/** The parts of an organization's catalog that an action needs. */
export type ActionCatalog = Pick<Catalog, 'pipelines' | 'customFields'>;
export type ActionConnection = Pick<Connection, 'userId' | 'roleId' | 'editsOthers' | 'currency'>;

/**
 * Applies a quick action to one deal: all of its changes or none. Winning also sets the date to today unless the action
 * sets another one, because Close would keep an old estimate as the date won.
 */
export function applyAction(
  { changes, appliesTo }: QuickAction,
  opportunity: Opportunity,
  { pipelines, customFields }: ActionCatalog,
  connection: ActionConnection,
  now: Date,
): AppliedAction {
  const { values, currency, noteHtml, organizationId } = opportunity;
  const { status_id: statusChange } = changes;
  const current = findStatus(pipelines, values.status_id);
  const next = statusChange?.how === 'set' ? findStatus(pipelines, statusChange.value) : current;
  const patch: Record<string, FieldValue> = {};

  if ((appliesTo.organizationId ?? organizationId) !== organizationId)
    return mismatch('mismatchOrganization');
  if (!mayEdit(values, connection)) return mismatch('mismatchOthersDeal');
  if (appliesTo.pipelineIds.length > 0 && !appliesTo.pipelineIds.includes(current?.pipeline.id ?? ''))
    return mismatch('mismatchPipeline');
  if (statusChange && (statusChange.how !== 'set' || !next)) return mismatch('mismatchStatusGone');
  const isLost = next?.status.id !== current?.status.id && next?.status.type === 'lost';
  if (isLost && 'date_won' in changes) return mismatch('mismatchLostDate');

  const fields = actionFields(customFields, { ...connection, organizationId });
  for (const [key, change] of Object.entries(changes)) {
    const custom = customFields.find(({ id }) => key === `custom.${id}`);
    const problem = key === 'status_id' ? undefined : problemOf(key, change, fields, opportunity);
    if (problem) return { ok: false, problem };
    const isFormatted = key === 'note' && !isPlainNote(noteHtml);
    if (isFormatted && change.how !== 'append') return mismatch('mismatchNoteFormatted', key);
    if (
      (change.how === 'set' || change.how === 'raise') &&
      key === 'value' &&
      currency !== connection.currency
    )
      return mismatch('mismatchCurrency', key);
    const applied = applyChange(key, change, opportunity, {
      custom,
      next: next?.status,
      userId: connection.userId,
    });
    if (applied === 'mismatchDealClosed') return mismatch(applied);
    if (typeof applied === 'string') return mismatch(applied, key);
    Object.assign(patch, applied);
  }
  return { ok: true, ...toPatch(patch, opportunity, pipelines, now) };
}

// Checks each change again, because an action may come from a file, from another device or from a policy.
function problemOf(
  key: string,
  change: FieldChange,
  fields: readonly Field[],
  { values, currency, valueFormatted }: Opportunity,
): Mismatch | undefined {
  const field = fields.find((each) => each.key === key);
  if (!field) return { kind: 'mismatchFieldGone', field: key };
  const stored = valueIn(values, key);
  const isUnclear =
    field.type === 'money' && typeof stored === 'number' && !isAmountClear(stored, currency, valueFormatted);
  if (field.lock || isUnclear) return { kind: 'mismatchFieldLocked', field: key };
  const gone = goneChoice(field, change);
  if (gone !== undefined) return { kind: 'mismatchChoiceGone', field: key, value: gone };
  return canTake(field, change) ? undefined : { kind: 'mismatchValue', field: key };
}

function mismatch(kind: MismatchKind, field?: string): AppliedAction {
  return { ok: false, problem: { kind, ...(field && { field }) } };
}
