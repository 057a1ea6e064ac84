import { expect, it } from 'vitest';
import { findReferencesInMarkup, findReferencesInValue } from '../../../lib/detection/markup.ts';
import { oppo } from '../../corpus/ids.ts';

const a = oppo('a');
const b = oppo('b');

it.each([
  ['an id in an attribute', `<p title="Deal ${a}">x</p>`, [a]],
  [
    'an id in the last of several attributes of the last element',
    `<p id="x"><b class="y z" title="${a}">`,
    [a],
  ],
  ['an attribute after text with a quotation mark', `<p>5" wide <b title="${a}">x</b></p>`, [a]],
  ['an attribute after text that looks like the start of one', `<p>x="</p><b title="${a}">x</b>`, [a]],
  [
    'ids in data with escaped quotation marks',
    `<p data-x="{&quot;id&quot;:&quot;${a}&quot;,&quot;b&quot;:&quot;\\n${b}&quot;}">`,
    [a, b],
  ],
  [
    'ids in an address with an encoded address',
    `<p data-x="/go?x=1&amp;to=%2F${a}&amp;y=%6Fppo_${'b'.repeat(43)}">`,
    [a, b],
  ],
  ['an id between escapes', `<p title="&lt;${a}&gt;&nbsp;${b}&nbsp;">`, [a, b]],
  ['the attributes of a script, but not its source', `<script data-deal="${a}">x="${b}"</script>`, [a]],
  [
    'an attribute after a script that contains the start of a comment',
    `<script>"<!--"</script><p title="${a}"></p><!-- -->`,
    [a],
  ],
  ['nothing in a comment', `<!-- <p title="${a}"> --><p title="${b}"></p>`, [b]],
  ['nothing in text', `<p title="x">${a} and "${b}"</p>`, []],
  [
    'nothing in texts that only look like ids',
    `<p title="x${a}" id="${a}0" class="lead_status oppo_">x</p>`,
    [],
  ],
])('finds %s', (_name, markup, expected) => {
  expect([...new Set(findReferencesInMarkup(markup).map(({ id }) => id))]).toEqual(expected);
});

it('finds nothing in a text without quotation marks', () => {
  expect(findReferencesInMarkup(a)).toEqual([]);
});

it.each([
  ['plain', a],
  ['in an address', `/go?to=%6Fppo_${'a'.repeat(43)}`],
  ['in source', `"\\n${a}"`],
])('says that an id %s was found in an attribute', (_how, value) => {
  const found = findReferencesInValue(value);
  expect(found).toContainEqual({ kind: 'opportunity', id: a, foundIn: 'attribute' });
  expect(new Set(found.map(({ foundIn }) => foundIn))).toEqual(new Set(['attribute']));
});
