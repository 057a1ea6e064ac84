import { describe, expect, it } from 'vitest';
import { appendedLines, appendLines, textOfNote } from '../../../lib/opportunity/note.ts';

describe('appendLines', () => {
  it.each([
    ['<body><p>a <b>b</b></p></body>', 'c', '<body><p>a <b>b</b></p><p>c</p></body>'],
    ['<body></body>', 'c\n\n d', '<body><p>c</p><p> d</p></body>'],
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

it('textOfNote drops formatting and keeps escaped markup as text', () => {
  const noteHtml = '<body><p>1 &lt; 2 <b>bold</b></p><ul><li>one</li><li>&amp;lt;</li></ul></body>';
  expect(textOfNote(noteHtml)).toBe('1 < 2 bold\none\n&lt;');
});

describe('appendedLines', () => {
  it.each([
    ['<body><p>Liked the demo.</p></body>', 'Sent the offer'],
    ['<p>Liked the demo.</p>', 'Sent the offer\nCall on Friday'],
    ['<body></body>', '5 < 6 & "quoted" <b>text</b>'],
  ])('finds in %s what was appended', (note, typed) => {
    expect(appendedLines(note, appendLines(note, typed))).toBe(typed);
  });

  it.each([
    ['<body><p>a</p></body>', '<body><p>b</p></body>'],
    ['<body><p>a</p></body>', '<body><p>a</p><p>an <b>own</b> format</p></body>'],
    ['<body><p>a</p></body>', '<body></body>'],
    ['<body></body>', '<body>'],
  ])('finds nothing if %s became %s otherwise', (before, after) => {
    expect(appendedLines(before, after)).toBeUndefined();
  });
});
