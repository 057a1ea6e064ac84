import { describe, expect, it } from 'vitest';
import { applyKey, applyPatch, isSameValue, splitKey } from '../../../lib/opportunity/values.ts';

it('a patch that removes the only value of a list and adds another leaves the other', () => {
  const patch = { 'custom.cf_tags.remove': 'A', 'custom.cf_tags.add': 'B' };
  expect(applyPatch(patch, { 'custom.cf_tags': ['A'] })).toEqual({ 'custom.cf_tags': ['B'] });
});

describe('isSameValue for two lists', () => {
  it.each([
    ['the same values in another order', ['A', 'B'], ['B', 'A'], true],
    ['a duplicate in the first list', ['A', 'A'], ['A', 'B'], false],
    ['a duplicate in the second list', ['A', 'B'], ['A', 'A'], false],
    ['a duplicate and a single value', ['A', 'A'], ['A'], true],
    ['an empty list and null', [], null, true],
    ['a bare value and a list of one', 'A', ['A'], true],
  ] as const)('with %s', (_what, one, other, isSame) => {
    expect(isSameValue('custom.cf_tags', one, other)).toBe(isSame);
    expect(isSameValue('custom.cf_tags', other, one)).toBe(isSame);
  });
});

describe('isSameValue for two formatted notes', () => {
  it.each([
    ['entities', '<body><p>&quot;a&quot; &amp; b</p></body>', '<body><p>"a" &#38; b</p></body>'],
    ['entities by number', '<body><p>caf&#xe9;</p></body>', '<body><p>café</p></body>'],
    ['spaces', '<body>\n<p>a  b</p>\n</body>', '<body><p>a b</p></body>'],
    ['no-break spaces', '<body><p>a&nbsp;b</p></body>', '<body><p>a b</p></body>'],
    ['syntax of void tags', '<body><p>a</p><hr /></body>', '<body><p>a</p><hr></body>'],
    ['letter case of tags', '<BODY><P>a <B>b</B></P></BODY>', '<body><p>a <b>b</b></p></body>'],
    ['tags for bold', '<body><p><strong>a</strong></p></body>', '<body><p><b>a</b></p></body>'],
    ['forms of an empty note', '<body></body>', null],
    [
      'attribute order and quotes',
      '<body><p><a title="t" href="https://x.example/?a=1&amp;b=2">a</a></p></body>',
      "<body><p><a href='https://x.example/?a=1&b=2'>a</a></p></body>",
    ],
  ])('ignores different %s', (_what, one, other) => {
    expect(isSameValue('note_html', one, other)).toBe(true);
    expect(isSameValue('note_html', other, one)).toBe(true);
  });

  it.each([
    ['words', '<body><p>a</p></body>', '<body><p>b</p></body>'],
    ['paragraphs', '<body><p>a</p><p>b</p></body>', '<body><p>ab</p></body>'],
    ['formatting', '<body><p>a</p></body>', '<body><p><b>a</b></p></body>'],
    ['images', '<body><p><img src="a"></p></body>', '<body><p><img src="b"></p></body>'],
    ['links', '<body><p><a href="a">x</a></p></body>', '<body><p><a href="b">x</a></p></body>'],
    ['mentions', '<body><p><span data-id="user_a">@A</span></p></body>', '<body><p>@A</p></body>'],
    ['markup shown as text', '<body><p>&lt;b&gt;a&lt;/b&gt;</p></body>', '<body><p><b>a</b></p></body>'],
  ])('notices different %s', (_what, one, other) => {
    expect(isSameValue('note_html', one, other)).toBe(false);
    expect(isSameValue('note_html', other, one)).toBe(false);
  });
});

describe('isSameValue for two texts', () => {
  it.each([
    ['2026-12-12T10:00:00.000Z', '2026-12-12T10:00:00.000000+00:00', true],
    ['2026-12-12T10:00:00Z', '2026-12-12T12:00:00+02:00', true],
    ['2026-12-12T10:00Z', '2026-12-12T10:00:00+00:00', true],
    ['2026-12-12T10:00:00Z', '2026-12-12T10:00:00+02:00', false],
    ['2026-12-12T10:00:00', '2026-12-12T10:00:00Z', false],
    ['one\r\ntwo', 'one\ntwo', true],
    ['one\rtwo', 'one\ntwo', true],
    ['one two', 'one\ntwo', false],
  ])('%j and %j is %s', (one, other, isSame) => {
    expect(isSameValue('custom.cf_x', one, other)).toBe(isSame);
    expect(isSameValue('custom.cf_x', other, one)).toBe(isSame);
  });
});

it.each([
  ['custom.cf_a.add', 'custom.cf_a', 'add'],
  ['custom.cf_a.remove', 'custom.cf_a', 'remove'],
  ['custom.cf_a', 'custom.cf_a', 'set'],
  ['custom.cf_a.added', 'custom.cf_a.added', 'set'],
  ['my.custom.cf_a.add', 'my.custom.cf_a.add', 'set'],
  ['value', 'value', 'set'],
])('the key %s changes %s by “%s”', (key, field, how) => {
  expect(splitKey(key)).toEqual({ field, how });
});

it('a list without its last value is empty, as Close writes that', () => {
  expect(applyKey('custom.cf_a.remove', 'A', ['A'])).toBeNull();
  expect(applyKey('custom.cf_a.remove', 'A', ['A', 'B'])).toEqual(['B']);
});
