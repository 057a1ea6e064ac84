import { describe, expect, it } from 'vitest';
import {
  chooseReference,
  findReferences,
  findReferencesInAddress,
  findReferencesInSource,
  maxReferences,
  rankReferences,
} from '../../../lib/detection/references.ts';
import { isSamePage } from '../../../lib/detection/same-page.ts';
import type { Place } from '../../../lib/model/place.ts';
import type { Reference } from '../../../lib/model/reference.ts';
import { lead, oppo } from '../../corpus/ids.ts';
import { addresses, texts } from '../../corpus/texts.ts';

const idsIn = (text: string) => findReferences(text, 'text').map(({ id }) => id);

describe('ids in a text', () => {
  it.each(texts)('are found in $name', ({ text, expected }) => {
    expect(idsIn(text)).toEqual(expected);
  });

  it.each([
    ['a line break', `{"text":"x\\n${oppo('a')}"}`],
    ['a code point', `{"text":"\\u002f${oppo('a')}"}`],
  ])('are found in source behind the escape of %s', (_what, source) => {
    expect(findReferencesInSource(source, 'data').map(({ id }) => id)).toEqual([oppo('a')]);
  });
});

describe('ids in an address', () => {
  it.each(addresses)('are found in $name', ({ address, expected }) => {
    const found = findReferencesInAddress(`https://tool.example${address}`);
    expect(found.map(({ id }) => id)).toEqual(expected);
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
    expect(rankReferences(many)).toHaveLength(maxReferences);
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
