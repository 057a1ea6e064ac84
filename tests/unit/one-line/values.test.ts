import { describe, expect, it } from 'vitest';
import { parseLine } from '../../../lib/one-line/parse.ts';
import { splitWords } from '../../../lib/one-line/tokens.ts';
import { readLongest } from '../../../lib/one-line/values.ts';
import { customFields, deals, describeLine, lineContext, people, pipelines } from './samples.ts';

function meaningOf(line: string, context = lineContext()): string {
  return describeLine(line, parseLine(line, context).parts);
}

/** The choices in place of the last piece of a line: "=Web" sets, "+Web" adds, "-Web" removes. */
function choicesFor(line: string, context = lineContext()): string[] | undefined {
  const part = parseLine(line, context).parts.at(-1);
  const signs: Record<string, string> = { set: '=', add: '+', remove: '-' };
  if (part?.kind !== 'problem') return undefined;
  return part.choices.flatMap((each) =>
    'change' in each && 'value' in each.change ? `${signs[each.change.how]}${each.change.value}` : [],
  );
}

describe('a value that a field cannot take', () => {
  const ownStatuses = ['discovery', 'demo', 'proposal', 'pilot', 'negotiation', 'won', 'lost'];
  const sources = ['=Trade fair', '=Referral', '=Cold call', '=Web'];
  const products = ['Widget A', 'Widget B', 'Widget C', 'Gadget', 'Red, large', '+Plus'];

  it.each<[line: string, meaning: string, choices: string[]]>([
    ['lead source: tv', '!not-offered lead source: tv', sources],
    ['lead source:', '!empty lead source:', sources],
    ['lead source: REFUND', '!not-offered lead source: REFUND', ['=Referral']],
    ['lead source: fairy', '!not-offered lead source: fairy', ['=Trade fair']],
    ['lead source: = tv', '!not-offered lead source: = tv', sources],
    ['lead source: =webinar', '!not-offered lead source: =webinar', ['=Web']],
    ['lead source: fairy 60%', '!not-offered lead source: fairy 60%', ['=Trade fair']],
    ['status: zzz', '!not-offered status: zzz', ownStatuses.map((each) => `=stat_${each}`)],
    ['status: wonderful', '!not-offered status: wonderful', ['=stat_won']],
    ['status: -', '!not-offered status: -', ownStatuses.map((each) => `=stat_${each}`)],
    ['period: weekly', '!not-offered period: weekly', ['=one_time', '=monthly', '=annual']],
    ['products: +gizmo', '!not-offered products: +gizmo', products.map((each) => `+${each}`)],
    ['products: -gizmo', '!not-offered products: -gizmo', products.map((each) => `-${each}`)],
    ['products: -gadfly', '!not-offered products: -gadfly', ['-Gadget']],
    ['products:', '!empty products:', products.map((each) => `+${each}`)],
    ['owner: xavier', '!no-person owner: xavier', []],
    ['owner:', '!empty owner:', []],
    ['owner: samx', '!no-person owner: samx', ['=user_samlee', '=user_samortiz']],
    ['engineer: @SAMx', '!no-person engineer: @SAMx', ['=user_samlee', '=user_samortiz']],
    ['contact: omarx', '!no-person contact: omarx', ['=cont_omar']],
    ['buyer: zzz', '!no-person buyer: zzz', []],
    ['seats: many', '!not-a-number seats: many', []],
    ['seats: many 60%', '!not-a-number seats: many 60%', []],
    ['seats: 4=0', '!not-a-number seats: 4=0', []],
    ['confidence: 6=0', '!not-a-percent confidence: 6=0', []],
    ['value: much', '!not-an-amount value: much', []],
    ['demo date: zzz', '!not-a-day demo date: zzz', []],
    ['demo date: feb 30', '!not-a-day demo date: feb 30', []],
    ['call at: zzz', '!not-a-day call at: zzz', []],
    ['call at: 14:00', '!not-a-day call at: 14:00', []],
    ['call at: 2026-12-01Tzzz', '!not-a-day call at: 2026-12-01Tzzz', []],
    ['call at: feb 30 14:00', '!not-a-day call at: feb 30 14:00', []],
    ['call at: fri', '!not-a-time call at: fri', []],
  ])(
    'is a problem with what comes near to it, or with all offered values: “%s”',
    (line, meaning, choices) => {
      expect(meaningOf(line)).toBe(meaning);
      expect(choicesFor(line)).toEqual(choices);
    },
  );

  it('names the field', () => {
    for (const [line, field] of [
      ['lead source: tv', 'custom.cf_source'],
      ['demo date: feb 30', 'custom.cf_demo'],
      ['call at: fri', 'custom.cf_call'],
      ['owner:', 'user_id'],
    ] as const)
      expect(parseLine(line, lineContext()).parts).toMatchObject([{ field }]);
  });

  it('offers no more than eight values', () => {
    const choices = Array.from({ length: 12 }, (_none, index) => `Size ${index}`);
    const [first] = customFields;
    const sizes = first ? [{ ...first, id: 'cf_size', name: 'Size', type: 'choices', choices }] : [];
    const context = lineContext({ catalog: { pipelines, customFields: sizes } });
    expect(choicesFor('size: zzz', context)).toEqual(choices.slice(0, 8).map((each) => `=${each}`));
  });

  it('waits for the people it may name', () => {
    const context = lineContext({ people: { user: people.user, contact: undefined } });
    expect(meaningOf('contact: omar', context)).toBe('!people-loading contact: omar');
    expect(choicesFor('contact:', context)).toEqual([]);
    expect(meaningOf('owner: sam lee', context)).toBe('owner=samlee');
  });
});

describe('the value of a field', () => {
  it.each([
    ['confidence: = 60', 'confidence=60'],
    ['confidence: =60', 'confidence=60'],
    ['seats: = 40', 'seats=40'],
    ['seats: =40', 'seats=40'],
    ['value: -', 'value=(clear)'],
    ['engineer: me', 'engineer=(me)'],
    ['engineer: @me', 'engineer=(me)'],
    ['buyer: me', '!no-person buyer: me'],
    ['owner: a@na', '!no-person owner: a@na'],
    ['period: monthly', 'period=monthly'],
    ['call at: 12/10 14:00', 'call=2026-12-10 14:00?'],
    ['call at: +1w', 'call+=1 week'],
    ['call at: tomorrow at 2:30 pm', 'call=2026-11-26 14:30'],
    ['call at: 2026-12-01T09:00:00.000', 'call=2026-12-01 9:00'],
    ['lead source: "trade" fair', 'source=Trade fair & !unknown fair'],
    ['contact: omar "haddad"', 'contact=omar & !unknown "haddad"'],
    // Names end at a comma, dates do not.
    ['lead source: trade, fair', 'source=Trade fair & !unknown fair'],
    ['contact: omar, haddad', 'contact=omar & !unknown haddad'],
    ['owner: zoe, muller', 'owner=zoe & !unknown muller'],
    ['status: proposal, sent', 'status=proposal & status=proposal'],
    ['demo date: dec 12, 2027', 'demo=2027-12-12'],
  ])('is read from “%s” as %s', (line, meaning) => {
    expect(meaningOf(line)).toBe(meaning);
  });

  it('may be a count of days from today or from the present date', () => {
    expect(parseLine('demo date: 2w', lineContext()).parts).toMatchObject([
      {
        problem: 'ambiguous',
        choices: [
          { field: 'custom.cf_demo', change: { how: 'set', value: '2026-12-09' } },
          { field: 'custom.cf_demo', change: { how: 'move', by: 2, unit: 'week' } },
        ],
      },
    ]);
  });

  it('is a coming day, unless it is the close date of a won deal', () => {
    const won = lineContext(deals.halden);
    expect(meaningOf('demo date: fri', won)).toBe('demo=2026-11-27');
    expect(meaningOf('call at: fri 14:00', won)).toBe('call=2026-11-27 14:00');
    expect(meaningOf('close: fri', won)).toBe('close=2026-11-20');
  });

  it('keeps the spaces that a choice in quotation marks begins with', () => {
    const [first] = customFields;
    const spaced = first
      ? [{ ...first, id: 'cf_size', name: 'Size', type: 'choices', choices: [' XL', 'XL'] }]
      : [];
    const context = lineContext({ catalog: { pipelines, customFields: spaced } });
    expect(meaningOf('size: " XL"', context)).toBe('size= XL');
  });
});

describe('the longest run of words with a meaning', () => {
  const words = (line: string) => splitWords(line, 0, line.length, []);
  const isOnly = (meaningful: string) => (text: string) =>
    text === meaningful ? { readings: [] } : undefined;
  const twelve = 'a b c d e f g h i j k l';

  it('comes first', () => {
    expect(readLongest(words('a b c'), () => ({ readings: [] }))?.length).toBe(3);
    expect(readLongest(words('a b c'), isOnly('a b'))?.length).toBe(2);
    expect(readLongest(words('a b c'), isOnly('b'))).toBeUndefined();
    expect(readLongest([], () => ({ readings: [] }))).toBeUndefined();
  });

  it('has at most ten words, or as many as allowed', () => {
    expect(readLongest(words(twelve), () => ({ readings: [] }))?.length).toBe(10);
    expect(readLongest(words(twelve), () => ({ readings: [] }), 4)?.length).toBe(4);
  });
});
