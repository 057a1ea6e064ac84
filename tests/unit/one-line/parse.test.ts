import { describe, expect, it } from 'vitest';
import { readingsOf } from '../../../lib/one-line/line.ts';
import { maxLineLength, parseLine } from '../../../lib/one-line/parse.ts';
import { readPlainLine } from '../../../lib/one-line/plain-line.ts';
import { locales, readLines } from './lines.ts';
import { deals, describeLine, lineContext, people } from './samples.ts';

const rows = readLines();
// Made once, because the names of a context are prepared for all lines.
const contexts = Object.entries(deals).flatMap(([deal, overrides]) =>
  locales
    // Mutation testing repeats the lines for each mutant, so it reads them for two deals in one locale only.
    .filter((locale) => !process.env.MUTATED_FOLDER || deal === 'marlow' || locale === 'en-US')
    .map((locale) => ({ deal, locale, context: lineContext({ ...overrides, locale }) })),
);

it('has a table of at least 600 different lines', () => {
  expect(new Set(rows.map(({ line }) => line)).size).toBeGreaterThanOrEqual(600);
});

it.each(rows)(
  'reads “$line” as what it means to each deal in each locale, to be saved only if all of it is understood',
  ({ line, meaningIn }) => {
    const expected = contexts.map(({ deal, locale }) => `${deal} ${locale}: ${meaningIn(deal, locale)}`);
    const read = contexts.map(({ deal, locale, context }) => {
      const { parts, isReady } = parseLine(line, context);
      const meaning = describeLine(line, parts);
      expect(isReady).toBe(!/(?:^|& )![a-z]/.test(meaning));
      return `${deal} ${locale}: ${meaning}`;
    });
    expect(read).toEqual(expected);
  },
);

it.each(rows)('the short reader reads “$line” like the whole one, or not at all', ({ line }) => {
  for (const { locale, context } of contexts) {
    const { opportunity, now, catalog } = context;
    const short = readPlainLine(line, { opportunity, now, locale, pipelines: catalog.pipelines });
    if (!short) continue;
    const whole = parseLine(line, context);
    expect({ short, isReady: true }).toEqual({ short: readingsOf(whole), isReady: whole.isReady });
  }
});

it.each(['prop 60% 12k fri', 'won yesterday', '+1w', '-500', '12,500 monthly', 'morgen 20 % angebot'])(
  'the short reader reads “%s”',
  (line) => {
    const { opportunity, now, locale, catalog } = lineContext();
    const statuses = [{ id: 'stat_x', label: 'Angebot', type: 'active' as const }];
    const pipelines = [...catalog.pipelines, { id: 'p', name: 'P', statuses }];
    expect(readPlainLine(line, { opportunity, now, locale, pipelines })).toBeDefined();
  },
);

describe('a line with a problem', () => {
  const set = (field: string, value: string | number) => ({ field, change: { how: 'set', value } });

  it.each([
    ['60', undefined, [set('confidence', 60), set('value', 6_000)]],
    [
      '+10',
      undefined,
      ['confidence', 'value'].map((field) => ({
        field,
        change: { how: 'raise', by: field === 'value' ? 1_000 : 10 },
      })),
    ],
    ['@sam', undefined, [set('user_id', 'user_samlee'), set('user_id', 'user_samortiz')]],
    ['500 eur', 'value', [set('value', 50_000)]],
    ['150%', 'confidence', []],
    [
      'lead source: tv',
      'custom.cf_source',
      ['Trade fair', 'Referral', 'Cold call', 'Web'].map((each) => set('custom.cf_source', each)),
    ],
  ])('names the field and offers choices for “%s”', (line, field, choices) => {
    const [part] = parseLine(line, lineContext()).parts;
    expect(part).toMatchObject({ kind: 'problem', choices });
    expect(part?.kind === 'problem' && part.field).toBe(field);
  });

  it('is refused as a whole above the longest length', () => {
    const line = '60% '.repeat(2_500);
    expect(line.length).toBeGreaterThan(maxLineLength);
    const { parts, patch, isReady } = parseLine(line, lineContext());
    expect(parts).toEqual([
      { start: 0, end: line.length, kind: 'problem', problem: 'too-long', choices: [] },
    ]);
    expect({ patch, isReady }).toEqual({ patch: {}, isReady: false });
    expect(parseLine('note: '.padEnd(maxLineLength, 'x'), lineContext()).isReady).toBe(true);
    expect(parseLine('note: '.padEnd(maxLineLength + 1, 'x'), lineContext()).isReady).toBe(false);
  });

  it('is refused while the people are not loaded', () => {
    const context = lineContext({ people: { user: undefined, contact: people.contact } });
    expect(parseLine('60% @sam lee', context)).toMatchObject({
      isReady: false,
      parts: [{ kind: 'change' }, { problem: 'people-loading' }, { problem: 'unknown' }],
    });
  });
});

describe('a deal that may not be edited', () => {
  it('takes nothing from a user who may edit only own deals', () => {
    const context = lineContext({
      connection: { userId: 'user_zoe', roleId: 'role_sales', editsOthers: false },
    });
    const { parts, isReady } = parseLine('prop 60% note: x next step: y', context);
    expect(isReady).toBe(false);
    expect(parts.map((part) => part.kind === 'problem' && part.problem)).toEqual(
      Array.from({ length: 4 }, () => 'locked'),
    );
  });

  it('does not replace a formatted note, and goes on with it', () => {
    const context = lineContext({
      opportunity: { noteHtml: '<p><b>Met</b></p>' },
      values: { note_html: '<p><b>Met</b></p>' },
    });
    expect(parseLine('note: = x', context).isReady).toBe(false);
    expect(parseLine('note: x', context).patch).toEqual({
      note_html: '<body><p><b>Met</b></p><p>x</p></body>',
    });
  });

  it('does not change an amount whose unit is unclear', () => {
    const context = lineContext({ opportunity: { currency: 'JPY', valueFormatted: '¥1,250,000' } });
    expect(parseLine('12k', context).parts).toMatchObject([{ problem: 'locked' }]);
  });
});

describe('names that several things have', () => {
  it('asks where a word is the name of a status and of a field with a value', () => {
    const { catalog } = lineContext();
    const [sales, ...others] = catalog.pipelines;
    const statuses = [
      ...(sales?.statuses ?? []),
      { id: 'stat_close', label: 'Close', type: 'active' as const },
    ];
    const context = lineContext({
      catalog: { ...catalog, pipelines: [{ id: 'p', name: 'Sales', statuses }, ...others] },
    });
    expect(parseLine('close fri', context).parts).toMatchObject([{ problem: 'ambiguous' }]);
    expect(parseLine('close: fri', context).parts).toMatchObject([{ field: 'date_won' }]);
    expect(parseLine('fri close', context).parts).toMatchObject([
      { field: 'date_won' },
      { field: 'status_id' },
    ]);
  });

  it('asks where two fields have the same name, and takes the end of the id', () => {
    const { catalog } = lineContext();
    const [step] = catalog.customFields;
    const twin = { ...step, id: 'cf_othertwin', name: 'Next step' } as (typeof catalog.customFields)[number];
    const context = lineContext({ catalog: { ...catalog, customFields: [...catalog.customFields, twin] } });
    const [part] = parseLine('next step: call', context).parts;
    expect(part).toMatchObject({ problem: 'ambiguous', choices: [{ text: '"Next step"#f_step: ' }, {}] });
    expect(parseLine('"Next step"#f_step: call', context).patch).toEqual({ 'custom.cf_step': 'call' });
  });

  it('waits for the colon where two understood words begin the name of a field', () => {
    const { catalog } = lineContext();
    const field = {
      ...catalog.customFields[0],
      id: 'cf_x',
      name: 'Pilot Friday call',
    } as (typeof catalog.customFields)[number];
    const context = lineContext({ catalog: { ...catalog, customFields: [...catalog.customFields, field] } });
    expect(parseLine('pilot fri', context).isReady).toBe(false);
    expect(parseLine('fri pilot', context).isReady).toBe(true);
    expect(parseLine('pilot friday call: 3 pm', context).patch).toEqual({ 'custom.cf_x': '3 pm' });
  });
});

it.each(['', ' '])('is not ready without a change: “%s”', (line) => {
  expect(parseLine(line, lineContext())).toMatchObject({ parts: [], patch: {}, isReady: false });
});

it.each([
  ['note:   = sent', 'note=sent'],
  ['note: a = b', 'note<<a = b'],
  ['next step: "a" b', 'step="a" b'],
  ['next step: a "b"', 'step=a "b"'],
  ['next step: "a b"', 'step=a b'],
])('takes the text behind the name of a field: “%s”', (line, meaning) => {
  expect(describeLine(line, parseLine(line, lineContext()).parts)).toBe(meaning);
});

it('takes two ways to the same day for one', () => {
  const monday = lineContext({ now: new Date(2026, 10, 23, 10) });
  expect(describeLine('next week', parseLine('next week', monday).parts)).toBe('close=2026-11-30');
});

it('writes nothing that the deal has already', () => {
  expect(parseLine('75% demo done products: +widget a', lineContext())).toMatchObject({
    isReady: true,
    patch: {},
  });
});

it('wins with the date of today', () => {
  const { patch, base } = parseLine('won', lineContext());
  expect(patch).toEqual({ status_id: 'stat_won', date_won: '2026-11-25' });
  expect(base).toEqual({ status_id: 'stat_demo', date_won: '2026-12-12' });
});

it('removes the last values of a list, and one that the list does not have', () => {
  const { patch, isReady } = parseLine('products: -widget a -widget c -gadget', lineContext());
  expect({ patch, isReady }).toEqual({ patch: { 'custom.cf_products': null }, isReady: true });
});

it('sends one added or removed value as just that', () => {
  expect(parseLine('products: +gadget', lineContext()).patch).toEqual({ 'custom.cf_products.add': 'Gadget' });
  expect(parseLine('products: -widget a', lineContext()).patch).toEqual({
    'custom.cf_products.remove': 'Widget A',
  });
});
