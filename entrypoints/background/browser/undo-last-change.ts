import type { Change } from '../../../lib/model/change.ts';
import { success } from '../../../lib/model/result.ts';
import { isUndo } from '../../../lib/opportunity/is-undo.ts';
import { sentenceOf } from '../../../lib/wording/problem-text.ts';
import { text } from '../../../lib/wording/text.ts';
import { undo } from '../outbox/outbox.ts';
import { readChanges } from '../outbox/store.ts';
import { attempt } from '../problem-of.ts';
import { notify, notifyPlainly } from './notify.ts';
import { notifyProblem, notifySaveOutcome, referenceTo } from './notify-save.ts';
import type { OpenTab } from './open-editor.ts';

/** Returns the latest of these changes still in effect, neither an undo nor undone. */
export function findLastChange(changes: readonly Change[]): Change | undefined {
  const undone = new Set(changes.filter(({ how }) => how !== 'refused').map(({ undoes }) => undoes));
  return changes.find((change) => change.how === 'saved' && !isUndo(change) && !undone.has(change.id));
}

/** Undoes the latest save not undone yet and shows the result on this tab. */
export async function undoLastChange(tab: OpenTab): Promise<void> {
  const result = await attempt(async () => {
    const last = findLastChange(await readChanges());
    if (!last) await notifyPlainly(tab.id, text('nothingToUndo'), 'done');
    else {
      const undoing = await undo({ changeId: last.id, id: crypto.randomUUID() });
      if (!undoing.ok && undoing.problem.kind === 'former-owner-of-several') {
        const target = { reference: referenceTo(last.opportunityId), changeId: last.id };
        await notify(tab.id, {
          sentence: sentenceOf(undoing.problem),
          plainSentence: text('plainProblem'),
          tone: 'problem',
          offer: { name: 'undoInPopup', target },
        });
        return success(null);
      }
      if (!undoing.ok) return undoing;
      await notifySaveOutcome(tab, undoing.value, last);
    }
    return success(null);
  });
  if (!result.ok) await notifyProblem(tab, result.problem);
}
