import { wordsOf } from '../find/words.ts';
import type { Pipeline, Status } from '../model/pipeline.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { matchNames, type Named, named } from './names.ts';

/** The statuses of all pipelines, ready to be compared with typed words. */
export type StatusNames = { own: readonly Named<Status>[]; others: readonly Named<Status>[] };

const typeWords: Record<string, Status['type']> = {
  won: 'won',
  gewonnen: 'won',
  lost: 'lost',
  verloren: 'lost',
};

/** Prepares the statuses; those of the deal's present pipeline come first. */
export function nameStatuses(pipelines: readonly Pipeline[], statusId: unknown): StatusNames {
  const present = findStatus(pipelines, String(statusId ?? ''))?.pipeline ?? pipelines[0];
  const namesOf = (some: readonly Pipeline[]) =>
    some.flatMap(({ name, statuses }) => statuses.map((each) => named(each, each.id, each.label, name)));
  return {
    own: namesOf(present ? [present] : []),
    others: namesOf(pipelines.filter((each) => each !== present)),
  };
}

/**
 * Returns the statuses that a text can mean. Another pipeline counts where the present one has none, or where only there the
 * whole label was typed.
 */
export function findStatuses(typed: string, { own, others }: StatusNames): Status[] {
  const here = matchNames(typed, own);
  const there = matchNames(typed, others);
  const type = typeWords[wordsOf(typed).join(' ')];
  const ofType =
    type && here.rank > 0 ? own.map(({ item }) => item).filter((each) => each.type === type) : [];
  // "Won" means the only won status, whatever its label, unless a label says the same.
  const mine =
    here.rank === 1 && here.items.every((each) => each.type === type)
      ? here.items
      : [...here.items, ...ofType];
  if (mine.length === 0) return there.items;
  return [...new Set(there.rank < here.rank && ofType.length === 0 ? [...mine, ...there.items] : mine)];
}
