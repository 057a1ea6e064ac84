import { describeChange } from '../../lib/describe-change.ts';
import type { Reference } from '../../lib/detection/references.ts';
import { isolate } from '../../lib/isolate.ts';
import type { SaveAnswer } from '../../lib/messaging/contract.ts';
import type { Problem } from '../../lib/problem.ts';
import { sentenceOf } from '../../lib/problem-text.ts';
import type { Change } from '../../lib/storage/items.ts';
import { text } from '../../lib/text.ts';
import { readAccess } from './authorization.ts';
import { readCatalog } from './catalog.ts';
import { type OpenTab, openEditorOn } from './open-editor.ts';
import { tell } from './tell.ts';

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
    const catalog = await readCatalog(await readAccess(deal.organizationId));
    const what = describeChange(change, catalog, opportunity.currency)
      .map(({ before, after }) => `${before} → ${after}`)
      .join(', ');
    const asked = { reference, changeId: change.id };
    const offer = change.undoes === undefined ? ({ name: 'undo', asked } as const) : undefined;
    await tell(tab.id, `${isolate(deal.leadName)}: ${what}`, 'done', offer);
  } else if (answer.state === 'unchanged') await tellUnchanged(tab, deal);
  else {
    const waits = answer.state === 'waiting' || answer.state === 'blocked';
    const problem = answer.state === 'gone' ? ({ kind: 'unexpected' } as const) : answer.problem;
    await tellProblem(tab, problem, waits ? ` ${text('editKept')}` : '');
  }
}

/** Says that a deal has what was wished already. */
export function tellUnchanged(tab: OpenTab, { leadName }: Pick<Deal, 'leadName'>): Promise<void> {
  return tell(tab.id, `${isolate(leadName)}: ${text('toldUnchanged')}`, 'done');
}

/** Says what went wrong. */
export function tellProblem(tab: OpenTab, problem: Problem, more = ''): Promise<void> {
  return tell(tab.id, sentenceOf(problem) + more, 'problem');
}
