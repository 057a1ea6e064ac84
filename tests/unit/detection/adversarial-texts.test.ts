import { describe, expect, it } from 'vitest';
import { findMailAddresses } from '../../../lib/detection/mail-addresses.ts';
import { findReferencesInMarkup, findReferencesInValue } from '../../../lib/detection/markup.ts';
import {
  countLooseReferences,
  findReferences,
  findReferencesInAddress,
  findReferencesInSource,
} from '../../../lib/detection/references.ts';
import { oppo } from '../../corpus/ids.ts';

// Every search meets texts that are made to be slow. The limit is far above a linear search, which takes about 20 ms
// for a megabyte, and far below a quadratic one, which takes seconds for a twentieth of that.

const maxMs = 500;

const filled = (length: number, part: string) => part.repeat(Math.ceil(length / part.length));

/** Texts that are slow for patterns of this form, at any length; each holds an id at its end. */
const slowTexts: [string, (length: number) => string][] = [
  ['backslashes', (length) => filled(length, '\\')],
  ['escaped backslashes before a letter', (length) => filled(length, '\\\\u00')],
  ['percent signs', (length) => filled(length, '%')],
  ['percent signs that are encoded again and again', (length) => `%${filled(length, '25')}`],
  ['escaped percent signs', (length) => filled(length, '%25')],
  ['escapes that decode to nothing', (length) => filled(length, '%FF')],
  ['prefixes of ids', (length) => filled(length, 'oppo_')],
  ['prefixes without the underscore', (length) => filled(length, 'oppolead')],
  ['ids that are one letter too short', (length) => filled(length, `oppo_${'a'.repeat(42)}-`)],
  ['one endless id', (length) => `oppo_${filled(length, 'a')}`],
  ['invisible marks in an id', (length) => `oppo_${filled(length, '\u200b')}`],
  ['letters with invisible marks', (length) => filled(length, `lead_${'a\u200b'.repeat(30)}`)],
  ['starts of comments', (length) => filled(length, '<!--')],
  ['starts of scripts', (length) => filled(length, '<script ')],
  ['open scripts', (length) => filled(length, '<script>')],
  ['open scripts of several kinds', (length) => filled(length, '<script><style><xmp>')],
  ['closed scripts that never opened', (length) => filled(length, '</script')],
  ['quotes', (length) => filled(length, '="')],
  ['values that begin like an id', (length) => filled(length, '" x="oppo_ ')],
  ['elements that never close', (length) => filled(length, '<xmp></xm')],
  ['at signs', (length) => filled(length, '@')],
  ['one endless mail name', (length) => `${filled(length, 'a')}@x.example`],
  ['one endless domain', (length) => `a@${filled(length, 'b.')}`],
  ['dots and at signs', (length) => filled(length, '.@')],
  ['invisible marks in a domain', (length) => `a@${filled(length, '\u200b')}`],
  ['mail addresses', (length) => filled(length, 'a@b.example ')],
  ['starts of links', (length) => `${filled(length, 'https://')}a@b.example`],
];

const searches: [string, (text: string) => unknown][] = [
  ['text', (text) => findReferences(text, 'text')],
  ['the loose count', countLooseReferences],
  ['source', (text) => findReferencesInSource(text, 'data')],
  ['an address', (text) => findReferencesInAddress(text)],
  ['an attribute', findReferencesInValue],
  ['markup', findReferencesInMarkup],
  ['mail addresses', findMailAddresses],
];

/** Returns the processor time of this thread in milliseconds, which other work on the machine does not add to. */
function cost(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

describe.each(searches)('the search in %s', (_where, search) => {
  it.each(slowTexts)('is fast for a megabyte of %s', (_what, slow) => {
    // The short text first, so that a quadratic search fails instead of running for an hour.
    for (const length of [50_000, 1_000_000])
      expect(cost(() => search(`${slow(length)} "${oppo('a')}"`))).toBeLessThan(maxMs);
  });
});
