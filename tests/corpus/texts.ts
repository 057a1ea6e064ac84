import { lead, oppo } from './ids.ts';

type Case = { name: string; text: string; expected: string[] };

/** Texts and the ids they contain. */
export const texts: Case[] = [
  { name: 'an id alone', text: oppo('a'), expected: [oppo('a')] },
  { name: 'a sentence', text: `Deal ${oppo('a')}, please.`, expected: [oppo('a')] },
  {
    name: 'JSON',
    text: `{"id":"${oppo('a')}","lead_id":"${lead('b')}"}`,
    expected: [oppo('a'), lead('b')],
  },
  { name: 'a CSV line', text: `${oppo('a')};${lead('b')};12`, expected: [oppo('a'), lead('b')] },
  { name: 'an id of 42 letters', text: `oppo_${'a'.repeat(42)}`, expected: [] },
  { name: 'an id of 44 letters', text: `oppo_${'a'.repeat(44)}`, expected: [] },
  { name: 'an id inside a longer word', text: `x${oppo('a')}`, expected: [] },
  { name: 'an id after an underscore', text: `old_${oppo('a')}`, expected: [] },
  { name: 'words that look like ids', text: 'lead_status lead_source oppo_1', expected: [] },
  { name: 'capitals', text: `OPPO_${'a'.repeat(43)}`, expected: [] },
  { name: 'direction marks around an id', text: `\u200f${oppo('a')}\u200e`, expected: [oppo('a')] },
  { name: 'zero-width spaces around an id', text: `deal\u200b${oppo('a')}\u200bnow`, expected: [oppo('a')] },
  {
    name: 'zero-width spaces inside an id',
    text: `oppo_${'a'.repeat(20)}\u200b${'a'.repeat(23)}`,
    expected: [oppo('a')],
  },
  { name: 'right-to-left words around an id', text: `עסקה ${oppo('a')} חדשה`, expected: [oppo('a')] },
];

/** Addresses and the ids they contain, opportunities first. In the browser, their host is a site of the sandbox. */
export const addresses: { name: string; address: string; expected: string[] }[] = [
  { name: 'a path', address: `/opportunity/${oppo('a')}`, expected: [oppo('a')] },
  { name: 'a query', address: `/?opportunity_id=${oppo('a')}&x=1`, expected: [oppo('a')] },
  { name: 'a fragment', address: `/#/deal/${oppo('a')}`, expected: [oppo('a')] },
  { name: 'an encoded parameter', address: `/?u=x%2F${oppo('a')}`, expected: [oppo('a')] },
  {
    name: 'an address within an address',
    address: `/?to=${encodeURIComponent(`https://go.example/?to=${encodeURIComponent(`https://app.close.io/lead/${lead('a')}/`)}`)}`,
    expected: [lead('a')],
  },
  { name: 'an encoded prefix', address: `/?id=%6Fppo_${'a'.repeat(43)}`, expected: [oppo('a')] },
  { name: 'a broken escape', address: `/?share=100%&id=${oppo('a')}`, expected: [oppo('a')] },
  { name: 'both kinds', address: `/${lead('b')}/${oppo('a')}`, expected: [oppo('a'), lead('b')] },
  { name: 'no id', address: '/leads/?lead_status=open', expected: [] },
];
