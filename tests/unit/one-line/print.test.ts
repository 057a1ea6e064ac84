import { describe, expect, it } from 'vitest';
import type { FieldChange, QuickAction } from '../../../lib/model/quick-action.ts';
import { changesOfReadings, readingsOfChanges } from '../../../lib/one-line/action-changes.ts';
import type { Reading } from '../../../lib/one-line/line.ts';
import { printLine, printReading, readingsOfPatch } from '../../../lib/one-line/print.ts';
import { addRecentLine } from '../../../lib/one-line/recent-lines.ts';
import { lineContext } from './samples.ts';

const set = (value: Extract<FieldChange, { how: 'set' }>['value']): FieldChange => ({ how: 'set', value });

describe('a change is written as', () => {
  it.each<[string, string, FieldChange, string | undefined, string?]>([
    ['Proposal sent', 'status_id', set('stat_proposal'), 'en-US'],
    ['Demo done', 'status_id', set('stat_demo'), 'en-US'],
    ['Renewals Lost', 'status_id', set('stat_gone'), 'en-US'],
    ['Renewals Demo', 'status_id', set('stat_demo2'), 'en-US'],
    ['60%', 'confidence', set(60), 'en-US'],
    ['+10%', 'confidence', { how: 'raise', by: 10 }, 'en-US'],
    ['-10%', 'confidence', { how: 'raise', by: -10 }, 'en-US'],
    ['$12,500', 'value', set(1_250_000), 'en-US'],
    ['$0.50', 'value', set(50), 'en-US'],
    ['Value: = -5.00', 'value', set(-500), 'en-US'],
    ['-$5', 'value', { how: 'raise', by: -500 }, 'en-US'],
    ['+$5.50', 'value', { how: 'raise', by: 550 }, 'en-US'],
    ['Value: -', 'value', { how: 'clear' }, 'en-US'],
    ['+$5', 'value', { how: 'raise', by: 500 }, 'en-US'],
    ['one time', 'value_period', set('one_time'), 'en-US'],
    ['annual', 'value_period', set('annual'), 'en-US'],
    ['monthly', 'value_period', set('monthly'), 'fr-FR'],
    ['monatlich', 'value_period', set('monthly'), 'de-DE'],
    ['einmalig', 'value_period', set('one_time'), 'de-CH'],
    ['jährlich', 'value_period', set('annual'), 'de-DE'],
    ['2026-12-24', 'date_won', set('2026-12-24T08:00:00Z'), 'en-US'],
    ['+1w', 'date_won', { how: 'move', by: 1, unit: 'week' }, 'en-US'],
    ['-1mo', 'date_won', { how: 'move', by: -1, unit: 'month' }, 'en-US'],
    ['Demo date: +1w', 'custom.cf_demo', { how: 'move', by: 1, unit: 'week' }, 'en-US'],
    ['Demo date: 2026-12-24', 'custom.cf_demo', set('2026-12-24'), 'en-US'],
    ['-2d', 'date_won', { how: 'move', by: -2, unit: 'day' }, 'en-US'],
    ['+3mo', 'date_won', { how: 'move', by: 3, unit: 'month' }, 'en-US'],
    ['Estimated close: -', 'date_won', { how: 'clear' }, 'en-US'],
    ['Abschlussdatum: -', 'date_won', { how: 'clear' }, 'de-DE'],
    ['@Sam Lee', 'user_id', set('user_samlee'), 'en-US'],
    ['@"Kim Park"#aaaaaa', 'user_id', set('user_twin1aaaaaa'), 'en-US'],
    ['@me', 'user_id', { how: 'me' }, 'en-US'],
    ['Owner: -', 'user_id', { how: 'clear' }, 'en-US'],
    ['Contact: -', 'contact_id', { how: 'clear' }, 'en-US'],
    ['Engineer: Sam Lee', 'custom.cf_engineer', set('user_samlee'), 'en-US'],
    ['Engineer: @me', 'custom.cf_engineer', { how: 'me' }, 'en-US'],
    ['Buyer: Omar Haddad', 'custom.cf_buyer', set('cont_omar'), 'en-US'],
    ['Contact: Omar Haddad', 'contact_id', set('cont_omar'), 'en-US'],
    ['Next step: call Lena', 'custom.cf_step', set('call Lena'), 'en-US'],
    ['Next step: "-"', 'custom.cf_step', set('-'), 'en-US'],
    ['Next step: "value: 5"', 'custom.cf_step', set('value: 5'), 'en-US'],
    ['Terms: "a\\nb"', 'custom.cf_terms', set('a\nb'), 'en-US'],
    ['Number of seats: 1234.5', 'custom.cf_seats', set(1234.5), 'en-US'],
    ['Number of seats: 1234,5', 'custom.cf_seats', set(1234.5), 'de-DE'],
    ['Number of seats: 0.000001', 'custom.cf_seats', set(0.000001), 'en-US'],
    ['Number of seats: 12345', 'custom.cf_seats', set(12345), 'en-US'],
    ['Number of seats: -5', 'custom.cf_seats', set(-5), 'en-US'],
    ['Number of seats: -', 'custom.cf_seats', { how: 'clear' }, 'en-US'],
    ['Lead source: Web', 'custom.cf_source', set('Web'), 'en-US'],
    ['Products: +Gadget', 'custom.cf_products', { how: 'add', value: 'Gadget' }, 'en-US'],
    ['Products: -"Red, large"', 'custom.cf_products', { how: 'remove', value: 'Red, large' }, 'en-US'],
    ['Products: Widget B, Gadget', 'custom.cf_products', set(['Widget B', 'Gadget']), 'en-US'],
    ['Products: ++Plus', 'custom.cf_products', { how: 'add', value: '+Plus' }, 'en-US'],
    ['Products: Gadget', 'custom.cf_products', set(['Gadget']), 'en-US'],
    ['Products: Red, large, Gadget', 'custom.cf_products', set(['Red, large', 'Gadget']), 'en-US'],
    ['Team: Ana Ruiz, Zoë Müller', 'custom.cf_team', set(['user_ana', 'user_zoe']), 'en-US'],
    ['Team: -"Kim Park"#aaaaaa', 'custom.cf_team', { how: 'remove', value: 'user_twin1aaaaaa' }, 'en-US'],
    ['Team: +Sam Ortiz', 'custom.cf_team', { how: 'add', value: 'user_samortiz' }, 'en-US'],
    ['Team: @me', 'custom.cf_team', { how: 'me' }, 'en-US'],
    ['Call at: 2026-12-01T09:00:00.000Z', 'custom.cf_call', set('2026-12-01T09:00:00.000Z'), 'en-US'],
    ['Note: sent', 'note', { how: 'append', value: 'sent' }, 'en-US'],
    ['Notiz: sent', 'note', { how: 'append', value: 'sent' }, 'de-DE'],
    ['Note: "a\\nb"', 'note', { how: 'append', value: 'a\nb' }, 'en-US'],
    ['Note: "-"', 'note', { how: 'append', value: '-' }, 'en-US'],
    ['Note: "= x"', 'note', { how: 'append', value: '= x' }, 'en-US'],
    ['Note: = "a\\nb"', 'note', set('a\nb'), 'en-US'],
    ['Note: = sent', 'note', set('sent'), 'en-US'],
    ['Note: -', 'note', { how: 'clear' }, 'en-US'],
  ])('“%s”', (line, field, change, locale = 'en-US') => {
    expect(printReading({ field, change }, lineContext({ locale }))).toBe(line);
  });

  it.each<[string, FieldChange]>([
    ['status_id', set('stat_x')],
    ['user_id', set('user_x')],
    ['custom.cf_gone', set('x')],
    ['custom.cf_products', { how: 'edit', add: ['Gadget'], remove: [] }],
    ['confidence', { how: 'clear' }],
    ['value_period', set('weekly')],
    ['custom.cf_source', set('Radio')],
    ['custom.cf_team', set(['user_ana', 'user_x'])],
    ['contact_id', { how: 'me' }],
    ['custom.cf_demo', set('2026-02-30')],
  ])('nothing, for %s with %j', (field, change) => {
    expect(printReading({ field, change }, lineContext())).toBeUndefined();
  });
});

describe('several changes', () => {
  it('are written with texts at the end', () => {
    const readings: Reading[] = [
      { field: 'note', change: { how: 'append', value: 'sent' } },
      { field: 'custom.cf_step', change: set('call') },
      { field: 'confidence', change: set(60) },
    ];
    expect(printLine(readings, lineContext())).toBe('60% Note: sent Next step: call');
  });

  it('are written in full where the short form would be the beginning of a name', () => {
    const { catalog } = lineContext();
    const [text] = catalog.customFields;
    const field = text ? [{ ...text, id: 'cf_x', name: 'Pilot started monthly call' }] : [];
    const context = lineContext({ catalog: { ...catalog, customFields: field } });
    const readings: Reading[] = [
      { field: 'status_id', change: set('stat_pilot') },
      { field: 'value_period', change: set('monthly') },
    ];
    expect(printLine(readings, lineContext())).toBe('Pilot started monthly');
    expect(printLine(readings, context)).toBe('Status: "Pilot started"#_pilot Value period: monthly');
  });

  it('are written with a changed amount in full where the short form would be the beginning of a name', () => {
    const { catalog } = lineContext();
    const [text] = catalog.customFields;
    const field = text ? [{ ...text, id: 'cf_x', name: 'Pilot started +$5 call' }] : [];
    const context = lineContext({ catalog: { ...catalog, customFields: field } });
    const readings: Reading[] = [
      { field: 'status_id', change: set('stat_pilot') },
      { field: 'value', change: { how: 'raise', by: 500 } },
    ];
    expect(printLine(readings, context)).toBe('Status: "Pilot started"#_pilot Value: +5.00');
  });

  it('are no line if two of them contradict each other', () => {
    const readings: Reading[] = [
      { field: 'confidence', change: set(60) },
      { field: 'confidence', change: set(70) },
    ];
    expect(printLine(readings, lineContext())).toBeUndefined();
  });

  it('are no line if one of them is none, if there are none, or if the line is too long', () => {
    const good: Reading = { field: 'confidence', change: set(60) };
    expect(printLine([], lineContext())).toBeUndefined();
    expect(printLine([good, { field: 'status_id', change: set('stat_x') }], lineContext())).toBeUndefined();
    expect(
      printLine([{ field: 'custom.cf_step', change: set('x'.repeat(1_000)) }], lineContext()),
    ).toBeUndefined();
    expect(printLine([{ field: 'date_won', change: set('2020-01-01') }], lineContext())).toBeUndefined();
  });
});

it('a list is written in quotation marks where its values could be mistaken for others', () => {
  const { catalog } = lineContext();
  const fields = catalog.customFields.filter(({ id }) => id === 'cf_products');
  const sizes = fields.map((each) => ({ ...each, choices: ['A', 'B', 'A, B'] }));
  const context = lineContext({ catalog: { ...catalog, customFields: sizes } });
  const write = (...values: string[]) =>
    printReading({ field: 'custom.cf_products', change: set(values) }, context);
  expect(write('A', 'B')).toBe('Products: A, B');
  expect(write('A, B', 'A')).toBe('Products: "A, B", "A"');
});

it('the changes of a patch are read by their keys', () => {
  expect(
    readingsOfPatch({
      ...{ note: '', date_won: null, confidence: 60 },
      ...{ 'custom.cf_products.add': 'A', 'custom.cf_team.remove': 'user_ana' },
    }),
  ).toEqual([
    { field: 'note', change: { how: 'clear' } },
    { field: 'date_won', change: { how: 'clear' } },
    { field: 'confidence', change: set(60) },
    { field: 'custom.cf_products', change: { how: 'add', value: 'A' } },
    { field: 'custom.cf_team', change: { how: 'remove', value: 'user_ana' } },
  ]);
  expect(readingsOfPatch({ note: 'x', 'custom.cf_step': '' })).toEqual([
    { field: 'note', change: set('x') },
    { field: 'custom.cf_step', change: set('') },
  ]);
  expect(readingsOfPatch({ note_html: 'x' })).toBeUndefined();
  expect(readingsOfPatch({ attachments: ['x'], confidence: 60 })).toBeUndefined();
});

describe('the changes of a quick action', () => {
  it.each<[Reading[], QuickAction['changes'] | undefined]>([
    [[], {}],
    [[{ field: 'note', change: { how: 'append', value: 'a' } }], { note: { how: 'append', value: 'a' } }],
    [
      [
        { field: 'note', change: { how: 'append', value: 'a' } },
        { field: 'note', change: { how: 'append', value: 'b' } },
      ],
      { note: { how: 'append', value: 'a\nb' } },
    ],
    [
      [
        { field: 'l', change: { how: 'add', value: 'A' } },
        { field: 'l', change: { how: 'add', value: 'A' } },
        { field: 'l', change: { how: 'remove', value: 'B' } },
      ],
      { l: { how: 'edit', add: ['A'], remove: ['B'] } },
    ],
    [
      [
        { field: 'l', change: { how: 'add', value: 'A' } },
        { field: 'l', change: { how: 'remove', value: 'A' } },
      ],
      undefined,
    ],
    [
      [
        { field: 'l', change: { how: 'add', value: 'A' } },
        { field: 'l', change: { how: 'me' } },
      ],
      undefined,
    ],
    [
      [
        { field: 'note', change: { how: 'append', value: 'a' } },
        { field: 'note', change: { how: 'clear' } },
      ],
      undefined,
    ],
  ])('are made of %j', (readings, changes) => {
    expect(changesOfReadings(readings)).toEqual(changes);
  });

  it('are read one by one', () => {
    expect(
      readingsOfChanges({ confidence: set(60), l: { how: 'edit', add: ['A', 'B'], remove: ['C'] } }),
    ).toEqual([
      { field: 'confidence', change: set(60) },
      { field: 'l', change: { how: 'add', value: 'A' } },
      { field: 'l', change: { how: 'add', value: 'B' } },
      { field: 'l', change: { how: 'remove', value: 'C' } },
    ]);
  });
});

it('the last ten lines are kept, each once and the latest first', () => {
  expect(addRecentLine(['b', 'a'], 'a')).toEqual(['a', 'b']);
  const ten = Array.from({ length: 10 }, (_none, index) => `${index}%`);
  expect(addRecentLine(ten, 'x')).toEqual(['x', ...ten.slice(0, 9)]);
});
