import { wordsOf } from '../find/words.ts';

/** Something with a name that can be typed. */
export type Named<Item> = {
  item: Item;
  id: string;
  name: string;
  words: readonly string[];
  /** The words with spaces between them, without them, and their first letters. */
  folded: string;
  joined: string;
  initials: string;
  /** Words that may be typed with those of the name, such as those of a status's pipeline. */
  moreWords: readonly string[];
};

/** How well a typed text names something: 0 letter by letter, 1 but for case and accents, 2 in part. */
export type Match<Item> = { rank: number; items: Item[] };

/** Prepares a name for being compared with typed texts. */
export function named<Item>(item: Item, id: string, name: string, context = ''): Named<Item> {
  const words = wordsOf(name);
  const initials = words.map((each) => each[0]).join('');
  const moreWords = wordsOf(context);
  return { item, id, name, words, folded: words.join(' '), joined: words.join(''), initials, moreWords };
}

// Two letters say enough together with the list they belong to; one does not.
const minLetters = 2;
const tagLength = 6;

/** Returns the end of an id, written behind a name that something else has too: `@Sam Lee#3kF9aQ`. */
export function tagOf(id: string): string {
  return `#${id.slice(-tagLength)}`;
}

const maxRemembered = 500;
const remembered = new WeakMap<readonly Named<unknown>[], Map<string, Match<unknown>>>();

/**
 * Returns the items that a text names best: exactly, or by beginnings of words in any order, or by initials. Remembers the
 * answers, because with each key most of a line is the same.
 */
export function matchNames<Item>(typed: string, list: readonly Named<Item>[]): Match<Item> {
  const matches = (remembered.get(list) ?? new Map()) as Map<string, Match<Item>>;
  const match = matches.get(typed) ?? findNames(typed, list);
  if (matches.size > maxRemembered) matches.clear();
  remembered.set(list, matches.set(typed, match));
  return match;
}

function findNames<Item>(typed: string, list: readonly Named<Item>[]): Match<Item> {
  const [, bare = typed, tag = ''] = /^(.*[^\s#])#(\w+)$/s.exec(typed) ?? [];
  const words = wordsOf(typed);
  const folded = words.join(' ');
  const isLong = words.join('').length >= minLetters;
  const ranks: [rank: number, isNamed: (each: Named<Item>) => boolean][] = [
    [0, ({ id, name }) => tag !== '' && id.endsWith(tag) && name === bare],
    [0, ({ name }) => name === typed || name.trim() === typed],
    [1, (each) => folded !== '' && each.folded === folded],
    [2, (each) => isLong && isNamedBy(each, words)],
  ];
  for (const [rank, isNamed] of ranks) {
    const items = list.filter(isNamed).map(({ item }) => item);
    if (items.length > 0) return { rank, items };
  }
  return { rank: 3, items: [] };
}

function isNamedBy(
  { words, joined, initials, moreWords }: Named<unknown>,
  typed: readonly string[],
): boolean {
  const [word = '', ...others] = typed;
  if (others.length === 0)
    return word === initials || joined.startsWith(word) || words.some((each) => each.startsWith(word));
  if (hasBeginnings(words, typed)) return true;
  if (!hasBeginnings([...words, ...moreWords], typed)) return false;
  return typed.some((word) => words.some((each) => each.startsWith(word)));
}

// Each typed word is the beginning of a word of its own.
function hasBeginnings(words: readonly string[], typed: readonly string[]): boolean {
  const free = [...words];
  return typed.every((word) => {
    const at = free.findIndex((each) => each.startsWith(word));
    if (at >= 0) free.splice(at, 1);
    return at >= 0;
  });
}
