import { sentenceOf } from '../wording/problem-text.ts';
import { text } from '../wording/text.ts';
import { changedLines } from './plan.ts';
import { changeOf, type Row, type RowState } from './table-rows.ts';

/** Returns the state of a row as a sentence; "" before the run. */
export function outcomeText(state: RowState): string {
  switch (state.step) {
    case 'unread':
    case 'ready':
      return '';
    case 'running':
      return text('manyRunning');
    case 'waiting':
    case 'failed':
      return state.step === 'failed' && state.problem.kind === 'conflict'
        ? text('manyConflict')
        : sentenceOf(state.problem);
    case 'saved':
      return text('saved');
    case 'unchanged':
      return text('savedUnchanged');
    case 'undone':
      return text('changeUndone');
  }
}

/** Returns the outcome as table rows: one for each changed field, and one for each unchanged deal. */
export function outcomeRows(rows: readonly Row[]): string[][] {
  const head = ['csvDeal', 'csvId', 'csvField', 'csvBefore', 'csvAfter', 'csvEnding'] as const;
  return [
    head.map((name) => text(name)),
    ...rows.flatMap(({ opportunityId, view, state }) => {
      const deal = [view.value?.opportunity.leadName ?? '', opportunityId];
      const ending = outcomeText(state.value);
      const change = changeOf(state.value);
      if (!change || !view.value) return [[...deal, '', '', '', ending]];
      return changedLines(change, view.value).map(({ name, before, after }) => [
        ...deal,
        name,
        before,
        after,
        ending,
      ]);
    }),
  ];
}
