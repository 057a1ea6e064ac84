import type { SaveAnswer } from '../../../lib/messaging/contract.ts';
import type { Change } from '../../../lib/model/change.ts';
import type { Problem } from '../../../lib/model/problem.ts';
import type { Reference } from '../../../lib/model/reference.ts';
import { success } from '../../../lib/model/result.ts';
import { isUndo } from '../../../lib/opportunity/is-undo.ts';
import { catalog, menuPipelines } from '../../../lib/storage/items.ts';
import { describeChange } from '../../../lib/wording/describe-change.ts';
import { formatList } from '../../../lib/wording/format-list.ts';
import { beforeAndAfter, isolate, isolateIfNeeded } from '../../../lib/wording/isolate.ts';
import { sentenceOf } from '../../../lib/wording/problem-text.ts';
import { text } from '../../../lib/wording/text.ts';
import { attempt } from '../problem-of.ts';
import { notify } from './notify.ts';
import { type OpenTab, openEditorOn } from './open-editor.ts';

type Deal = Pick<Change, 'opportunityId' | 'organizationId' | 'leadName'>;

/** Returns a reference to a deal, as if the user had pointed at it. */
export function referenceTo(opportunityId: string): Reference {
  return { kind: 'opportunity', id: opportunityId, foundIn: 'pointed-at' };
}

/** Shows the result of a save started outside of the editor; opens the editor for a conflict. */
export async function notifySaveOutcome(tab: OpenTab, answer: SaveAnswer, deal: Deal): Promise<void> {
  const reference = referenceTo(deal.opportunityId);
  if (answer.state === 'conflict') await openEditorOn(tab, { reference });
  else if (answer.state === 'saved') {
    const { change, opportunity } = answer;
    const what = await phrase(change, opportunity.currency);
    const target = { reference, changeId: change.id };
    const isTakenBack = isUndo(change);
    const offer = isTakenBack ? undefined : ({ name: 'undoInPopup', target } as const);
    const sentence = `${isolate(deal.leadName)}: ${what}`;
    const plainSentence = text(isTakenBack ? 'changeUndone' : 'saved');
    await notify(tab.id, { sentence, plainSentence, tone: 'done', offer });
  } else if (answer.state === 'unchanged') await notifyUnchanged(tab, deal);
  else {
    const waits = answer.state === 'waiting' || answer.state === 'blocked';
    const problem = answer.state === 'gone' ? ({ kind: 'unexpected' } as const) : answer.problem;
    await notifyProblem(tab, problem, waits);
  }
}

/** Describes a save from cached names, without a request to Close; "Saved" if they are missing. */
async function phrase(change: Change, currency: string): Promise<string> {
  try {
    const stored = await catalog(change.organizationId).read();
    const words = stored ?? { pipelines: await menuPipelines.read(), customFields: [] };
    if (words.pipelines.length === 0) return text('saved');
    const lines = describeChange(change, words, currency);
    return formatList(
      lines.map(({ field, name, before, after }) =>
        field === 'status_id'
          ? beforeAndAfter(before, after)
          : `${isolateIfNeeded(name)} ${beforeAndAfter(before, after)}`,
      ),
    );
  } catch {
    return text('saved');
  }
}

/** Shows that a deal already had the requested values. */
export function notifyUnchanged(tab: OpenTab, { leadName }: Pick<Deal, 'leadName'>): Promise<void> {
  const plainSentence = text('unchangedMessage');
  return notify(tab.id, { sentence: `${isolate(leadName)}: ${plainSentence}`, plainSentence, tone: 'done' });
}

/** Runs a command from the menu, the keyboard or the address bar and shows its problem on the tab. */
export async function runAndNotify(tab: OpenTab, work: () => Promise<void>): Promise<void> {
  const result = await attempt(async () => success(await work()));
  if (!result.ok) await notifyProblem(tab, result.problem);
}

/** Shows a problem on a tab; `isKept` if the change is sent later. */
export function notifyProblem(tab: OpenTab, problem: Problem, isKept = false): Promise<void> {
  const isLocked = problem.kind === 'locked';
  return notify(tab.id, {
    sentence: isKept ? `${sentenceOf(problem)} ${text('editKept')}` : sentenceOf(problem),
    plainSentence: isLocked ? sentenceOf(problem) : text(isKept ? 'plainWaiting' : 'plainProblem'),
    tone: 'problem',
    offer: isLocked ? { name: 'unlock', target: { reference: null } } : undefined,
  });
}
