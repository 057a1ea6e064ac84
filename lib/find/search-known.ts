import type { KnownDeal } from '../model/known-deal.ts';
import { wordsOf } from './words.ts';

/**
 * Finds the known deals that have all typed words, at most `max`: active ones first, then the ones last seen. `isExact` is
 * false if they have the words only apart from typing errors.
 */
export type KnownSearch = (typed: string, max: number) => { deals: KnownDeal[]; isExact: boolean };

/**
 * Creates a search in lead, contact, value, status and pipeline of known deals. A typed word is the beginning of a word,
 * and where no deal has all of them, may contain typing errors. Looks at each different word once, however many deals have it.
 */
export function createKnownSearch(deals: readonly KnownDeal[]): KnownSearch {
  const indexesOf = new Map<string, number[]>();
  for (const [index, deal] of deals.entries()) {
    for (const word of new Set(wordsOf(textOf(deal)))) {
      const indexes = indexesOf.get(word);
      if (indexes) indexes.push(index);
      else indexesOf.set(word, [index]);
    }
  }

  function findAll(parts: readonly string[], fits: (part: string, word: string) => boolean): Set<number> {
    const [first = new Set<number>(), ...others] = parts.map((part) => {
      const found = new Set<number>();
      for (const [word, indexes] of indexesOf)
        if (fits(part, word)) for (const index of indexes) found.add(index);
      return found;
    });
    return others.reduce((all, each) => all.intersection(each), first);
  }

  return (typed, max) => {
    const parts = wordsOf(typed);
    const exact = findAll(parts, (part, word) => word.startsWith(part));
    const isExact = exact.size > 0;
    const indexes = isExact ? exact : findAll(parts, beginsAlike);
    const found = deals
      .filter((_deal, index) => indexes.has(index))
      .sort((one, other) => isClosed(one) - isClosed(other) || other.seenAt - one.seenAt);
    return { deals: found.slice(0, max), isExact };
  };
}

function isClosed({ status }: KnownDeal): number {
  return Number(status.type !== 'active');
}

function textOf({ leadName, contactName, value, valueFormatted, status, pipelineName }: KnownDeal): string {
  const amount = value === null ? '' : String(Math.trunc(value / 100));
  return [leadName, contactName, amount, valueFormatted, status.label, pipelineName].join('\n');
}

/** Number of typing errors that a word may contain: in a short one, any error could make another word. */
function maxErrors(word: string): number {
  return word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
}

// Reused, because a search compares thousands of words.
const rows: [number[], number[], number[]] = [[], [], []];
const at = (row: readonly number[], column: number) => row[column] ?? 0;

/**
 * Returns whether a word begins with a typed one, apart from typing errors: a missing, additional or wrong letter, or two
 * neighboring letters swapped.
 */
export function beginsAlike(typed: string, word: string): boolean {
  const max = maxErrors(typed);
  if (max === 0 || typed.length > word.length + max) return word.startsWith(typed);
  // One row of errors for each typed letter, of which only the places near the diagonal can stay within the maximum.
  let [beforePrevious, previous, current] = rows;
  for (let column = 0; column <= max; column += 1) previous[column] = column;
  for (let row = 1; row <= typed.length; row += 1) {
    const first = Math.max(0, row - max);
    const last = Math.min(word.length, row + max);
    let best = max + 1;
    for (let column = first; column <= last; column += 1) {
      const isSame = typed[row - 1] === word[column - 1];
      const isSwapped = row > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      const errors = Math.min(
        column === 0 ? row : at(previous, column - 1) + (isSame ? 0 : 1),
        column < row + max ? at(previous, column) + 1 : row,
        column > first ? at(current, column - 1) + 1 : row,
        column > 1 && isSwapped ? at(beforePrevious, column - 2) + 1 : row,
      );
      current[column] = errors;
      best = Math.min(best, errors);
    }
    if (best > max) return false;
    [beforePrevious, previous, current] = [previous, current, beforePrevious];
  }
  return true;
}
