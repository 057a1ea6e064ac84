import { describe, expect, it } from 'vitest';
import { cutAddress } from '../../../lib/detection/cut-address.ts';
import {
  chooseReference,
  countLooseReferences,
  findReferences,
  findReferencesInAddress,
  findReferencesInSource,
  isAboutDeal,
  isWordPart,
  maxReferences,
  mayContinue,
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

  it.each(['\u00ad', '\u200b', '\u200c', '\u2060', '\ufeff'])(
    'finds an id with the mark %j before its underscore, and leaves out the mark',
    (mark) => {
      expect(findReferences(`oppo${mark}_${'a'.repeat(43)}`, 'text')).toEqual([
        { kind: 'opportunity', id: oppo('a'), foundIn: 'text' },
      ]);
    },
  );

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
    const [text, link] = [reference(oppo('a'), 'text'), reference(oppo('a'), 'link')];
    expect(rankReferences([text, link])).toEqual([link]);
    expect(rankReferences([link, text])).toEqual([link]);
  });

  it('ranks a lead the user pointed at before a deal in the address', () => {
    const [pointedAt, inAddress] = [reference(lead('b'), 'pointed-at'), reference(oppo('a'), 'address')];
    expect(rankReferences([inAddress, pointedAt])).toEqual([pointedAt, inAddress]);
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

describe('isAboutDeal', () => {
  it.each([
    ['a deal in its text', [reference(oppo('a'), 'text')], true],
    ['a lead in its address', [reference(lead('a'), 'address')], true],
    [
      'a lead in a link, and one in its address',
      [reference(lead('a'), 'link'), reference(lead('b'), 'address')],
      true,
    ],
    ['a lead in a link', [reference(lead('a'), 'link')], false],
    ['nothing', [], false],
  ])('is answered for a page with %s', (_what, references, isAbout) => {
    expect(isAboutDeal(references)).toBe(isAbout);
  });
});

describe('text cut between elements', () => {
  it.each([
    [`x${oppo('a')}`, 1],
    [`${oppo('a')}${oppo('b')}`, 2],
    [`${oppo('a')} ${lead('b')}`, 2],
    [`oppo\u200b_${'a'.repeat(43)}`, 1],
    [oppo('a').slice(0, -1), 0],
    ['x'.repeat(60), 0],
    [`see oppo_ ${'x'.repeat(60)}`, 0],
  ])('has loose ids: %s', (text, count) => {
    expect(countLooseReferences(text)).toBe(count);
  });

  it.each([
    ['see oppo', true],
    ['lead_', true],
    ['oppo_abc', true],
    ['oppo_a\u200bb', true],
    ['oppo_abc ', false],
    ['opp', false],
  ])('may go on with an id behind %j: %s', (text, may) => {
    expect(mayContinue(text)).toBe(may);
  });

  it.each([
    ['', true],
    ['aB9_', true],
    ['a\u200bb', true],
    ['a b', false],
    ['a-b', false],
    ['ä', false],
  ])('is a part of a word if it is %j: %s', (text, isPart) => {
    expect(isWordPart(text)).toBe(isPart);
  });
});

it('cuts an address to 2,000 letters', () => {
  expect(cutAddress('x'.repeat(2_001))).toBe('x'.repeat(2_000));
  expect(cutAddress('https://x.example/')).toBe('https://x.example/');
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
