import { describe, expect, it } from 'vitest';
import { parseEntry, toEntry, toPatch } from '../../../lib/opportunity/entries.ts';
import type { Field, FieldType } from '../../../lib/opportunity/fields.ts';

const usd = { currency: 'USD' };
const field = (type: FieldType, more: Partial<Field> = {}): Field => ({
  key: 'custom.cf_a',
  type,
  isMultiple: false,
  choices: [],
  ...more,
});

describe('parseEntry and toEntry', () => {
  it.each([
    ['text', 'Call on Monday', 'Call on Monday'],
    ['text', ' kept as typed ', ' kept as typed '],
    ['text', '', null],
    ['text', '   ', null],
    ['number', '12', 12],
    ['number', '1234.5', 1234.5],
    ['number', '', null],
    ['date', '2026-12-12', '2026-12-12'],
    ['date', '', null],
    ['percent', '60', 60],
    ['percent', '60 %', 60],
    ['money', '', 0],
  ] as const)('parse the %s entry %j as %j', (type, entry, value) => {
    expect(parseEntry(field(type), entry, usd)).toEqual({ ok: true, value });
  });

  it.each([
    ['number', 'abc', 'not-a-number'],
    ['number', '1,2,3.4.5', 'not-a-number'],
    ['date', '2026-02-30', 'not-a-day'],
    ['date', 'tomorrow', 'not-a-day'],
    ['date', '0026-12-12', 'not-a-day'],
    ['date', '1899-12-31', 'not-a-day'],
    ['date', '22026-12-12', 'not-a-day'],
    ['datetime', '0026-12-12T10:00', 'not-a-time'],
    ['datetime', '2026-12-12T25:00', 'not-a-time'],
    ['number', '9007199254740993', 'not-a-number'],
    ['percent', '101', 'not-a-percent'],
    ['percent', '12.5', 'not-a-percent'],
    ['percent', 'abc', 'not-a-percent'],
    ['percent', '-1', 'not-a-percent'],
    ['percent', '', 'not-a-percent'],
    ['money', '1.2.3', 'not-an-amount'],
    ['choices', 'Vanished', 'not-offered'],
  ] as const)('refuse the %s entry %j as %s', (type, entry, problem) => {
    expect(parseEntry(field(type), entry, usd)).toEqual({ ok: false, problem });
  });

  it('keep a choice byte for byte, including leading spaces', () => {
    const choices = [' spaced', '- none -', 'Één'];
    for (const choice of choices) {
      expect(parseEntry(field('choices', { choices }), choice, usd)).toEqual({ ok: true, value: choice });
    }
  });

  it('refuse a person who is not among the choices, but accept anyone while people are not loaded', () => {
    const refused = { ok: false, problem: 'not-offered' };
    expect(parseEntry(field('contact', { choices: ['cont_a'] }), 'cont_b', usd)).toEqual(refused);
    expect(parseEntry(field('user', { choices: ['user_a'], isMultiple: true }), ['user_b'], usd)).toEqual(
      refused,
    );
    expect(parseEntry(field('contact'), 'cont_b', usd)).toEqual({ ok: true, value: 'cont_b' });
  });

  it('format stored values as entries', () => {
    expect(toEntry(field('money'), 1_250_000)).toBe('12,500.00');
    expect(toEntry(field('date'), '2026-12-12T00:00:00+00:00')).toBe('2026-12-12');
    expect(toEntry(field('choices', { isMultiple: true }), null)).toEqual([]);
  });
});

describe('toPatch', () => {
  const tags = field('choices', { key: 'custom.cf_tags', isMultiple: true, choices: ['A', 'B', 'C'] });

  it.each([
    ['one value is added', ['A', 'B'], ['A', 'B', 'C'], { 'custom.cf_tags.add': 'C' }],
    ['one value is removed', ['A', 'B'], ['A'], { 'custom.cf_tags.remove': 'B' }],
    ['one value is replaced', ['A', 'B'], ['A', 'C'], { 'custom.cf_tags': ['A', 'C'] }],
    ['all values are removed', ['A', 'B'], [], { 'custom.cf_tags': null }],
    ['the only value is removed', ['A'], [], { 'custom.cf_tags.remove': 'A' }],
    ['the order changes', ['A', 'B'], ['B', 'A'], {}],
  ] as const)('sends the smallest change for a list when %s', (_what, before, after, patch) => {
    const base = { 'custom.cf_tags': before };
    expect(toPatch([tags], { 'custom.cf_tags': after }, base, usd).patch).toEqual(patch);
  });

  it('omits a field whose original value was typed again', () => {
    const text = field('text');
    expect(toPatch([text], { [text.key]: 'same' }, { [text.key]: 'same' }, usd)).toEqual({
      patch: {},
      problems: {},
    });
  });

  it('never sends a locked field', () => {
    const locked = field('text', { lock: 'role' });
    expect(toPatch([locked], { [locked.key]: 'new' }, {}, usd).patch).toEqual({});
  });
});
