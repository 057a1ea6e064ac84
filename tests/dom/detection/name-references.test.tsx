import { afterEach, expect, it } from 'vitest';
import { nameReferences } from '../../../lib/detection/name-references.ts';
import { rankReferences } from '../../../lib/detection/references.ts';
import { scanLinks, scanText } from '../../../lib/detection/scan-page.ts';
import { idOf } from '../samples/editors.ts';

afterEach(() => document.body.replaceChildren());

function named() {
  const { documentElement } = document;
  const references = rankReferences([...scanLinks(documentElement), ...scanText(documentElement)]);
  return nameReferences(document, references).map(({ linkText }) => linkText);
}
const link = (id: string, html: string) => `<a href="https://app.example/?deal=${id}">${html}</a>`;

it('names deals by the first text of a link to them, without line breaks and markup', () => {
  document.body.innerHTML =
    link(idOf('oppo', 1), '<img alt="">') +
    link(idOf('oppo', 1), ' Offer\n  of <b>May</b> ') +
    link(idOf('oppo', 1), 'Again');
  expect(named()).toEqual(['Offer of May']);
});

it('leaves out a text with the id in it, and cuts a long one', () => {
  document.body.innerHTML =
    link(idOf('oppo', 1), `see ${idOf('oppo', 1)}`) + link(idOf('oppo', 2), 'long '.repeat(100));
  const [first, second] = named();
  expect([first, second?.length]).toEqual([undefined, 80]);
});

it('names nothing that was found elsewhere', () => {
  document.body.innerHTML = `<h1>${idOf('oppo', 1)}</h1>${link(idOf('oppo', 1), 'Offer')}`;
  expect(named()).toEqual([undefined]);
});
