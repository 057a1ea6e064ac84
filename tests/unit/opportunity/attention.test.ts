import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type AttentionRule,
  attentionRules,
  defaultTableSettings,
  type TableSettings,
} from '../../../lib/model/table-settings.ts';
import { attentionDay, countReasons, findReasons } from '../../../lib/opportunity/attention.ts';
import { sampleOpportunity } from '../samples/deal.ts';

const settings: TableSettings = { ...defaultTableSettings, nextStep: { orga_a: 'custom.cf_next' } };
const now = new Date(2026, 10, 30, 12);
const fresh = '2026-11-29T10:00:00+00:00';

function reasonsOf(
  values: Record<string, string | number | null>,
  more: Parameters<typeof sampleOpportunity>[1] = {},
  set = settings,
) {
  const clean = { status_id: 'stat_demo', value: 100, date_won: '2027-02-01', 'custom.cf_next': 'Call' };
  return findReasons(sampleOpportunity({ ...clean, ...values }, { updatedAt: fresh, ...more }), set, now);
}

describe('what needs attention', () => {
  it.each([
    ['nothing is wrong', {}, []],
    ['the close date has passed', { date_won: '2026-11-18' }, [{ rule: 'overdue', days: 12 }]],
    ['it closes today', { date_won: '2026-11-30' }, [{ rule: 'closing-soon', days: 0 }]],
    ['it closes in a week', { date_won: '2026-12-07' }, [{ rule: 'closing-soon', days: 7 }]],
    ['it closes in eight days', { date_won: '2026-12-08' }, []],
    [
      'Close gives the date a time',
      { date_won: '2026-11-29T00:00:00+00:00' },
      [{ rule: 'overdue', days: 1 }],
    ],
    ['it has no close date', { date_won: null }, []],
    ['it has no value', { value: null }, [{ rule: 'no-value' }]],
    ['its value is 0', { value: 0 }, [{ rule: 'no-value' }]],
    ['it has no next step', { 'custom.cf_next': null }, [{ rule: 'no-next-step' }]],
    ['its next step is blank', { 'custom.cf_next': '  ' }, [{ rule: 'no-next-step' }]],
  ])('%s', (_name, values, reasons) => {
    expect(reasonsOf(values)).toEqual(reasons);
  });

  it('counts days without a change, by status where the user wants that', () => {
    const old = { updatedAt: '2026-10-30T09:00:00+00:00' };
    expect(reasonsOf({}, old)).toEqual([{ rule: 'untouched', days: 31 }]);
    expect(reasonsOf({}, old, { ...settings, untouchedDaysIn: { stat_demo: 60 } })).toEqual([]);
    expect(reasonsOf({}, { updatedAt: fresh }, { ...settings, untouchedDaysIn: { stat_demo: 1 } })).toEqual([
      { rule: 'untouched', days: 1 },
    ]);
    expect(reasonsOf({}, { updatedAt: 'odd' })).toEqual([]);
  });

  it('takes over what Close says about stalled deals', () => {
    expect(reasonsOf({}, { isStalled: true })).toEqual([{ rule: 'stalled' }]);
    expect(reasonsOf({}, { isStalled: false })).toEqual([]);
  });

  it('leaves out rules that are off, and the next step where no field is chosen', () => {
    const values = { value: 0, date_won: '2026-11-01', 'custom.cf_next': null };
    expect(reasonsOf(values, {}, { ...defaultTableSettings, off: ['overdue'] })).toEqual([
      { rule: 'no-value' },
    ]);
  });

  it.each([
    ['at once', { value: 0 }, '2026-11-30'],
    ['a week before it closes', { date_won: '2026-12-20' }, '2026-12-13'],
    ['when it was not touched for 30 days', {}, '2026-12-29'],
  ])('needs attention %s', (_name, values, day) => {
    const clean = { status_id: 'stat_demo', value: 100, date_won: '2027-02-01', 'custom.cf_next': 'Call' };
    const deal = sampleOpportunity({ ...clean, ...values }, { updatedAt: fresh });
    expect(attentionDay(deal, settings, now)).toBe(day);
    expect(attentionDay(deal, { ...settings, off: [...attentionRules] }, now)).toBe('');
  });

  it.each<[name: string, off: AttentionRule[], values: object, updatedAt: string, day: string]>([
    [
      'the day after it closes',
      ['closing-soon', 'untouched'],
      { date_won: '2026-12-20' },
      fresh,
      '2026-12-21',
    ],
    ['the day after it closes, today', ['closing-soon'], { date_won: '2026-11-30' }, fresh, '2026-12-01'],
    ['later than a date that has passed', ['overdue'], { date_won: '2026-11-01' }, fresh, '2026-12-29'],
    ['never because of an odd moment', ['closing-soon', 'overdue'], {}, 'odd', ''],
    ['never because of an odd date', ['untouched'], { date_won: 'odd' }, fresh, ''],
  ])('with some rules off needs attention %s', (_name, off, values, updatedAt, day) => {
    const clean = { status_id: 'stat_demo', value: 100, date_won: '2027-02-01', 'custom.cf_next': 'Call' };
    const deal = sampleOpportunity({ ...clean, ...values }, { updatedAt });
    expect(attentionDay(deal, { ...settings, off }, now)).toBe(day);
  });

  it('counts the reasons by rule', () => {
    const counts = countReasons([reasonsOf({ value: 0 }), reasonsOf({ value: 0, date_won: '2026-11-01' })]);
    expect([...counts]).toEqual([
      ['no-value', 2],
      ['overdue', 1],
    ]);
  });

  describe("on the user's own day", () => {
    afterEach(() => vi.unstubAllEnvs());

    it.each([
      ['America/Los_Angeles', '2026-11-29', 'closing-soon'],
      ['Pacific/Auckland', '2026-11-30', 'overdue'],
    ])('in %s', (zone, day, rule) => {
      vi.stubEnv('TZ', zone);
      const at = zone.startsWith('America') ? '2026-11-30T06:00:00Z' : '2026-11-30T12:00:00Z';
      const deal = sampleOpportunity(
        { status_id: 'stat_demo', value: 1, date_won: day },
        { updatedAt: fresh },
      );
      expect(findReasons(deal, defaultTableSettings, new Date(at)).map((each) => each.rule)).toEqual([rule]);
    });
  });
});
