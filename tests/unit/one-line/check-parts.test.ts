import { describe, expect, it } from 'vitest';
import { parseLine } from '../../../lib/one-line/parse.ts';
import { customFields, describeLine, lineContext, pipelines } from './samples.ts';

const lostDeal = lineContext({ values: { status_id: 'stat_lost', date_won: '2026-11-20' } });

function meaningOf(line: string, context = lineContext()): string {
  return describeLine(line, parseLine(line, context).parts);
}

function choicesIn(line: string) {
  return parseLine(line, lineContext()).parts.flatMap((part) =>
    part.kind === 'problem' ? [part.choices] : [],
  );
}

describe('a close date that has passed', () => {
  it.each([
    ['2026-11-20', '2027-11-20'],
    ['2025-12-24', '2026-12-24'],
    ['2025-11-25', '2026-11-25'],
    ['2021-12-01', '2026-12-01'],
    ['11/20/2026', '2027-11-20'],
  ])('is offered in the next year that has not passed: %s as %s', (typed, offered) => {
    const reading = { field: 'date_won', change: { how: 'set', value: offered } };
    expect(choicesIn(typed)).toEqual([[reading]]);
  });

  it.each(['60% yesterday', '-3w', '2021-11-24', '2020-12-01'])(
    'is not offered in another year without a day in numbers, or more than five years later: %s',
    (line) => {
      expect(meaningOf(line)).toMatch(/!past-close/);
      expect(choicesIn(line)).toEqual([[]]);
    },
  );

  it.each(['won 2026-12-01', 'lost 2026-12-01', '2026-12-01 2026-12-02'])(
    'is offered in another year only if it is too early for an open deal, unlike that of %s',
    (line) => {
      expect(choicesIn(line)).toEqual([[]]);
    },
  );

  it('may be moved to today, and not to the day before', () => {
    expect(meaningOf('-17d')).toBe('close+=-17 day');
    expect(meaningOf('-18d')).toBe('!past-close -18d');
  });

  it('may be corrected in a lost deal', () => {
    expect(meaningOf('2026-11-18', lostDeal)).toBe('close=2026-11-18');
    expect(meaningOf('2026-12-18', lostDeal)).toBe('close=2026-12-18');
    expect(meaningOf('-2d', lostDeal)).toBe('!no-date -2d');
  });

  it('counts as that of an open deal where the status is unknown', () => {
    const context = lineContext({ values: { status_id: 'stat_unknown' } });
    expect(meaningOf('2026-12-18', context)).toBe('close=2026-12-18');
    expect(meaningOf('2026-11-18', context)).toBe('!past-close 2026-11-18');
  });
});

describe('two parts for one field', () => {
  it.each([
    ['60% 60%', 'confidence=60 & confidence=60'],
    ['60% 70% 60%', 'confidence=60 & !twice 70% & confidence=60'],
    ['products: +gadget +widget b +gadget', 'products+Gadget & products+Widget B & products+Gadget'],
    ['products: +gadget +widget b -gadget', 'products+Gadget & products+Widget B & !twice -gadget'],
    ['products: +gadget +widget b -widget b', 'products+Gadget & products+Widget B & !twice -widget b'],
    ['team: +ana -me', 'team+ana & !twice -me'],
    ['@me @sam lee', 'owner=(me) & !twice @sam lee'],
    ['note: a note: b', 'note<<a & note<<b'],
    ['note: a note: = b', 'note<<a & !twice note: = b'],
  ])('are one too many only if they contradict each other: “%s”', (line, meaning) => {
    expect(meaningOf(line)).toBe(meaning);
  });
});

describe('words at the end that begin the name of a field', () => {
  const [text] = customFields;
  const field = text ? [{ ...text, id: 'cf_x', name: 'Pilot Friday call' }] : [];
  const context = lineContext({ catalog: { pipelines, customFields: [...customFields, ...field] } });

  it.each(['60% pilot fri', '60% Pilot Fri ', '60% pilot fri  '])(
    'are one piece that asks to go on with the name: “%s”',
    (line) => {
      expect(parseLine(line, context)).toMatchObject({
        isReady: false,
        parts: [
          { start: 0, end: 3, kind: 'change', field: 'confidence' },
          {
            ...{ start: 4, end: 13, kind: 'problem', problem: 'ambiguous' },
            choices: [{ text: 'Pilot Friday call: ' }],
          },
        ],
      });
      expect(parseLine(line, context).parts).toHaveLength(2);
    },
  );

  it('are asked about behind words that mean nothing to it only', () => {
    expect(meaningOf('pilot fri 60%', context)).toBe('status=pilot & close=2026-11-27 & confidence=60');
    expect(meaningOf('foo pilot fri', context)).toBe('!unknown foo & !ambiguous pilot fri');
  });
});
