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

/** Returns the items that a text names best: exactly, or by beginnings of words in any order, or by initials. */
export function matchNames<Item>(typed: string, list: readonly Named<Item>[]): Match<Item> {
  const [, bare = typed, tag = ''] = /^(.*[^\s#])#(\w+)$/s.exec(typed) ?? [];
  const tagged = tag ? list.filter(({ id, name }) => id.endsWith(tag) && name === bare) : [];
  if (tagged.length > 0) return { rank: 0, items: tagged.map(({ item }) => item) };
  const exact = list.filter(({ name }) => name === typed || name.trim() === typed);
  if (exact.length > 0) return { rank: 0, items: exact.map(({ item }) => item) };
  const words = wordsOf(typed);
  if (words.length === 0) return { rank: 3, items: [] };
  const folded = words.join(' ');
  const same = list.filter((each) => each.folded === folded);
  if (same.length > 0) return { rank: 1, items: same.map(({ item }) => item) };
  const partial = words.join('').length < minLetters ? [] : list.filter((each) => isNamedBy(each, words));
  return { rank: partial.length > 0 ? 2 : 3, items: partial.map(({ item }) => item) };
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
