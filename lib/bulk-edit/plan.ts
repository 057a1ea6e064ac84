import type { Change } from '../model/change.ts';
import type { FieldValue } from '../model/field-value.ts';
import type { QuickAction } from '../model/quick-action.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { findDifference } from '../opportunity/undo.ts';
import { applyPatch, valueIn } from '../opportunity/values.ts';
import { type AppliedAction, applyAction } from '../quick-actions/apply-action.ts';
import { type ChangeLine, describeChange, type Words } from '../wording/describe-change.ts';
import { mismatchText } from '../wording/mismatch-text.ts';
import type { RowView } from './table-rows.ts';

/** Applies an action to a deal as last read. */
export function planFor(action: QuickAction, view: RowView): AppliedAction {
  return applyAction(
    action,
    view.opportunity,
    view.organization.catalog,
    view.organization.connection,
    new Date(),
  );
}

/** Describes the change of a deal, with a line for each field. */
export function changedLines(change: Change, view: RowView): ChangeLine[] {
  return describeChange(change, wordsOf(view), view.opportunity.currency);
}

/** Describes a plan: a line for each field that would change, or why the action does not fit. */
export type Preview = { lines: ChangeLine[]; mismatch: string };

/** Describes what an action would change in a deal; no lines if the deal already has all values. */
export function previewOf(action: QuickAction, view: RowView): Preview {
  const words = wordsOf(view);
  const plan = planFor(action, view);
  if (!plan.ok) return { lines: [], mismatch: mismatchText(plan.problem, words) };
  const { values, currency } = view.opportunity;
  const difference = findDifference(plan.patch, values, { ...values, ...applyPatch(plan.patch, values) });
  const lines = describeChange(difference, words, currency);
  return { lines: lines.map((line) => withPipeline(line, view, plan.patch.status_id)), mismatch: '' };
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
