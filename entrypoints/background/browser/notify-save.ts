import type { SaveAnswer } from '../../../lib/messaging/contract.ts';
import type { Change } from '../../../lib/model/change.ts';
import type { Problem } from '../../../lib/model/problem.ts';
import type { Reference } from '../../../lib/model/reference.ts';
import { success } from '../../../lib/model/result.ts';
import { catalog, menuPipelines } from '../../../lib/storage/items.ts';
import { describeChange } from '../../../lib/wording/describe-change.ts';
import { isolate } from '../../../lib/wording/isolate.ts';
import { sentenceOf } from '../../../lib/wording/problem-text.ts';
import { text } from '../../../lib/wording/text.ts';
import { attempt } from '../problem-of.ts';
import { showOutcome } from './badge.ts';
import { tell } from './notify.ts';
import { type OpenTab, openEditorOn } from './open-editor.ts';

type Deal = Pick<Change, 'opportunityId' | 'organizationId' | 'leadName'>;

/** The deal itself, wherever it was found. */
export function referenceTo(opportunityId: string): Reference {
  return { kind: 'opportunity', id: opportunityId, foundIn: 'pointed-at' };
}

/** Says on a tab what came of a save that was asked for outside of the editor, or lets the editor ask about a conflict. */
export async function tellSave(tab: OpenTab, answer: SaveAnswer, deal: Deal): Promise<void> {
  const reference = referenceTo(deal.opportunityId);
  if (answer.state === 'conflict') await openEditorOn(tab, { reference });
  else if (answer.state === 'saved') {
    const { change, opportunity } = answer;
    const what = await phrase(change, opportunity.currency);
    const asked = { reference, changeId: change.id };
    const offer = change.undoes === undefined ? ({ name: 'undo', asked } as const) : undefined;
    const sentence = `${isolate(deal.leadName)}: ${what}`;
    // The deal is saved: a note that cannot be shown must not say otherwise.
    await tell(tab.id, sentence, 'done', offer).catch(() => showOutcome(tab.id, sentence, 'done'));
  } else if (answer.state === 'unchanged') await tellUnchanged(tab, deal);
  else {
    const waits = answer.state === 'waiting' || answer.state === 'blocked';
    const problem = answer.state === 'gone' ? ({ kind: 'unexpected' } as const) : answer.problem;
    await tellProblem(tab, problem, waits ? ` ${text('editKept')}` : '');
  }
}

/** Describes a save from what is stored, "Saved" where that is not enough: nothing is asked of Close for a note. */
async function phrase(change: Change, currency: string): Promise<string> {
  try {
    const stored = await catalog(change.organizationId).read();
    const words = stored ?? { pipelines: await menuPipelines.read(), customFields: [] };
    if (words.pipelines.length === 0) return text('saved');
    const lines = describeChange(change, words, currency);
    return lines.map(({ before, after }) => `${before} → ${after}`).join(', ');
  } catch {
    return text('saved');
  }
}

/** Says that a deal has what was wished already. */
export function tellUnchanged(tab: OpenTab, { leadName }: Pick<Deal, 'leadName'>): Promise<void> {
  return tell(tab.id, `${isolate(leadName)}: ${text('toldUnchanged')}`, 'done');
}

/** Does what a menu item, a key or the address bar asked for, and says on the tab why it could not. */
export async function runAndTell(tab: OpenTab, work: () => Promise<void>): Promise<void> {
  const result = await attempt(async () => success(await work()));
  if (!result.ok) await tellProblem(tab, result.problem);
}

/** Says what went wrong. */
export function tellProblem(tab: OpenTab, problem: Problem, more = ''): Promise<void> {
  return tell(tab.id, sentenceOf(problem) + more, 'problem');
}
