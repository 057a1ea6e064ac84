import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import german from '../../../public/_locales/de/messages.json';
import english from '../../../public/_locales/en/messages.json';

const placeholders = ({ message }: { message: string }) => [...message.matchAll(/\$\d/g)].map(String).sort();
const shape = (catalogue: Record<string, { message: string }>) =>
  Object.fromEntries(Object.entries(catalogue).map(([name, message]) => [name, placeholders(message)]));

it('both languages have the same messages with the same placeholders', () => {
  expect(shape(german)).toEqual(shape(english));
});

it('no message is empty', () => {
  const messages = [...Object.values(german), ...Object.values(english)];
  expect(messages.filter(({ message }) => message.trim() === '')).toEqual([]);
});

it('every message is used in the code', () => {
  const files = ['wxt.config.ts', ...globSync('{components,entrypoints,lib}/**/*.{ts,tsx,html}')];
  const code = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const usedNames = new Set(code.match(/(?<=['"`]|__MSG_)[A-Za-z0-9]+(?=['"`]|__)/g));
  expect(Object.keys(english).filter((name) => !usedNames.has(name))).toEqual([]);
});

const all = [...Object.entries(english), ...Object.entries(german)];
const saying = (pattern: RegExp) =>
  all.filter(([, { message }]) => pattern.test(message)).map(([name, { message }]) => `${name}: ${message}`);

it('no message is longer than 120 characters', () => {
  expect(saying(/.{121}/)).toEqual([]);
});

it('no message uses a word that only a specification would use', () => {
  const words = [
    // Beside those that `npm run dialect` counts.
    /\b(at the moment|under way|no room)\b/i,
    // Contractions, as people speak.
    /\b(cannot|can not|could not|did not|does not|do not|is not|was not|are not|will not|has not)\b/i,
    // One thing, one word: a change, an ID, the options, the organization.
    /\b(your edit|an edit|edits that|organisation|opportunity id)\b|\bids?\b/,
    /\b(Vorlieben|Abschlusschance|reisen|aufgehoben|Fremde|Rücksprung)/,
  ];
  expect(words.flatMap(saying)).toEqual([]);
});

it('an ellipsis follows its word without a blank, and no number follows a colon', () => {
  expect(
    saying(/ …$|: \$1[.)]?$/).filter((line) => !namesAfterColon.some((name) => line.startsWith(name))),
  ).toEqual([]);
});

// Their $1 is a name or a text, not a number.
const namesAfterColon = ['changeOne', 'pinnedDeal', 'changedSince', 'nowShowing', 'pasteUnused', 'closeSays'];
