import { expect, it } from 'vitest';
import { findReferencesInMarkup } from '../../../lib/detection/markup.ts';
import { oppo } from '../../corpus/ids.ts';

const a = oppo('a');
const b = oppo('b');

it.each([
  ['an attribute', `<p title="Deal ${a}">x</p>`, [a]],
  [
    'the last of several attributes, of the last of several elements',
    `<p id="x"><b class="y z" title="${a}">`,
    [a],
  ],
  ['an attribute after a text with a quotation mark', `<p>5" wide <b title="${a}">x</b></p>`, [a]],
  ['an attribute after a text that looks like the start of one', `<p>x="</p><b title="${a}">x</b>`, [a]],
  [
    'data with escaped quotation marks',
    `<p data-x="{&quot;id&quot;:&quot;${a}&quot;,&quot;b&quot;:&quot;\\n${b}&quot;}">`,
    [a, b],
  ],
  [
    'an address with an escaped address',
    `<p data-x="/go?x=1&amp;to=%2F${a}&amp;y=%6Fppo_${'b'.repeat(43)}">`,
    [a, b],
  ],
  ['an id between escapes', `<p title="&lt;${a}&gt;&nbsp;${b}&nbsp;">`, [a, b]],
  ['the attributes of a script, and not its source', `<script data-deal="${a}">x="${b}"</script>`, [a]],
  [
    'what follows a script with the start of a comment',
    `<script>"<!--"</script><p title="${a}"></p><!-- -->`,
    [a],
  ],
  ['no comment', `<!-- <p title="${a}"> --><p title="${b}"></p>`, [b]],
  ['no text', `<p title="x">${a} and "${b}"</p>`, []],
  ['no decoys', `<p title="x${a}" id="${a}0" class="lead_status oppo_">x</p>`, []],
])('in markup it finds %s', (_name, markup, expected) => {
  expect([...new Set(findReferencesInMarkup(markup).map(({ id }) => id))]).toEqual(expected);
});

it.each(['<!-- ', '<script ', '<script>', '<xmp></xm', '" x="oppo_ '])(
  'a hundred thousand times %s, which never ends, is soon read',
  (start) => {
    // Processor time, because other processes may use the machine at the same time.
    const before = process.cpuUsage();
    findReferencesInMarkup(`oppo_${start.repeat(100_000)}`);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
  },
);
