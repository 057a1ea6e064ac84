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
import type { Place } from '../../../lib/model/place-in-page.ts';
import type { Reference } from '../../../lib/model/reference.ts';
import { lead, oppo } from '../../corpus/ids.ts';
import { addresses, texts } from '../../corpus/texts.ts';

const idsIn = (text: string) => findReferences(text, 'text').map(({ id }) => id);

describe('findReferences', () => {
  it.each(texts)('finds the ids in $name', ({ text, expected }) => {
    expect(idsIn(text)).toEqual(expected);
  });

  it.each([
    ['line break', `{"text":"x\\n${oppo('a')}"}`],
    ['code point', `{"text":"\\u002f${oppo('a')}"}`],
  ])('in source code finds an id after an escaped %s', (_what, source) => {
    expect(findReferencesInSource(source, 'data').map(({ id }) => id)).toEqual([oppo('a')]);
  });
});

describe('findReferencesInAddress', () => {
  it.each(addresses)('finds the ids in $name', ({ address, expected }) => {
    const found = findReferencesInAddress(`https://tool.example${address}`);
    expect(found.map(({ id }) => id)).toEqual(expected);
  });
});

const reference = (id: string, foundIn: Place): Reference => ({
  kind: id.startsWith('oppo') ? 'opportunity' : 'lead',
  id,
  foundIn,
});

describe('rankReferences', () => {
  it('ranks ids the user pointed at first, then the address, then the page', () => {
    const ranked = rankReferences([
      reference(oppo('a'), 'text'),
      reference(oppo('b'), 'address'),
      reference(oppo('c'), 'link'),
      reference(oppo('d'), 'pointed-at'),
    ]);
    expect(ranked.map(({ id }) => id)).toEqual([oppo('d'), oppo('b'), oppo('c'), oppo('a')]);
  });

  it('keeps each id once, at its best place', () => {
    const ranked = rankReferences([reference(oppo('a'), 'text'), reference(oppo('a'), 'link')]);
    expect(ranked).toEqual([reference(oppo('a'), 'link')]);
  });

  it('returns at most maxReferences', () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      reference(`oppo_${String(index).padStart(43, '0')}`, 'text'),
    );
    expect(rankReferences(many)).toHaveLength(maxReferences);
  });
});

describe('chooseReference', () => {
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
      'nothing if the address contains two opportunities',
      [reference(oppo('a'), 'address'), reference(oppo('b'), 'address')],
      undefined,
    ],
    [
      'the only opportunity on a page that also names its lead',
      [reference(lead('b'), 'link'), reference(oppo('a'), 'text')],
      oppo('a'),
    ],
    [
      'nothing if a page names two, even if one is in the heading',
      [reference(oppo('a'), 'heading'), reference(oppo('b'), 'text')],
      undefined,
    ],
    ['the only lead on a page', [reference(lead('b'), 'link')], lead('b')],
  ])('returns %s', (_what, references, expected) => {
    expect(chooseReference(references)?.id).toBe(expected);
  });
});

describe('isSamePage', () => {
  it.each([
    [
      'the same lead with another fragment',
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
      'another email in the same mail app',
      'text',
      'https://m.example/#inbox/1',
      'https://m.example/#inbox/2',
      false,
    ],
    ['the same email', 'text', 'https://m.example/#inbox/1', 'https://m.example/#inbox/1', true],
  ] as const)('recognizes %s', (_what, foundIn, then, now, expected) => {
    expect(isSamePage(reference(lead('a'), foundIn), then, now)).toBe(expected);
  });
});
