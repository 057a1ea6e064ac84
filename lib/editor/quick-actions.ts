import type { Change } from '../model/change.ts';
import type { QuickAction } from '../model/quick-action.ts';
import { applyPatch } from '../opportunity/values.ts';
import { mismatchText } from '../wording/mismatch-text.ts';
import { text } from '../wording/text.ts';
import type { DealEditor } from './deal-editor.ts';
import { noticeOf } from './notice.ts';

/**
 * Runs a quick action on the shown deal; opens the dialog first if the action moves the deal to Won, Lost or a stage that
 * asks for something. With `isFilledIn`, its changes become a draft that the user saves.
 */
export async function carryOut(deal: DealEditor, action: QuickAction, isFilledIn = false): Promise<void> {
  // In a file of its own, because the first view does not need it.
  const { applyAction } = await import('../quick-actions/apply-action.ts');
  const { catalog, connection } = deal.view.value;
  // With typed values, which a change of the same field builds on instead of replacing them.
  const shown = deal.values.value;
  const values = { ...shown, ...applyPatch(deal.ready.value.patch, shown) };
  const opportunity = { ...deal.view.value.opportunity, values };
  const applied = applyAction(action, opportunity, catalog, connection, new Date());
  if (!applied.ok) {
    const sentence = mismatchText(applied.problem, deal.words.value);
    deal.notice.value = { kind: 'mismatch', sentence };
    return;
  }
  const { patch } = applied;
  if (Object.keys(patch).length === 0) deal.notice.value = { kind: 'unchanged' };
  else if (!isFilledIn) await deal.choose(patch);
  else if (!deal.isLocked.value && !(await deal.askBeforeMoving(patch)) && !deal.fillIn(patch))
    deal.notice.value = { kind: 'mismatch', sentence: text('runActionHere', action.name) };
}

/** Shows a notice with Undo for a change that was made outside the editor. */
export function showChange(deal: DealEditor, change: Change): void {
  const { opportunity } = deal.view.value;
  deal.notice.value = noticeOf(change.id, { state: 'saved', opportunity, change }, {}, deal.words.value);
}
