import { describe, expect, it } from 'vitest';
import { isSameValue } from '../../../lib/opportunity/values.ts';

describe('two lists of values', () => {
  it.each([
    ['another order', ['A', 'B'], ['B', 'A'], true],
    ['a value twice in the first', ['A', 'A'], ['A', 'B'], false],
    ['a value twice in the second', ['A', 'B'], ['A', 'A'], false],
    ['a value twice and once', ['A', 'A'], ['A'], true],
    ['an empty list and none', [], null, true],
    ['one value bare and in a list', 'A', ['A'], true],
  ] as const)('%s', (_what, one, other, isSame) => {
    expect(isSameValue('custom.cf_tags', one, other)).toBe(isSame);
    expect(isSameValue('custom.cf_tags', other, one)).toBe(isSame);
  });
});

describe('two formatted notes', () => {
  it.each([
    ['entities', '<body><p>&quot;a&quot; &amp; b</p></body>', '<body><p>"a" &#38; b</p></body>'],
    ['entities by number', '<body><p>caf&#xe9;</p></body>', '<body><p>café</p></body>'],
    ['spaces', '<body>\n<p>a  b</p>\n</body>', '<body><p>a b</p></body>'],
    ['no-break spaces', '<body><p>a&nbsp;b</p></body>', '<body><p>a b</p></body>'],
    ['the way void tags end', '<body><p>a</p><hr /></body>', '<body><p>a</p><hr></body>'],
    ['capitals in tags', '<BODY><P>a <B>b</B></P></BODY>', '<body><p>a <b>b</b></p></body>'],
    ['strong or b', '<body><p><strong>a</strong></p></body>', '<body><p><b>a</b></p></body>'],
    ['an empty body or nothing', '<body></body>', null],
    [
      'order and quotes of attributes',
      '<body><p><a title="t" href="https://x.example/?a=1&amp;b=2">a</a></p></body>',
      "<body><p><a href='https://x.example/?a=1&b=2'>a</a></p></body>",
    ],
  ])('say the same with other %s', (_what, one, other) => {
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
  ])('differ by %s', (_what, one, other) => {
    expect(isSameValue('note_html', one, other)).toBe(false);
    expect(isSameValue('note_html', other, one)).toBe(false);
  });
});
