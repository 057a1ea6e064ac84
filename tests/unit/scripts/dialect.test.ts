import { describe, expect, it } from 'vitest';
import { applyExceptions, findDialect } from '../../../scripts/dialect.ts';

const wordsIn = (content: string, path = 'lib/x.ts') => findDialect(path, content).map(({ word }) => word);

describe('findDialect', () => {
  it.each([
    ['a comment', '// Reads it anew.', ['anew']],
    ['a multi-line comment', '/**\n * Whoever\n * asks\n */', ['whoever']],
    ['a phrase that continues on the next line', '// a key that\n  // is here', ['that is']],
    ['a test title', "it('is told', () => {});", ['told']],
    ['a part of a name', 'const isMeant = true;', ['meant']],
    ['a limit', 'export const mostItems = 5;', ['mostItems (name)']],
    ['a participle as a constant', 'const known = 1;', ['known (name)']],
    ['a participle as a parameter', 'function read(kept: string) {}', ['kept (name)']],
    ['a destructured participle', 'const { left } = step;', ['left (name)']],
  ])('finds the word in %s', (_place, content, words) => {
    expect(wordsIn(content)).toEqual(words);
  });

  it.each([
    ['a longer word', '// standstill, untold, almost'],
    ['a participle in a sentence', '// Only known fields are kept (left, kept).'],
    ['a participle in a string', "const sentence = 'known, kept, left';"],
    ['a CSS property named like a participle', "style({ left: '1px' })"],
    ['a URL', "const address = 'https://example.com/known';"],
  ])('ignores %s', (_place, content) => {
    expect(wordsIn(content)).toEqual([]);
  });

  it('searches documents and messages for words, not for names', () => {
    expect(wordsIn('Nobody knows `mostItems`.', 'docs/x.md')).toEqual(['nobody']);
    expect(wordsIn('{ "x": { "message": "That is all" } }', 'public/_locales/en/messages.json')).toEqual([
      'that is',
    ]);
  });

  it('reports the line of each word, and line 0 for a file name', () => {
    expect(findDialect('lib/ticks.ts', 'const a = 1;\n\n// meanwhile\n')).toEqual([
      { line: 0, word: 'ticks (file name)' },
      { line: 3, word: 'meanwhile' },
    ]);
  });
});

it('applyExceptions removes the matching lines only, and reports unused exceptions', () => {
  const found = [
    { path: 'a.ts', text: 'one line' },
    { path: 'a.ts', text: 'another' },
    { path: 'b.ts', text: 'one line' },
  ];
  const used = { path: 'a.ts', text: 'one', reason: 'quoted' };
  const unused = { path: 'c.ts', text: 'one', reason: 'quoted' };
  expect(applyExceptions(found, [used, unused])).toEqual({ remaining: found.slice(1), unused: [unused] });
});
