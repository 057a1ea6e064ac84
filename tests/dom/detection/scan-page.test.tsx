import { afterEach, describe, expect, it, vi } from 'vitest';
import { scanText } from '../../../lib/detection/scan-page.ts';
import { type Finds, searchTexts } from '../../../lib/detection/search-page.ts';
import type { Reference } from '../../../lib/model/reference.ts';

afterEach(() => {
  document.body.replaceChildren();
});

const one = `oppo_${'4LsBX9oG7Yy2Kq'.repeat(3)}Z`;
const other = `lead_${'7TdQm1Wr5Fv8Hn'.repeat(3)}A`;

const idsOf = (references: Iterable<Reference>) =>
  [...new Set(Array.from(references, ({ id }) => id))].sort();

/** Finds the ids of a page in the steps in which an open page is read. */
function idsInSteps(): string[] {
  const finds: Finds = new Map();
  for (const _step of searchTexts(document.documentElement, finds));
  return idsOf(finds.values());
}

/** Returns the ids that both ways of reading find in a page. */
function idsIn(markup: string): string[] {
  document.body.innerHTML = markup;
  const ids = idsOf(scanText(document.documentElement));
  expect(idsInSteps()).toEqual(ids);
  return ids;
}

/** Divides an id with markup at a place. */
function divide(id: string, at: number, markup = '<wbr>'): string {
  return id.slice(0, at) + markup + id.slice(at);
}

/** Puts a part of an id into an element. */
function wrap(id: string, from: number, to: number, name: string): string {
  return `${id.slice(0, from)}<${name}>${id.slice(from, to)}</${name}>${id.slice(to)}`;
}

const divided = {
  'two places for line breaks': divide(divide(one, 30), 14),
  'a place for a line break behind the prefix': divide(one, 5),
  'a place for a line break in the prefix': divide(one, 4),
  'a highlighted prefix': wrap(one, 0, 5, 'mark'),
  'a highlighted word of the prefix': wrap(one, 0, 4, 'mark'),
  'a highlighted middle': wrap(one, 10, 20, 'mark'),
  'an emphasized end': wrap(one, 40, 48, 'em'),
  'an element of a highlighter': wrap(one, 10, 20, 'find-hit'),
  'nested elements': `<b>${wrap(one, 10, 20, 'i')}</b>`,
  'elements inside a link': `<a href="/x">${wrap(one, 10, 20, 'span')}</a>`,
  comments: divide(one, 20, '<!-- -->'),
  'soft hyphens': divide(one, 20, '&shy;'),
  'a zero-width space in the prefix': divide(one, 4, '&#8203;'),
  'a zero-width space and an element': divide(one, 4, '&#8203;<wbr>'),
};

describe('an id divided by', () => {
  it.each(Object.entries(divided))('%s is found in running text', (_name, markup) => {
    expect(idsIn(`<p>The deal ${markup} is open.</p>`)).toEqual([one]);
  });

  it.each(Object.entries(divided))('%s is found in a cell with words in the next ones', (_name, markup) => {
    expect(idsIn(`<table><tr><td>Acme</td><td>${markup}</td><td>Won</td></tr></table>`)).toEqual([one]);
  });

  it.each(Object.entries(divided))('%s is found in a list without spaces', (_name, markup) => {
    expect(idsIn(`<ul><li>1</li><li>${markup}</li><li>${divide(other, 9)}</li><li>2</li></ul>`)).toEqual([
      other,
      one,
    ]);
  });

  it.each(Object.entries(divided))('%s is found between lines and in a drawing', (_name, markup) => {
    expect(idsIn(`<div>Acme<br>${markup}<br>Won</div>`)).toEqual([one]);
    expect(idsIn(`<svg><text>Acme</text><text>${divide(one, 9, '<tspan></tspan>')}</text></svg>`)).toEqual([
      one,
    ]);
  });
});

describe('no id is made from', () => {
  it.each([
    ['two cells', `<tr><td>${one.slice(0, 20)}</td><td>${one.slice(20)}</td></tr>`],
    ['two lines', `${one.slice(0, 20)}<br>${one.slice(20)}`],
    ['two paragraphs', `<p>${one.slice(0, 20)}</p><p>${one.slice(20)}</p>`],
    ['a longer word', `${divide(one, 20)}x`],
    ['a word before the prefix', `<table><tr><td>x${divide(one, 20)}</td></tr></table>`],
    ['too few letters', divide(one.slice(0, -1), 20)],
  ])('%s', (_name, markup) => {
    // The other id is read beside a word, so that the texts are read one by one.
    const beside = `<table><tr><td>x</td><td>${other}</td></tr></table>`;
    const shown = markup.startsWith('<tr>') ? `<table>${markup}</table>` : `<div>${markup}</div>`;
    expect(idsIn(beside + shown)).toEqual([other]);
  });
});

it('finds an id beside fields that stand in the place of the document’s functions', () => {
  const fields = ['firstChild', 'nextSibling', 'parentNode', 'localName', 'nodeValue', 'previousSibling'];
  const form = `<form>${divide(one, 9)}${fields.map((name) => `<input name="${name}">`).join('')}x</form>`;
  expect(idsIn(`x<span>${form}</span>${divide(other, 9)}y`)).toEqual([one]);
});

it.each(Array.from({ length: 12 }, (_none, index) => index))(
  'finds a divided id wherever a step ends, %s',
  (offset) => {
    document.body.innerHTML = '';
    const before = 190 + offset - document.getElementsByTagName('*').length;
    expect(idsIn(`${'<i>x</i>'.repeat(before)}<p>${divide(divide(one, 30), 14)}</p><p>${other}</p>`)).toEqual(
      [other, one],
    );
  },
);

it('finds ids in cells beside words and in source, and stops at as many as can be listed', () => {
  const id = (index: number) => `oppo_${String(index).padStart(43, '0')}`;
  const row = (index: number) => `<tr><td>Acme</td><td>${id(index)}</td><td>Won</td></tr>`;
  document.body.innerHTML =
    `<script type="application/json">"\\n${one}"</script>` +
    `<table>${Array.from({ length: 2_000 }, (_none, index) => row(index)).join('')}</table>`;
  const nextNode = vi.spyOn(TreeWalker.prototype, 'nextNode');
  expect(idsInSteps()).toEqual(expect.arrayContaining([one, id(0), id(1), id(48)]));
  expect(nextNode.mock.calls.length).toBeLessThan(2_000);
  nextNode.mockRestore();
});
