import { type Place, places } from '../model/place-in-page.ts';
import type { Reference, ReferenceKind } from '../model/reference.ts';
import { unwrapAddress } from './unwrap-address.ts';

// Places in which a user or an address selects a deal; in other places a page only mentions it.
const surePlaces: readonly Place[] = ['pointed-at', 'address', 'selection'];

/** Maximum number of references of a page, because it can mention thousands of deals. */
export const maxReferences = 50;

const idLength = 48;
// Ids are a prefix and exactly 43 letters or digits; the guards on both sides refuse longer words and `lead_status`.
// Zero-width and direction marks are allowed between letters, because pages put them into long words.
const invisible = '[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]';
const looseId = `(oppo|lead)${invisible}*_(?:${invisible}*[0-9A-Za-z]){43}`;
const loosePattern = new RegExp(looseId, 'g');
const idPattern = new RegExp(`(?<![0-9A-Za-z_])${looseId}(?![0-9A-Za-z])`, 'g');
const invisibles = new RegExp(invisible, 'g');
const markedPrefix = new RegExp(`(?:oppo|lead)${invisible}+_`);
// The marks that pages put beside an underscore, so that a line can end there.
const usualMarks = ['\u00ad', '\u200b', '\u200c', '\u2060', '\ufeff'];
const openEnd = new RegExp(`(?:oppo|lead)${invisible}*(?:_(?:${invisible}|[0-9A-Za-z])*)?$`);
const wordPart = new RegExp(`^(?:${invisible}|[0-9A-Za-z_])*$`);

/** Joins the texts of neighboring elements into one word. Like every invisible mark, it also ends an id. */
export const wordJoint = '\u2060';

const kinds: Record<string, ReferenceKind> = { oppo: 'opportunity', lead: 'lead' };

/** Finds every id in a text, in order of appearance, including repeats. */
export function findReferences(text: string, foundIn: Place): Reference[] {
  if (!mayHoldReferences(text)) return [];
  return Array.from(text.matchAll(idPattern), ([id, prefix = '']) => ({
    kind: kinds[prefix] ?? 'opportunity',
    id: id.replace(invisibles, ''),
    foundIn,
  }));
}

/** Counts the places in a text that would be ids without the letters around them. */
export function countLooseReferences(text: string): number {
  return mayHoldReferences(text) ? (text.match(loosePattern)?.length ?? 0) : 0;
}

// Looks for the bare prefixes first, because most texts contain none and a pattern is many times slower.
function mayHoldReferences(text: string): boolean {
  if (text.length < idLength) return false;
  if (text.includes('oppo_') || text.includes('lead_')) return true;
  return usualMarks.some((mark) => text.includes(mark)) && markedPrefix.test(text);
}

/** Returns whether an id may begin at the end of a text and go on behind it. */
export function mayContinue(text: string): boolean {
  return openEnd.test(text);
}

/** Returns whether a text is a part of a word, so that an id may go on behind it. */
export function isWordPart(text: string): boolean {
  return wordPart.test(text);
}

/** Finds every id in source such as JSON, where the letter of an escape such as `\\n` would look like part of a word. */
export function findReferencesInSource(source: string, foundIn: Place): Reference[] {
  // Takes only the last backslash of several, because trying every one of a million would never end.
  return findReferences(source.replace(/\\(?:u[0-9A-Fa-f]{4}|[bfnrt])/g, ' '), foundIn);
}

/**
 * Finds every id in an address: in path, query or fragment, and in an address that a mail system or a redirect has
 * wrapped.
 */
export function findReferencesInAddress(address: string, foundIn: Place = 'address'): Reference[] {
  return rankReferences(unwrapAddress(address).flatMap((text) => findReferences(text, foundIn)));
}

/** Returns one entry per id, opportunities before leads within the same place, at most `maxReferences`. */
export function rankReferences(references: readonly Reference[]): Reference[] {
  const best = new Map<string, Reference>();
  for (const reference of references) {
    const previous = best.get(reference.id);
    if (!previous || rank(reference) < rank(previous)) best.set(reference.id, reference);
  }
  return [...best.values()].sort((one, other) => rank(one) - rank(other)).slice(0, maxReferences);
}

/**
 * Returns the reference to open without asking, or undefined. Prefers one that the user pointed at or the address
 * contains; of other ids, only a single opportunity (or else a single lead) counts.
 */
export function chooseReference(references: readonly Reference[]): Reference | undefined {
  const [first, second] = references;
  if (!first) return undefined;
  if (surePlaces.includes(first.foundIn)) {
    return second && rank(second) === rank(first) ? undefined : first;
  }
  const opportunities = references.filter(({ kind }) => kind === 'opportunity');
  const candidates = opportunities.length > 0 ? opportunities : references;
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** Returns whether a page is about a deal. Links to leads alone do not count, because every sidebar has some. */
export function isAboutDeal(references: readonly Reference[]): boolean {
  return references.some(({ kind, foundIn }) => kind === 'opportunity' || foundIn === 'address');
}

function rank(reference: Reference): number {
  return places.indexOf(reference.foundIn) * 2 + (reference.kind === 'opportunity' ? 0 : 1);
}
