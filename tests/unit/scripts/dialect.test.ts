import { describe, expect, it } from 'vitest';
import { applyExceptions, findDialect } from '../../../scripts/dialect.ts';

const wordsIn = (content: string, path = 'lib/x.ts') => findDialect(path, content).map(({ word }) => word);

describe('the dialect', () => {
  it.each([
    ['a comment', '// Reads it anew.', ['anew']],
    ['a comment of several lines', '/**\n * Whoever\n * asks\n */', ['whoever']],
    ['a phrase that continues in the next line', '// a key that\n  // is here', ['that is']],
    ['a test title', "it('is told', () => {});", ['told']],
    ['a part of a name', 'const isMeant = true;', ['meant']],
    ['a limit', 'export const mostItems = 5;', ['mostItems (name)']],
    ['a participle as a constant', 'const known = 1;', ['known (name)']],
    ['a participle as a parameter', 'function read(kept: string) {}', ['kept (name)']],
    ['a participle taken out of an object', 'const { left } = step;', ['left (name)']],
  ])('is found in %s', (_place, content, words) => {
    expect(wordsIn(content)).toEqual(words);
  });

  it.each([
    ['a longer word', '// standstill, untold, almost'],
    ['a participle in a sentence', '// Only known fields are kept (left, kept).'],
    ['a participle in a text', "const sentence = 'known, kept, left';"],
    ['a CSS property of that name', "style({ left: '1px' })"],
    ['an address', "const address = 'https://example.com/known';"],
  ])('is not found in %s', (_place, content) => {
    expect(wordsIn(content)).toEqual([]);
  });

  it('is found in documents and messages, where names do not count', () => {
    expect(wordsIn('Nobody knows `mostItems`.', 'docs/x.md')).toEqual(['nobody']);
    expect(wordsIn('{ "x": { "message": "That is all" } }', 'public/_locales/en/messages.json')).toEqual([
      'that is',
    ]);
  });

  it('is reported with its line, and a file name with line 0', () => {
    expect(findDialect('lib/ticks.ts', 'const a = 1;\n\n// meanwhile\n')).toEqual([
      { line: 0, word: 'ticks (file name)' },
      { line: 3, word: 'meanwhile' },
    ]);
  });
});

it('an exception covers its line alone, and is reported once it covers none', () => {
  const found = [
    { path: 'a.ts', text: 'one line' },
    { path: 'a.ts', text: 'another' },
    { path: 'b.ts', text: 'one line' },
  ];
  const used = { path: 'a.ts', text: 'one', reason: 'quoted' };
  const unused = { path: 'c.ts', text: 'one', reason: 'quoted' };
  expect(applyExceptions(found, [used, unused])).toEqual({ remaining: found.slice(1), unused: [unused] });
});
