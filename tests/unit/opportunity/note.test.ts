import { describe, expect, it } from 'vitest';
import { appendedLines, appendLines, canonicalNote, textOfNote } from '../../../lib/opportunity/note.ts';

describe('appendLines', () => {
  it.each([
    ['<body><p>a <b>b</b></p></body>', 'c', '<body><p>a <b>b</b></p><p>c</p></body>'],
    ['<body></body>', 'c\n\n d', '<body><p>c</p><p> d</p></body>'],
    ['<body></body>', 'c\n \t\nd', '<body><p>c</p><p>d</p></body>'],
    ['</body>', 'c', '<p>c</p></body>'],
    ['<p>bare</p>', 'c', '<body><p>bare</p><p>c</p></body>'],
    [
      '<body></body>',
      '<img src=x onerror="a">&amp;</body>',
      '<body><p>&lt;img src=x onerror=&quot;a&quot;&gt;&amp;amp;&lt;/body&gt;</p></body>',
    ],
  ])('to %j adds %j as escaped paragraphs', (noteHtml, typed, expected) => {
    expect(appendLines(noteHtml, typed)).toBe(expected);
  });
});

it('textOfNote keeps unknown entities unchanged', () => {
  expect(textOfNote('<body><p>&constructor; &toString; &hearts;</p></body>')).toBe(
    '&constructor; &toString; &hearts;',
  );
});

it.each([
  ['&#1114111;', '\u{10ffff}'],
  ['&#1114112;', '&#1114112;'],
  ['&#x110000;', '&#x110000;'],
  ['&#0;', '&#0;'],
  ['&#1;', '\u0001'],
])('textOfNote writes the number %s as %j, and leaves numbers of no character', (noteHtml, text) => {
  expect(textOfNote(noteHtml)).toBe(text);
});

it('textOfNote drops formatting and keeps escaped markup as text', () => {
  const noteHtml = '<body><p>1 &lt; 2 <b>bold</b></p><ul><li>one</li><li>&amp;lt;</li></ul></body>';
  expect(textOfNote(noteHtml)).toBe('1 < 2 bold\none\n&lt;');
});

describe('appendedLines', () => {
  it.each([
    ['<body><p>Liked the demo.</p></body>', 'Sent the offer'],
    ['<p>Liked the demo.</p>', 'Sent the offer\nCall on Friday'],
    ['<body></body>', '5 < 6 & "quoted" <b>text</b>'],
    ['</body>', 'x'],
    ['<p>a</p>', 'x'],
    ['<body>a</body><!-- b -->', 'x'],
  ])('finds in %s what was appended', (note, typed) => {
    expect(appendedLines(note, appendLines(note, typed))).toBe(typed);
  });

  it.each([
    ['<body><p>a</p></body>', '<body><p>b</p></body>'],
    ['<body><p>a</p></body>', '<body><p>a</p><p>an <b>own</b> format</p></body>'],
    ['<body><p>a</p></body>', '<body></body>'],
    ['<body></body>', '<body>'],
    ['<body><p>a</p></body>', '<p>a</p></body>'],
    ['<body><p>a</p></body>', '<body><p>a</p><p>b</p></p>'],
    ['<body>abc</body>', '<body>abcdef'],
    ['</body>', '</body></body>x'],
  ])('finds nothing if %s became %s otherwise', (before, after) => {
    expect(appendedLines(before, after)).toBeUndefined();
  });
});

it('finds nothing appended in an unchanged note', () => {
  expect(appendedLines('<body><p>a</p></body>', '<body><p>a</p></body>')).toBe('');
});

it('textOfNote breaks lines where the note does', () => {
  expect(textOfNote('a<br>b<br/>c<br />d<BR>e<p>f</p>g')).toBe('a\nb\nc\nd\nef\ng');
});

describe('the canonical form of a note', () => {
  it.each([
    ['a comment', 'a<!-- x\ny -->b', 'ab'],
    ['a comment of one letter', 'a<!--x-->b', 'ab'],
    ['spaces', 'a  b\t\n c', 'a b c'],
    ['spaces around a block', 'a <p> b </p>  c', 'a\nb\nc'],
    ['blocks without spaces', 'a<br>b', 'a\nb'],
    ['a span that says nothing', 'a <span class="x">b</span> c', 'a b c'],
    ['NUL', 'a\0b', 'ab'],
    ['entities', '&lt;a&#62; &amp;&nbsp;b', '<a> & b'],
  ])('is plain for %s', (_what, noteHtml, expected) => {
    expect(canonicalNote(noteHtml)).toBe(expected);
  });

  it.each([
    ['<strong>a</strong>', '<b>a</b>'],
    ['<em>a</em>', '<I>a</I>'],
    ['<a href="x" style="color: red;">a</a>', "<a style='color:red' href=x>a</a>"],
    ['<a HREF="x&amp;y">a</a>', '<a href="x&#38;y" class="z">a</a>'],
    ['<b>a</b> <i>b</i>', '<b>a</b>   <i>b</i>'],
    ['a<b> b</b>', 'a<b>\n\n b</b>'],
    ['a <br> \n <p> b', 'a<br>b'],
    ['<i style="margin:  0 ;">a</i>', '<i style="margin:0">a</i>'],
  ])('of %s is that of %s', (one, other) => {
    expect(canonicalNote(one)).toBe(canonicalNote(other));
  });

  it.each([
    ['<b>a</b>', 'a'],
    ['<b>a</b>', '<b>a'],
    ['<b>ab</b>', '<b>a</b>b'],
    ['a b', 'ab'],
    ['a<br>b', 'a b'],
    ['<a href="x">a</a>', '<a href="y">a</a>'],
    ['<a href=xy>a</a>', '<a href=xz>a</a>'],
    ['<p style="color:red;margin:0">a</p><i style="a:b;c:d">x</i>', '<p>a</p><i style="a:bc:d">x</i>'],
    ['<i style="color:red">a</i>', '<i style="color:blue">a</i>'],
    ['<a href="x y">a</a>', '<a href="xy">a</a>'],
    ['<a href="x;">a</a>', '<a href="x">a</a>'],
    ['<b>a</b>', '<b >a</b><b></b>'],
    ['<span data-id="1">a</span>', '<span data-id="2">a</span>'],
    ['<span data-id="1">a</span>', 'a'],
    ['1 < 2', '1 2'],
  ])('of %s is not that of %s', (one, other) => {
    expect(canonicalNote(one)).not.toBe(canonicalNote(other));
  });
});
