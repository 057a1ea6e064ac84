import type { Change } from '../model/change.ts';
import type { FieldValue, Patch } from '../model/field-value.ts';
import type { QuickAction } from '../model/quick-action.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { requestOfChange, type StageRequest } from '../opportunity/stage-request.ts';
import { findDifference } from '../opportunity/undo.ts';
import { applyPatch, valueIn } from '../opportunity/values.ts';
import { type AppliedAction, applyAction } from '../quick-actions/apply-action.ts';
import { type ChangeLine, describeChange, fieldName, type Words } from '../wording/describe-change.ts';
import { formatList } from '../wording/format-list.ts';
import { isolate } from '../wording/isolate.ts';
import { mismatchText } from '../wording/mismatch-text.ts';
import { text } from '../wording/text.ts';
import type { RowView } from './table-rows.ts';

/** Applies an action to a deal as last read. It does not fit if its stage requires what the deal does not have. */
export function planFor(action: QuickAction, view: RowView): AppliedAction {
  const { catalog, connection } = view.organization;
  const applied = applyAction(action, view.opportunity, catalog, connection, new Date());
  const missing = applied.ok ? (requestFor(applied.patch, view)?.missing ?? []) : [];
  if (missing.length === 0) return applied;
  return { ok: false, problem: { kind: 'mismatchStage', fields: missing.map(({ key }) => key) } };
}

function requestFor(patch: Patch, { opportunity, organization }: RowView): StageRequest | undefined {
  const { catalog, connection, preferences } = organization;
  return requestOfChange(patch, opportunity, catalog, connection, preferences.stages);
}

/** Describes the change of a deal, with a line for each field. */
export function changedLines(change: Change, view: RowView): ChangeLine[] {
  return describeChange(change, wordsOf(view), view.opportunity.currency);
}

/** Describes a plan: a line for each field that would change, or why the action does not fit. */
export type Preview = {
  lines: ChangeLine[];
  mismatch: string;
  /** What the stage asks for and the action leaves out, "" for nothing. */
  skipped: string;
};

/** The preview of a row without a plan. */
export const nothingPlanned: Preview = { lines: [], mismatch: '', skipped: '' };

/** Describes what an action would change in a deal; no lines if the deal already has all values. */
export function previewOf(action: QuickAction, view: RowView): Preview {
  const words = wordsOf(view);
  const plan = planFor(action, view);
  if (!plan.ok) return { ...nothingPlanned, mismatch: mismatchText(plan.problem, words) };
  const { values, currency } = view.opportunity;
  const difference = findDifference(plan.patch, values, { ...values, ...applyPatch(plan.patch, values) });
  const lines = describeChange(difference, words, currency);
  return {
    lines: lines.map((line) => withPipeline(line, view, plan.patch.status_id)),
    mismatch: '',
    skipped: skippedText(plan.patch, view, words),
  };
}

function skippedText(patch: Patch, view: RowView, words: Words): string {
  const asked = requestFor(patch, view)?.fields ?? [];
  const names = asked
    .filter(({ isSatisfied }) => !isSatisfied)
    .map(({ field }) => isolate(fieldName(field.key, words)));
  return names.length > 0 ? text('manySkips', formatList(names)) : '';
}

// Names the pipeline if the status moves the deal to another one, because the user may overlook it.
function withPipeline(
  line: ChangeLine,
  { opportunity, organization: { catalog } }: RowView,
  statusId?: FieldValue,
): ChangeLine {
  if (line.field !== 'status_id') return line;
  const from = findStatus(catalog.pipelines, valueIn(opportunity.values, 'status_id'))?.pipeline;
  const to = findStatus(catalog.pipelines, statusId)?.pipeline;
  return !to || to.id === from?.id ? line : { ...line, after: `${line.after} (${to.name})` };
}

/** Returns the labels for a deal's values, with the people known without a request. */
function wordsOf({ opportunity, organization: { catalog, connection } }: RowView): Words {
  const { values, ownerName, contactName } = opportunity;
  return {
    ...catalog,
    names: new Map([
      [String(valueIn(values, 'user_id')), ownerName],
      [String(valueIn(values, 'contact_id')), contactName],
      [connection.userId, connection.userName],
    ]),
  };
}
