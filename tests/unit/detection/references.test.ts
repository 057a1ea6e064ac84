import { describe, expect, it } from 'vitest';
import {
  chooseReference,
  findReferences,
  findReferencesInAddress,
  mostReferences,
  type Place,
  type Reference,
  rankReferences,
} from '../../../lib/detection/references.ts';
import { isSamePage } from '../../../lib/detection/same-page.ts';

const oppo = (letter: string) => `oppo_${letter.repeat(43)}`;
const lead = (letter: string) => `lead_${letter.repeat(43)}`;
const idsIn = (text: string) => findReferences(text, 'text').map(({ id }) => id);

describe('ids in a text', () => {
  it.each([
    ['alone', oppo('a'), [oppo('a')]],
    ['in a sentence', `Deal ${oppo('a')}, please.`, [oppo('a')]],
    ['in JSON', `{"id":"${oppo('a')}","lead_id":"${lead('b')}"}`, [oppo('a'), lead('b')]],
    ['in a CSV line', `${oppo('a')};${lead('b')};12`, [oppo('a'), lead('b')]],
    ['too short', `oppo_${'a'.repeat(42)}`, []],
    ['too long', `oppo_${'a'.repeat(44)}`, []],
    ['inside a longer word', `x${oppo('a')}`, []],
    ['behind an underscore', `old_${oppo('a')}`, []],
    ['a word that looks alike', 'lead_status lead_source oppo_1', []],
    ['in capitals', `OPPO_${'a'.repeat(43)}`, []],
    ['beside right-to-left marks', `\u200f${oppo('a')}\u200e`, [oppo('a')]],
  ])('finds what stands %s', (_where, text, expected) => {
    expect(idsIn(text)).toEqual(expected);
  });
});

describe('ids in an address', () => {
  it.each([
    ['a lead page', `https://app.close.com/lead/${lead('a')}/`, [lead('a')]],
    ['the old domain', `https://app.close.io/lead/${lead('a')}/#activity`, [lead('a')]],
    ['a path of another tool', `https://tool.example/opportunity/${oppo('a')}`, [oppo('a')]],
    ['a query', `https://tool.example/?opportunity_id=${oppo('a')}&x=1`, [oppo('a')]],
    ['a fragment', `https://tool.example/#/deal/${oppo('a')}`, [oppo('a')]],
    ['an encoded parameter', `https://tool.example/?u=x%2F${oppo('a')}`, [oppo('a')]],
    [
      'an address within an address',
      `https://go.example/?to=${encodeURIComponent(`https://go.example/?to=${encodeURIComponent(`https://app.close.com/lead/${lead('a')}/`)}`)}`,
      [lead('a')],
    ],
    ['an encoded prefix', `https://tool.example/%6Fppo_${'a'.repeat(43)}`, [oppo('a')]],
    ['a broken escape', `https://tool.example/100%/${oppo('a')}`, [oppo('a')]],
    ['both kinds, opportunity first', `https://t.example/${lead('b')}/${oppo('a')}`, [oppo('a'), lead('b')]],
    ['nothing', 'https://app.close.com/leads/', []],
  ])('reads %s', (_what, address, expected) => {
    expect(findReferencesInAddress(address).map(({ id }) => id)).toEqual(expected);
  });
});

const reference = (id: string, foundIn: Place): Reference => ({
  kind: id.startsWith('oppo') ? 'opportunity' : 'lead',
  id,
  foundIn,
});

describe('the order of references', () => {
  it('puts what was pointed at before the address, and that before the page', () => {
    const ranked = rankReferences([
      reference(oppo('a'), 'text'),
      reference(oppo('b'), 'address'),
      reference(oppo('c'), 'link'),
      reference(oppo('d'), 'pointed-at'),
    ]);
    expect(ranked.map(({ id }) => id)).toEqual([oppo('d'), oppo('b'), oppo('c'), oppo('a')]);
  });

  it('keeps an id once, at its best place', () => {
    const ranked = rankReferences([reference(oppo('a'), 'text'), reference(oppo('a'), 'link')]);
    expect(ranked).toEqual([reference(oppo('a'), 'link')]);
  });

  it('stops at the most that is listed', () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      reference(`oppo_${String(index).padStart(43, '0')}`, 'text'),
    );
    expect(rankReferences(many)).toHaveLength(mostReferences);
  });
});

describe('the reference that is opened at once', () => {
  it.each([
    ['nothing on an empty page', [], undefined],
    [
      'the opportunity in the address',
      [reference(oppo('a'), 'address'), reference(lead('b'), 'address')],
      oppo('a'),
    ],
    [
      'the lead in the address before ids on the page',
      [reference(lead('b'), 'address'), reference(oppo('a'), 'link')],
      lead('b'),
    ],
    [
      'nothing where two opportunities are in the address',
      [reference(oppo('a'), 'address'), reference(oppo('b'), 'address')],
      undefined,
    ],
    [
      'the only opportunity on a page that names its lead too',
      [reference(lead('b'), 'link'), reference(oppo('a'), 'text')],
      oppo('a'),
    ],
    [
      'nothing where a page mentions two, however prominent one is',
      [reference(oppo('a'), 'heading'), reference(oppo('b'), 'text')],
      undefined,
    ],
    ['the only lead on a page', [reference(lead('b'), 'link')], lead('b')],
  ])('is %s', (_what, references, expected) => {
    expect(chooseReference(references)?.id).toBe(expected);
  });
});

describe('a page that is still the same', () => {
  it.each([
    [
      'the same lead under another tab',
      'address',
      `https://c.example/lead/${lead('a')}/`,
      `https://c.example/lead/${lead('a')}/#notes`,
      true,
    ],
    [
      'another lead',
      'address',
      `https://c.example/lead/${lead('a')}/`,
      `https://c.example/lead/${lead('b')}/`,
      false,
    ],
    [
      'a list after the lead',
      'address',
      `https://c.example/lead/${lead('a')}/`,
      'https://c.example/leads/',
      false,
    ],
    [
      'another mail of the same program',
      'text',
      'https://m.example/#inbox/1',
      'https://m.example/#inbox/2',
      false,
    ],
    ['the same mail', 'text', 'https://m.example/#inbox/1', 'https://m.example/#inbox/1', true],
  ] as const)('tells %s', (_what, foundIn, then, now, expected) => {
    expect(isSamePage(reference(lead('a'), foundIn), then, now)).toBe(expected);
  });
});
