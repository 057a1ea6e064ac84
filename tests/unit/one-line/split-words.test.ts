import { describe, expect, it } from 'vitest';
import { findQuotes, quote, splitWords } from '../../../lib/one-line/tokens.ts';

const words = (line: string, end = line.length) => splitWords(line, 0, end, findQuotes(line));
const textsOf = (line: string, end?: number) => words(line, end).map(({ text }) => text);

describe('a quoted text', () => {
  it.each([
    ['"Red, large"', 'Red, large'],
    ['" kept as it is "', ' kept as it is '],
    [String.raw`"say \"hi\" \\ now\nor later"`, 'say "hi" \\ now\nor later'],
    ['„ Angebot “', 'Angebot'],
    ['“offer”', 'offer'],
    ['« devis »', 'devis'],
  ])('%s holds %j', (line, content) => {
    expect(findQuotes(line)).toEqual([{ start: 0, end: line.length, content }]);
  });

  it.each(['5"', 'a"b"', '"open', '"a"b'])('is none in %s', (line) => {
    expect(findQuotes(line)).toEqual([]);
  });

  it.each([
    ['say "hi"', String.raw`"say \"hi\""`],
    ['a\\b', String.raw`"a\\b"`],
    ['a\nb\r\nc\rd', String.raw`"a\nb\nc\nd"`],
  ])('%j is written as %s', (text, written) => {
    expect(quote(text)).toBe(written);
    expect(findQuotes(written)[0]?.content).toBe(text.replace(/\r\n?/g, '\n'));
  });
});

describe('the words of a line', () => {
  it('know their places, their signs and the comma that ends them', () => {
    expect(words(' prop, @sam +-=x;')).toEqual([
      { start: 1, end: 6, text: 'prop', signs: '', hasComma: true },
      { start: 7, end: 11, text: '@sam', signs: '@', hasComma: false },
      { start: 12, end: 17, text: '+-=x', signs: '+-=', hasComma: true },
    ]);
  });

  it('are one where a text is quoted, with the signs before it and the mark of an id behind it', () => {
    expect(words('+"Red, large", @"Kim Park"#twin1; "x"')).toEqual([
      { start: 0, end: 13, text: '+Red, large', signs: '+', hasComma: true, quoted: 'Red, large' },
      { start: 15, end: 32, text: '@Kim Park#twin1', signs: '@', hasComma: true, quoted: 'Kim Park#twin1' },
      { start: 34, end: 37, text: 'x', signs: '', hasComma: false, quoted: 'x' },
    ]);
  });

  it('end where the part of the line ends', () => {
    expect(words('"a", b', 3)).toEqual([
      { start: 0, end: 3, text: 'a', signs: '', hasComma: false, quoted: 'a' },
    ]);
    expect(textsOf('"a b" c', 2)).toEqual(['"a']);
    expect(textsOf('ab cd', 4)).toEqual(['ab', 'c']);
    expect(splitWords('ab cd', 1, 5, []).map(({ text }) => text)).toEqual(['b', 'cd']);
  });

  it.each([
    ['a , ; b', ['a', 'b']],
    ['900/month', ['900', '/month']],
    ['12k/month', ['12k', '/month']],
    ['11/20', ['11/20']],
    ['and/or', ['and/or']],
    ['a,b', ['a,b']],
    ['a\t b\nc', ['a', 'b', 'c']],
    ['x+y', ['x+y']],
    ['', []],
  ])('of %j are %j', (line, texts) => {
    expect(textsOf(line)).toEqual(texts);
  });

  it('"a" without a comma is followed by the next word', () => {
    expect(textsOf('"a" b')).toEqual(['a', 'b']);
    expect(textsOf('"a",b')).toEqual(['a', 'b']);
  });
});
