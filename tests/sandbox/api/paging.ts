import { type Answer, refuse } from './answer.ts';

const DEFAULT_LIMIT = 100;
const LARGEST_LIMIT = 200;

export type Page<Item> = { data: Item[]; has_more: boolean };

/** The part of a list that `_limit` (100 when left out, at most 200) and `_skip` ask for, or a 400. */
export function pageOf<Item>(items: Item[], query: URLSearchParams): Page<Item> | { refusal: Answer } {
  const limit = readCount(query.get('_limit'), DEFAULT_LIMIT);
  const skip = readCount(query.get('_skip'), 0);
  if (limit === undefined || limit > LARGEST_LIMIT) return { refusal: refuse(400, 'Invalid _limit.') };
  if (skip === undefined) return { refusal: refuse(400, 'Invalid _skip.') };
  return { data: items.slice(skip, skip + limit), has_more: skip + limit < items.length };
}

function readCount(text: string | null, fallback: number): number | undefined {
  if (text === null) return fallback;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
