import { describe, expect, it } from 'vitest';
import { toCsv, toCsvFile } from '../../../lib/base/csv.ts';

describe('toCsv', () => {
  it.each([
    ['plain', '"plain"'],
    ['', '""'],
    ['a,b', '"a,b"'],
    ['a;=1+1', '"a;=1+1"'],
    ['say "yes"', '"say ""yes"""'],
    ['two\nlines', '"two\nlines"'],
    ['-5', '"-5"'],
    ['+1.5', '"+1.5"'],
    ['=1+1', `"'=1+1"`],
    ['+cmd', `"'+cmd"`],
    ['-1+1', `"'-1+1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    [' =1+1', `"' =1+1"`],
    ['\t=1', `"'\t=1"`],
    ['+1+1', `"'+1+1"`],
    ['\uFF1D1+1', `"'\uFF1D1+1"`],
    ['\uFF0B1+1', `"'\uFF0B1+1"`],
    ['\uFF0D1+1', `"'\uFF0D1+1"`],
    ['\uFF20SUM(A1)', `"'\uFF20SUM(A1)"`],
    ['\u22121+1', `"'\u22121+1"`],
    ['2026-11-29T00:01:34.752Z', '"2026-11-29T00:01:34.752Z"'],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ])('writes %j as %j', (value, cell) => {
    expect(toCsv([[value]])).toBe(`${cell}\r\n`);
  });

  it('ends every row with a line break', () => {
    expect(
      toCsv([
        ['a', 'b'],
        ['c', 'd'],
      ]),
    ).toBe('"a","b"\r\n"c","d"\r\n');
  });
});

describe('toCsvFile', () => {
  it.each([
    ['en-US', ','],
    ['de-CH', ','],
    ['ja', ','],
    ['de', ';'],
    ['fr', ';'],
    ['pt-BR', ';'],
  ])('splits cells in %s by "%s"', (locale, separator) => {
    expect(toCsvFile([['a', '1,5']], locale)).toBe(`\uFEFF"a"${separator}"1,5"\r\n`);
  });
});
