import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomField } from '../../../lib/model/custom-field.ts';
import type { FieldChange, QuickAction } from '../../../lib/model/quick-action.ts';
import { changesOfReadings, readingsOfChanges } from '../../../lib/one-line/action-changes.ts';
import { applyReadings } from '../../../lib/one-line/apply-line.ts';
import { isSameReading, type LinePart, type Reading, readingsOf } from '../../../lib/one-line/line.ts';
import { parseLine } from '../../../lib/one-line/parse.ts';
import { printLine, readingsOfPatch } from '../../../lib/one-line/print.ts';
import { applyPatch } from '../../../lib/opportunity/values.ts';
import { applyAction } from '../../../lib/quick-actions/apply-action.ts';
import { plainActions } from '../../../lib/quick-actions/built-in.ts';
import { customFields, lineContext, people, pipelines } from './samples.ts';

const locales = ['en-US', 'en-GB', 'en-IN', 'de-DE', 'de-CH', 'fr-FR', 'sv-SE'];
const contexts = locales.map((locale) => lineContext({ locale }));
const connection = { userId: 'user_ana', roleId: 'role_sales', currency: 'USD' };

const set = (values: fc.Arbitrary<string | number | string[]>) =>
  values.map((value): FieldChange => ({ how: 'set', value }));
const clear = fc.constant<FieldChange>({ how: 'clear' });
const me = fc.constant<FieldChange>({ how: 'me' });
const step = fc.integer({ min: -120, max: 120 }).filter((by) => by !== 0);
const move = fc.record({
  how: fc.constant('move' as const),
  by: step,
  unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
});
const points = fc.integer({ min: -100, max: 100 }).filter((by) => by !== 0);
const raise = points.map((by): FieldChange => ({ how: 'raise', by }));
const day = fc
  .date({ min: new Date('2026-11-26'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const moment = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const words = fc.constantFrom(
  'call',
  'value: 5',
  '60%',
  '"a"',
  '\n',
  '\\n',
  '-',
  '=',
  ' ',
  '🚀',
  'note:',
  '@sam',
  'שלום',
);
const freeText = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.array(words, { minLength: 1, maxLength: 6 }).map((list) => list.join(' ')),
);
const text = freeText.filter((each) => each.trim() !== '').map((each) => each.replace(/\r\n?/g, '\n'));
const statusIds = pipelines.flatMap(({ statuses }) => statuses.map(({ id }) => id));
const activeIds = pipelines.flatMap(({ statuses }) =>
  statuses.flatMap(({ id, type }) => (type === 'active' ? id : [])),
);
const cents = fc.integer({ min: -1e9, max: 1e9 });
const products = customFields.find(({ id }) => id === 'cf_products')?.choices ?? [];
const product = fc.constantFrom(...products);
const userIds = people.user.map(({ id }) => id);
const item = (values: fc.Arbitrary<string>) =>
  fc.record({ how: fc.constantFrom('add' as const, 'remove' as const), value: values });
const list = (values: readonly string[]) => set(fc.shuffledSubarray([...values], { minLength: 1 }));

const edit = (values: readonly string[]) =>
  fc.tuple(fc.shuffledSubarray([...values], { minLength: 2 }), fc.nat()).map(([items, cut]): FieldChange => {
    const at = cut % (items.length + 1);
    return { how: 'edit', add: items.slice(0, at), remove: items.slice(at) };
  });

/** Every kind of change that a quick action or the editor makes, by field. */
const changes: Record<string, fc.Arbitrary<FieldChange>> = {
  status_id: set(fc.constantFrom(...activeIds)),
  confidence: fc.oneof(set(fc.integer({ min: 0, max: 100 })), raise),
  value: fc.oneof(
    set(cents),
    fc
      .integer({ min: -1_250_000, max: 1e9 })
      .filter((by) => by !== 0)
      .map((by): FieldChange => ({ how: 'raise', by })),
  ),
  value_period: set(fc.constantFrom('one_time', 'monthly', 'annual')),
  // Into the past, an estimated close does not move.
  date_won: fc.oneof(
    set(day),
    move.filter(({ by }) => by > 0),
    clear,
  ),
  user_id: fc.oneof(set(fc.constantFrom(...userIds)), me, clear),
  note: fc.oneof(
    set(text),
    text.map((value): FieldChange => ({ how: 'append', value })),
    clear,
  ),
  'custom.cf_step': fc.oneof(set(text), clear),
  'custom.cf_terms': fc.oneof(set(text), clear),
  'custom.cf_products': fc.oneof(item(product), edit(products), list(products), clear),
  'custom.cf_source': fc.oneof(set(fc.constantFrom('Trade fair', 'Referral', 'Cold call', 'Web')), clear),
  'custom.cf_seats': fc.oneof(
    set(
      fc.oneof(
        fc.integer(),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((each) => Math.round(each * 1e4) / 1e4),
      ),
    ),
    clear,
  ),
  'custom.cf_demo': fc.oneof(set(day), move, clear),
  'custom.cf_call': fc.oneof(set(moment), move, clear),
  'custom.cf_engineer': fc.oneof(set(fc.constantFrom(...userIds)), me, clear),
  'custom.cf_team': fc.oneof(item(fc.constantFrom(...userIds)), edit(userIds), list(userIds), me, clear),
};
const onlyOfLine: Record<string, fc.Arbitrary<FieldChange>> = {
  contact_id: fc.oneof(set(fc.constantFrom('cont_lena', 'cont_omar')), clear),
  'custom.cf_buyer': set(fc.constantFrom('cont_lena', 'cont_omar')),
};
const context = fc.constantFrom(...contexts);

function same(one: readonly Reading[], other: readonly Reading[]): boolean {
  return (
    one.length === other.length && one.every((each) => other.some((found) => isSameReading(each, found)))
  );
}

describe('a printed line reads as the same changes', () => {
  it.each([...Object.entries(changes), ...Object.entries(onlyOfLine)])('for %s', (field, change) => {
    fc.assert(
      fc.property(change, context, (made, around) => {
        const readings = readingsOfChanges({ [field]: made });
        const line = printLine(readings, around);
        expect(line).toBeDefined();
        const parsed = parseLine(line ?? '', around);
        expect(parsed.isReady).toBe(true);
        expect(same(readingsOf(parsed), readings)).toBe(true);
        expect(changesOfReadings(readingsOf(parsed))).toEqual({ [field]: made });
      }),
      { numRuns: 150 },
    );
  });

  it.each(statusIds)('for the status %s', (value) => {
    for (const around of contexts) {
      const readings: Reading[] = [{ field: 'status_id', change: { how: 'set', value } }];
      expect(readingsOf(parseLine(printLine(readings, around) ?? '', around))).toEqual(readings);
    }
  });

  it.each(plainActions)('for the built-in action $id', ({ changes: made }) => {
    const readings = Object.entries(made).map(([field, change]): Reading => ({ field, change }));
    for (const around of contexts)
      expect(same(readingsOf(parseLine(printLine(readings, around) ?? '', around)), readings)).toBe(true);
  });

  it('for quick actions of several fields, which then write the same', () => {
    const some = fc.record(changes, { requiredKeys: [] }).filter((record) => Object.keys(record).length > 0);
    fc.assert(
      fc.property(some, context, (made, around) => {
        const record = made as QuickAction['changes'];
        const action: QuickAction = {
          ...{ id: 'own:x', name: 'Own', changes: record },
          appliesTo: { organizationId: null, pipelineIds: [] },
        };
        const { opportunity, catalog, now } = around;
        const applied = applyAction(
          action,
          opportunity,
          { pipelines: [...catalog.pipelines], customFields: [...catalog.customFields] },
          connection,
          now,
        );
        fc.pre(applied.ok);
        const readings = readingsOfChanges(record);
        const line = printLine(readings, around);
        // A long one is not offered.
        fc.pre(line !== undefined || JSON.stringify(record).length < 300);
        const parsed = parseLine(line ?? '', around);
        expect(same(readingsOf(parsed), readings)).toBe(true);
        expect(applied.ok && applied.patch).toEqual(parsed.patch);
      }),
      { numRuns: 300 },
    );
  });

  it('for every recent change of which a line can be made, before it and after it', () => {
    const some = fc.record({ ...changes, ...onlyOfLine }, { requiredKeys: [], noNullPrototype: true });
    let made = 0;
    fc.assert(
      fc.property(some, context, (record, around) => {
        const { patch } = applyReadings(readingsOfChanges(record as QuickAction['changes']), around);
        const { values } = around.opportunity;
        const readings = readingsOfPatch(patch) ?? [];
        const after = { ...around.opportunity, values: { ...values, ...applyPatch(patch, values) } };
        for (const shown of [around, { ...around, opportunity: after }]) {
          const line = printLine(readings, shown);
          if (line === undefined) continue;
          made += 1;
          const parsed = parseLine(line, shown);
          expect(parsed.isReady).toBe(true);
          expect(same(readingsOf(parsed), readings)).toBe(true);
          if (shown === around) expect(parsed.patch).toEqual(patch);
        }
      }),
      { numRuns: 150 },
    );
    // Long lines and days in the past have none.
    expect(made).toBeGreaterThan(20);
  });

  it('for the patches of recent changes', () => {
    const patch = {
      status_id: 'stat_proposal',
      value: 1_000,
      'custom.cf_step': null,
      'custom.cf_products.add': 'Gadget',
    };
    const readings = readingsOfPatch(patch) ?? [];
    const [around = lineContext()] = contexts;
    const line = printLine(readings, around);
    expect(line).toBe('Proposal sent $10 Products: +Gadget Next step: -');
    expect(parseLine(line ?? '', around).patch).toEqual(patch);
  });

  it.each([{ note_html: '<p>x</p>' }, { attachments: ['x'] }])('and no line is made for %j', (patch) => {
    expect(readingsOfPatch(patch)).toBeUndefined();
  });

  it('and no line is made for what does not exist any more', () => {
    const gone: Reading[] = [{ field: 'custom.cf_gone', change: { how: 'set', value: 'x' } }];
    expect(printLine(gone, lineContext())).toBeUndefined();
    expect(
      printLine([{ field: 'status_id', change: { how: 'set', value: 'stat_x' } }], lineContext()),
    ).toBeUndefined();
  });
});

const pieces = fc.constantFrom(
  ...[
    'prop',
    'proposal sent',
    '60%',
    '60',
    '%',
    '12k',
    '12',
    '500',
    'fri',
    'next',
    'friday',
    'dec',
    '12.12.',
    '3/4',
  ],
  ...[
    'won',
    'lost',
    'yesterday',
    '+1w',
    '+',
    '-',
    '10%',
    'value',
    'value:',
    'monthly',
    '@sam',
    '@sam lee',
    'lee',
  ],
  ...[
    'next step:',
    'call Lena',
    'products:',
    '+Widget B',
    '-Widget A',
    'widget',
    'note:',
    '"',
    '"x"',
    ':',
    ',',
    '=',
  ],
  ...[
    'in',
    '2',
    'weeks',
    'eom',
    'close',
    'owner',
    'me',
    'demo date:',
    'pilot',
    'pilot friday call:',
    '500 eur',
    'discount:',
    '🚀',
    'שלום',
    'morgen',
  ],
);
const line = fc.oneof(
  { weight: 5, arbitrary: fc.array(pieces, { minLength: 1, maxLength: 6 }).map((list) => list.join(' ')) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
);

// A field whose name begins like a line that means something.
const withFriday = contexts.map((around) => {
  const [field] = around.catalog.customFields;
  const friday = { ...field, id: 'cf_friday', name: 'Pilot Friday call' } as CustomField;
  return { ...around, catalog: { ...around.catalog, customFields: [...customFields, friday] } };
});

describe('any line', () => {
  it('is saved only if every word belongs to a change', () => {
    fc.assert(
      fc.property(line, context, (typed, around) => {
        const { parts, isReady } = parseLine(typed, around);
        const covered = [...typed].length === 0 ? '' : uncovered(typed, parts);
        expect(covered.replace(/[\s,;]/g, '')).toBe('');
        if (isReady) expect(parts.every(({ kind }) => kind === 'change')).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('shows every change that any beginning of it would save, but for the word or text that was being typed', () => {
    fc.assert(
      fc.property(line, fc.constantFrom(...withFriday), (typed, around) => {
        const whole = parseLine(typed, around).parts;
        for (let end = 1; end < typed.length; end += 1) {
          const { parts, isReady } = parseLine(typed.slice(0, end), around);
          if (!isReady) continue;
          for (const part of parts.slice(0, -1)) expect(isShown(part, whole)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });
});

// As the same change, or at a problem that holds back the whole line. A status decides what a date before it means.
function isShown(part: LinePart, whole: readonly LinePart[]): boolean {
  if (part.kind === 'problem') return false;
  const here = whole.find(({ start, end }) => start <= part.start && part.start < end);
  if (here?.kind !== 'change') return here !== undefined;
  return here.field === part.field && (part.field === 'date_won' || isSameReading(here, part));
}

function uncovered(typed: string, parts: readonly { start: number; end: number }[]): string {
  let rest = '';
  for (let at = 0; at < typed.length; at += 1)
    if (!parts.some(({ start, end }) => start <= at && at < end)) rest += typed[at];
  return rest;
}
