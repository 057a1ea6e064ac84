import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FieldValue } from '../../../lib/model/field-value.ts';
import { encodeAttachment } from '../../../lib/opportunity/attachments.ts';
import { listChange, parseEntry, toEntry, toPatch } from '../../../lib/opportunity/entries.ts';
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
    ['money', '12,500.50', 1_250_050],
    ['user', '', null],
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
    ['period', '', 'not-offered'],
    ['datetime', '2026-12-12Tnoon', 'not-a-time'],
    ['datetime', '2026-02-30T10:00', 'not-a-time'],
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

  it.each(['user', 'contact', 'choices', 'period', 'status'] as const)('take an offered %s', (type) => {
    const offered = field(type, { choices: ['one', 'two'] });
    expect(parseEntry(offered, 'two', usd)).toEqual({ ok: true, value: 'two' });
    expect(parseEntry(offered, 'three', usd)).toEqual({ ok: false, problem: 'not-offered' });
  });

  it('take no text for a list of which only some values are offered', () => {
    const tags = field('choices', { choices: ['A', 'B'], isMultiple: true });
    expect(parseEntry(tags, ['B', 'A'], usd)).toEqual({ ok: true, value: ['B', 'A'] });
    expect(parseEntry(tags, ['A', 'C'], usd)).toEqual({ ok: false, problem: 'not-offered' });
    expect(parseEntry(field('text', { isMultiple: true }), ['anything'], usd)).toEqual({
      ok: true,
      value: ['anything'],
    });
  });

  it('unset an emptied list, but keep an emptied list of files a list', () => {
    expect(parseEntry(field('choices', { isMultiple: true }), [], usd)).toEqual({ ok: true, value: null });
    expect(parseEntry(field('attachments', { isMultiple: true }), [], usd)).toEqual({ ok: true, value: [] });
  });

  it.each(['', '  ', ' as typed\n'])(
    'keep the note %j as it was typed, because Close knows no empty note',
    (typed) => {
      expect(parseEntry(field('textarea', { key: 'note' }), typed, usd)).toEqual({ ok: true, value: typed });
    },
  );

  it.each<[FieldType, FieldValue, string]>([
    ['money', 1_250_000, '12,500.00'],
    ['money', 0, '0.00'],
    ['money', 'odd', ''],
    ['money', null, ''],
    ['number', 1234.5, '1234.5'],
    ['number', 0.000_000_123, '0.000000123'],
    ['number', '12', '12'],
    ['date', '2026-12-12T00:00:00+00:00', '2026-12-12'],
    ['datetime', 'odd', ''],
    ['text', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['percent', 60, '60'],
    ['text', null, ''],
    ['append', '<p>what the note says</p>', ''],
  ])('show the stored %s %j as %j', (type, value, entry) => {
    expect(toEntry(field(type), value)).toBe(entry);
  });

  it('show a list as a list', () => {
    expect(toEntry(field('choices', { isMultiple: true }), ['A', 'B'])).toEqual(['A', 'B']);
    expect(toEntry(field('choices', { isMultiple: true }), 'A')).toEqual(['A']);
    expect(toEntry(field('choices', { isMultiple: true }), null)).toEqual([]);
  });

  describe("a moment in the user's time zone", () => {
    afterEach(() => vi.unstubAllEnvs());

    it.each([
      ['Asia/Kolkata', '2026-12-12T16:00'],
      ['America/New_York', '2026-12-12T05:30'],
    ])('in %s', (zone, entry) => {
      vi.stubEnv('TZ', zone);
      expect(toEntry(field('datetime'), '2026-12-12T10:30:00+00:00')).toBe(entry);
      expect(parseEntry(field('datetime'), entry, usd)).toEqual({
        ok: true,
        value: '2026-12-12T10:30:00.000Z',
      });
    });
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

  it('sends what can be sent, and names the problem of each other field', () => {
    const fields = [
      field('number', { key: 'custom.cf_seats' }),
      field('text', { key: 'custom.cf_untouched' }),
      field('text', { key: 'custom.cf_locked', lock: 'role' }),
      field('percent', { key: 'confidence' }),
      field('text', { key: 'custom.cf_next' }),
    ];
    const entries = {
      'custom.cf_seats': 'many',
      'custom.cf_locked': 'new',
      confidence: '101',
      'custom.cf_next': 'Call',
    };
    expect(toPatch(fields, entries, { 'custom.cf_untouched': 'old' }, usd)).toEqual({
      patch: { 'custom.cf_next': 'Call' },
      problems: { 'custom.cf_seats': 'not-a-number', confidence: 'not-a-percent' },
    });
  });

  describe('with files', () => {
    const files = field('attachments', { key: 'attachments', isMultiple: true });
    const after = field('text', { key: 'custom.cf_next' });
    const fileAt = (url: string) =>
      encodeAttachment({ filename: 'offer.pdf', url, content_type: 'text/plain' });
    const ofClose = fileAt('https://app.close.com/go/file/a');
    const elsewhere = fileAt('https://example.com/a');

    it('sends the whole list when a file of Close is added or removed', () => {
      const base = { attachments: [elsewhere] };
      expect(toPatch([files], { attachments: [elsewhere, ofClose] }, base, usd)).toEqual({
        patch: { attachments: [elsewhere, ofClose] },
        problems: {},
      });
      expect(toPatch([files], { attachments: [] }, base, usd)).toEqual({
        patch: { attachments: [] },
        problems: {},
      });
    });

    it('refuses an added file that Close would not take, and still sends the other fields', () => {
      const entries = { attachments: [ofClose, elsewhere], 'custom.cf_next': 'Call' };
      expect(toPatch([files, after], entries, { attachments: [ofClose] }, usd)).toEqual({
        patch: { 'custom.cf_next': 'Call' },
        problems: { attachments: 'not-a-file-of-close' },
      });
    });
  });

  it('appends lines to a formatted note, and leaves it alone when none are typed', () => {
    const note = field('append', { key: 'note_html' });
    const next = field('text', { key: 'custom.cf_next' });
    const base = { note_html: '<body><p>a</p></body>' };
    expect(toPatch([note, next], { note_html: 'b', 'custom.cf_next': 'Call' }, base, usd).patch).toEqual({
      note_html: '<body><p>a</p><p>b</p></body>',
      'custom.cf_next': 'Call',
    });
    expect(toPatch([note, next], { note_html: ' ', 'custom.cf_next': 'Call' }, base, usd).patch).toEqual({
      'custom.cf_next': 'Call',
    });
    expect(toPatch([note], { note_html: 'b' }, {}, usd).patch).toEqual({
      note_html: '<body><p>b</p></body>',
    });
  });
});

describe('listChange', () => {
  it.each<[FieldValue, FieldValue, object]>([
    [null, ['A'], { 'custom.cf_tags.add': 'A' }],
    [['A'], null, { 'custom.cf_tags.remove': 'A' }],
    [['A'], ['A', 'B', 'C'], { 'custom.cf_tags': ['A', 'B', 'C'] }],
    [['A', 'B', 'C'], ['A'], { 'custom.cf_tags': ['A'] }],
    [['A', 'B'], ['B', 'A'], { 'custom.cf_tags': ['B', 'A'] }],
    [['A'], ['B'], { 'custom.cf_tags': ['B'] }],
  ])('from %j to %j is %j', (was, requested, patch) => {
    expect(listChange('custom.cf_tags', was, requested)).toEqual(patch);
  });
});
