import type { Place } from '../../lib/model/place-in-page.ts';
import { lead, oppo } from './ids.ts';

type Case = { name: string; markup: string; expected: [id: string, foundIn: Place][] };

const a = oppo('a');
const b = oppo('b');
const jsonInScript = JSON.stringify({ deal: a, html: `line\n${b}` }).replaceAll('<', '\\u003c');

const inputsNamed = (names: string) => names.replace(/\w+/g, '<input name="$&">');
const imagesNamed = (names: string) => names.replace(/\w+/g, '<img name="$&">');
const manyIds = Array.from({ length: 10_000 }, (_none, place) => `oppo_${String(place).padStart(43, '0')}`);
const manyElements = '<p title="a_b">word</p>'.repeat(1200);

/** Page fragments with the references they contain, best first. */
export const fragments: Case[] = [
  { name: 'the main heading', markup: `<h1>Deal ${a}</h1>`, expected: [[a, 'heading']] },
  {
    name: 'links, also encoded ones',
    markup: `<a href="/x?id=${a}">one</a> <a href="/go?to=x%2F${b}">two</a>`,
    expected: [
      [a, 'link'],
      [b, 'link'],
    ],
  },
  {
    name: 'ids joined in adjacent cells',
    markup: `<table><tr><td>${a}</td><td>${b}</td><td>word</td></tr></table>`,
    expected: [
      [a, 'text'],
      [b, 'text'],
    ],
  },
  {
    name: 'an id broken by zero-width spaces and joined with a word',
    markup: `<table><tr><td>word</td><td>oppo_${'a'.repeat(20)}\u200b${'a'.repeat(23)}</td></tr></table>`,
    expected: [[a, 'text']],
  },
  {
    name: 'an unknown data attribute',
    markup: `<p data-crm-ref="${a}">x</p>`,
    expected: [[a, 'attribute']],
  },
  { name: 'a title', markup: `<p title="Deal ${a}">x</p>`, expected: [[a, 'attribute']] },
  {
    name: 'an accessible name',
    markup: `<button aria-label="Open ${a}">x</button>`,
    expected: [[a, 'attribute']],
  },
  {
    name: 'JSON in an attribute',
    markup: `<p data-props='{"text":"line\\n${a}"}'>x</p>`,
    expected: [[a, 'attribute']],
  },
  {
    name: 'the value of an input',
    markup: `<input id="i"><script>i.value="${'oppo_'}"+"a".repeat(43)</script>`,
    expected: [[a, 'form']],
  },
  {
    name: 'a text area',
    markup: `<textarea id="t"></textarea><script>t.value="oppo_"+"a".repeat(43)</script>`,
    expected: [[a, 'form']],
  },
  {
    name: 'a password, which is not read',
    markup: `<input type="password" id="i"><script>i.value="oppo_"+"a".repeat(43)</script>`,
    expected: [],
  },
  {
    name: 'inline data with escapes',
    markup: `<script type="application/json">${jsonInScript}</script>`,
    expected: [
      [a, 'data'],
      [b, 'data'],
    ],
  },
  {
    name: 'an id both visible and in inline data',
    markup: `<p>${a}</p><script type="application/json">{"id":"${a}"}</script>`,
    expected: [[a, 'text']],
  },
  {
    name: 'an open shadow root',
    markup: `<div><template shadowrootmode="open"><p>${a}</p></template></div>`,
    expected: [[a, 'text']],
  },
  {
    name: 'a closed shadow root within another, in a custom element',
    markup: `<x-card><template shadowrootmode="open"><section><template shadowrootmode="closed"><a href="/${a}">x</a></template></section></template></x-card>`,
    expected: [[a, 'link']],
  },
  {
    name: 'a frame of the same origin',
    markup: `<iframe srcdoc="<p>${a}</p>"></iframe>`,
    expected: [[a, 'text']],
  },
  {
    name: 'a selection before everything else on the page',
    markup: `<h1>${b}</h1><p id="s">${a}</p><script>getSelection().selectAllChildren(s)</script>`,
    expected: [
      [a, 'selection'],
      [b, 'heading'],
    ],
  },
  {
    name: 'texts that only look like ids',
    markup: `<p data-x="x${a}">old_${a}</p><p title="lead_status">oppo_${'a'.repeat(44)}</p>`,
    expected: [],
  },
  {
    name: 'an id directly in a shadow root, joined with a word in one of its cells',
    markup: `<div><template shadowrootmode="closed">${a}<b>word</b><table><tr><td>${b}</td><td>word</td></tr></table></template></div>`,
    expected: [
      [a, 'text'],
      [b, 'text'],
    ],
  },
  {
    name: 'a large page, where common attributes and form values are read with the text',
    markup: `${manyElements}<p>${b}</p><p data-opportunity-id="${a}">x</p><textarea>${oppo('c')}</textarea>`,
    expected: [
      [b, 'text'],
      [oppo('c'), 'text'],
      [a, 'attribute'],
    ],
  },
  {
    name: 'a large page with thousands of underscores in links',
    markup: `${'<a href="/a_b">word</a> '.repeat(1200)}<a href="/deal/${a}">x</a>`,
    expected: [[a, 'link']],
  },
  {
    name: 'a large page that names a deal only in an unknown attribute',
    markup: `${manyElements}<p data-crm-ref="${a}">x</p>`,
    expected: [[a, 'attribute']],
  },
  {
    name: 'a large page that names a deal only in a closed shadow root',
    markup: `${manyElements}<x-app><template shadowrootmode="closed"><p>${a}</p></template></x-app>`,
    expected: [[a, 'text']],
  },
  {
    name: 'a large page with links to leads only, and a deal in a frame',
    markup: `${manyElements}<a href="/lead/${lead('a')}/">x</a><iframe srcdoc="<p>${a}</p>"></iframe>`,
    expected: [
      [lead('a'), 'link'],
      [a, 'text'],
    ],
  },
  {
    name: 'a large page that names a deal in its text and others in unusual places',
    markup: `${manyElements}<p>${b}</p><p data-crm-ref="${a}">x</p><p title="${oppo('c')}">x</p><p aria-label="${oppo('d')}">x</p><div><template shadowrootmode="closed"><slot></slot><i title="${oppo('e')}">x</i></template>x</div><x-app><template shadowrootmode="open">${oppo('f')}</template></x-app>`,
    expected: [
      [b, 'text'],
      [oppo('f'), 'text'],
      [a, 'attribute'],
      [oppo('c'), 'attribute'],
      [oppo('d'), 'attribute'],
      [oppo('e'), 'attribute'],
    ],
  },
  {
    name: 'a large page with links that mail systems have rewritten',
    markup: `${manyElements}<a href="https://urldefense.proofpoint.com/v2/url?u=https-3A__app.close.com_lead_lead-5F${'b'.repeat(43)}_&d=x">x</a><a href="https://eu.protection.sophos.com?d=close.com&u=${btoa(`https://tool.example/${a}`)}">x</a>`,
    expected: [
      [lead('b'), 'link'],
      [a, 'attribute'],
    ],
  },
  {
    name: 'a form whose fields shadow its properties',
    markup: `<form title="${a}">${inputsNamed('attributes hasAttributes getAttribute getAttributeNames localName namespaceURI children ownerDocument')}</form><p>${b}</p>`,
    expected: [
      [b, 'text'],
      [a, 'attribute'],
    ],
  },
  {
    name: 'images that shadow properties of the document',
    markup: `${imagesNamed('documentElement body defaultView querySelector querySelectorAll getElementsByTagName evaluate getSelection readyState')}<a href="/deal/${a}">x</a><p title="${b}">x</p>`,
    expected: [
      [a, 'link'],
      [b, 'attribute'],
    ],
  },
  {
    name: 'SVG elements named like components and controls',
    markup: `<svg><font-face></font-face><input /><textarea></textarea></svg><p title="${a}">x</p>`,
    expected: [[a, 'attribute']],
  },
  {
    name: 'ten thousand ids in attributes, limited to fifty',
    markup: manyIds.map((id) => `<p title="${id}"></p>`).join(''),
    expected: manyIds.slice(0, 50).map((id) => [id, 'attribute']),
  },
  {
    name: 'a page with very long text and a deal in a field',
    markup: `<p>${'word '.repeat(210_000)}</p><input value="${a}">`,
    expected: [[a, 'form']],
  },
  { name: 'a lead only', markup: `<p data-lead="${lead('a')}">x</p>`, expected: [[lead('a'), 'attribute']] },
];
