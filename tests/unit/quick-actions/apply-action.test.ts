import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValue, Values } from '../../../lib/model/field-value.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import { type FieldChange, type QuickAction, quickActionSchema } from '../../../lib/model/quick-action.ts';
import { applyPatch } from '../../../lib/opportunity/values.ts';
import { actionFields } from '../../../lib/quick-actions/action-fields.ts';
import { applyAction } from '../../../lib/quick-actions/apply-action.ts';
import {
  confidenceActionId,
  findAction,
  plainActions,
  statusActionId,
} from '../../../lib/quick-actions/built-in.ts';
import { checkAction } from '../../../lib/quick-actions/check-action.ts';
import { readAction } from '../../../lib/quick-actions/own-action.ts';
import { sampleOpportunity } from '../samples/deal.ts';
import { action, catalog, connection } from './samples.ts';

const now = new Date('2026-11-25T10:00:00Z');
const defaultValues: Values = {
  status_id: 'stat_demo',
  confidence: 50,
  value: 100_000,
  date_won: '2026-12-31T08:00:00+00:00',
  user_id: 'user_sam',
  note: 'Met at the fair',
};

function apply(quickAction: QuickAction, values: Values = {}, more: Partial<Opportunity> = {}) {
  return applyAction(
    quickAction,
    sampleOpportunity({ ...defaultValues, ...values }, more),
    catalog,
    connection,
    now,
  );
}

function patchOf(changes: Record<string, FieldChange>, values: Values = {}, more: Partial<Opportunity> = {}) {
  const applied = apply(action(changes), values, more);
  return applied.ok ? applied.patch : applied.problem;
}

describe('applyAction with statuses and rights', () => {
  it('changes a deal of an unknown status', () => {
    const patch = patchOf({ confidence: { how: 'set', value: 60 } }, { status_id: 'stat_gone' });
    expect(patch).toEqual({ confidence: 60 });
  });

  it("changes a field that only some roles may edit with the user's own role", () => {
    const change = action({ 'custom.cf_locked': { how: 'set', value: 'x' } });
    const deal = sampleOpportunity(defaultValues);
    const as = (roleId: string) => applyAction(change, deal, catalog, { ...connection, roleId }, now);
    expect(as('role_admin')).toMatchObject({ ok: true, patch: { 'custom.cf_locked': 'x' } });
    expect(as('role_sales')).toMatchObject({ ok: false, problem: { kind: 'mismatchFieldLocked' } });
  });
});

describe('applyAction with a relative amount', () => {
  it.each([
    [-500, 99_500],
    [250_000, 350_000],
    [-100_000, 0],
  ])('changes it by %i', (by, value) => {
    expect(patchOf({ value: { how: 'raise', by } })).toEqual({ value });
  });

  it('refuses a negative result, no change, and another currency', () => {
    const raise = (by: number): Record<string, FieldChange> => ({ value: { how: 'raise', by } });
    expect(patchOf(raise(-100_001))).toEqual({ kind: 'mismatchValue', field: 'value' });
    expect(patchOf(raise(0))).toEqual({ kind: 'mismatchValue', field: 'value' });
    expect(patchOf(raise(1), {}, { currency: 'EUR' })).toEqual({ kind: 'mismatchCurrency', field: 'value' });
  });
});

describe('applyAction with several values of a list', () => {
  const edit = (add: string[], remove: string[]): Record<string, FieldChange> => ({
    'custom.cf_list': { how: 'edit', add, remove },
  });

  it.each<[string[] | null, string[], string[], FieldValue]>([
    [['A', 'C'], ['B'], ['C'], ['A', 'B']],
    [['A'], ['B', 'C'], [], ['A', 'B', 'C']],
    [null, ['A', 'B'], [], ['A', 'B']],
    [['A', 'B'], [], ['A', 'B'], null],
  ])('changes %j by + %j − %j', (stored, add, remove, list) => {
    expect(patchOf(edit(add, remove), { 'custom.cf_list': stored })).toEqual({ 'custom.cf_list': list });
  });

  it('writes one value as just that, and nothing that the deal has already', () => {
    expect(patchOf(edit(['A', 'B'], []), { 'custom.cf_list': ['A'] })).toEqual({ 'custom.cf_list.add': 'B' });
    expect(patchOf(edit(['A'], ['C']), { 'custom.cf_list': ['A'] })).toEqual({});
  });

  it('refuses to add a removed choice, and takes it from the list', () => {
    expect(patchOf(edit(['Gone', 'A'], []))).toMatchObject({ kind: 'mismatchChoiceGone', value: 'Gone' });
    expect(patchOf(edit([], ['Gone', 'A']), { 'custom.cf_list': ['Gone', 'A', 'B'] })).toEqual({
      'custom.cf_list': ['B'],
    });
  });

  it.each([
    [[], []],
    [['A'], ['A']],
    [['A', 'A'], []],
    [[], ['']],
  ])('refuses + %j − %j', (add, remove) => {
    expect(patchOf(edit(add, remove))).toMatchObject({ field: 'custom.cf_list' });
  });
});

describe('applyAction, whatever wrote the action', () => {
  it.each<[string, FieldChange]>([
    ['lead_id', { how: 'set', value: 'lead_x' }],
    ['contact_id', { how: 'set', value: 'cont_x' }],
    ['attachments', { how: 'clear' }],
    ['organization_id', { how: 'set', value: 'orga_x' }],
    ['note_html', { how: 'set', value: '<p>x</p>' }],
    ['__proto__', { how: 'set', value: 'x' }],
    ['constructor', { how: 'set', value: 'x' }],
    ['custom.cf_gone', { how: 'set', value: 'x' }],
    ['custom.cf_score', { how: 'set', value: 1 }],
  ])('does not write the key %s', (key, change) => {
    const changes = Object.fromEntries([[key, change]]);
    expect(apply(action(changes))).toMatchObject({ ok: false, problem: { field: key } });
  });

  it.each<[string, FieldChange]>([
    ['confidence', { how: 'set', value: 500 }],
    ['confidence', { how: 'raise', by: 1e9 }],
    ['confidence', { how: 'clear' }],
    ['value', { how: 'set', value: 1.5 }],
    ['value', { how: 'set', value: 'much' }],
    ['value_period', { how: 'set', value: 'daily' }],
    ['date_won', { how: 'set', value: '0026-12-12' }],
    ['date_won', { how: 'move', by: 1e6, unit: 'month' }],
    ['user_id', { how: 'add', value: 'user_x' }],
    ['custom.cf_number', { how: 'set', value: 'x' }],
    ['custom.cf_list', { how: 'set', value: 'A' }],
    ['custom.cf_text', { how: 'move', by: 1, unit: 'day' }],
  ])('does not write to %s what its field cannot take: %j', (key, change) => {
    expect(apply(action({ [key]: change }))).toMatchObject({ ok: false, problem: { field: key } });
  });

  it('does not set an amount that Close counts in another unit', () => {
    const set = action({ value: { how: 'set', value: 500 } });
    const problem = { kind: 'mismatchFieldLocked', field: 'value' };
    expect(apply(set, {}, { valueFormatted: '$100,000' })).toEqual({ ok: false, problem });
  });
});

describe('applyAction', () => {
  it('returns the values to write and the current values of those fields', () => {
    expect(
      apply(
        action({ status_id: { how: 'set', value: 'stat_proposal' }, confidence: { how: 'set', value: 60 } }),
      ),
    ).toEqual({
      ok: true,
      patch: { status_id: 'stat_proposal', confidence: 60 },
      base: { status_id: 'stat_demo', confidence: 50 },
    });
  });

  it.each<[string, Record<string, FieldChange>, Values, Values]>([
    ['raises the confidence', { confidence: { how: 'raise', by: 10 } }, {}, { confidence: 60 }],
    [
      'raises the confidence to at most 100',
      { confidence: { how: 'raise', by: 10 } },
      { confidence: 95 },
      { confidence: 100 },
    ],
    [
      'lowers the confidence to at least 0',
      { confidence: { how: 'raise', by: -20 } },
      { confidence: 5 },
      { confidence: 0 },
    ],
    [
      'treats a missing confidence as 0',
      { confidence: { how: 'raise', by: 10 } },
      { confidence: null },
      { confidence: 10 },
    ],
    [
      'moves the close date and drops its time',
      { date_won: { how: 'move', by: 2, unit: 'month' } },
      {},
      { date_won: '2027-02-28' },
    ],
    [
      'moves a date',
      { 'custom.cf_date': { how: 'move', by: -1, unit: 'week' } },
      { 'custom.cf_date': '2027-01-05' },
      { 'custom.cf_date': '2026-12-29' },
    ],
    [
      'adds a line to a plain note',
      { note: { how: 'append', value: 'Called' } },
      {},
      { note: 'Met at the fair\nCalled' },
    ],
    [
      'sets the first line of an empty note',
      { note: { how: 'append', value: 'Called' } },
      { note: null },
      { note: 'Called' },
    ],
    ['assigns the deal to the user', { user_id: { how: 'me' } }, {}, { user_id: 'user_ana' }],
    [
      'adds the user to a list of users',
      { 'custom.cf_team': { how: 'me' } },
      { 'custom.cf_team': ['user_sam'] },
      { 'custom.cf_team.add': 'user_ana' },
    ],
    [
      'adds a value to a list',
      { 'custom.cf_list': { how: 'add', value: 'B' } },
      { 'custom.cf_list': ['A'] },
      { 'custom.cf_list.add': 'B' },
    ],
    [
      'removes a value from a list',
      { 'custom.cf_list': { how: 'remove', value: 'A' } },
      { 'custom.cf_list': ['A'] },
      { 'custom.cf_list.remove': 'A' },
    ],
    [
      'clears a custom field',
      { 'custom.cf_choice': { how: 'clear' } },
      { 'custom.cf_choice': 'Fit' },
      { 'custom.cf_choice': null },
    ],
    ['sets a cleared amount to 0', { value: { how: 'clear' } }, {}, { value: 0 }],
    ['clears a note', { note: { how: 'clear' } }, {}, { note: '' }],
    [
      'omits values that the deal already has',
      { confidence: { how: 'set', value: 50 }, user_id: { how: 'set', value: 'user_sam' } },
      {},
      {},
    ],
    [
      'does not add a value already in the list',
      { 'custom.cf_list': { how: 'add', value: 'A' } },
      { 'custom.cf_list': ['A'] },
      {},
    ],
  ])('%s', (_what, changes, values, patch) => {
    expect(patchOf(changes, values)).toEqual(patch);
  });

  it('adds a paragraph to a formatted note and keeps its formatting', () => {
    const note_html = '<body><p>Met <b>Ana</b></p></body>';
    expect(
      patchOf({ note: { how: 'append', value: 'A & B' } }, { note_html }, { noteHtml: note_html }),
    ).toEqual({
      note_html: '<body><p>Met <b>Ana</b></p><p>A &amp; B</p></body>',
    });
  });

  it('sets the close date to today when it wins the deal', () => {
    expect(patchOf({ status_id: { how: 'set', value: 'stat_won' } })).toEqual({
      status_id: 'stat_won',
      date_won: '2026-11-25',
    });
  });

  it('keeps the estimated close when it loses the deal', () => {
    expect(patchOf({ status_id: { how: 'set', value: 'stat_lost' } })).toEqual({ status_id: 'stat_lost' });
  });

  it('prefers the close date of the action, and keeps the close date of a won deal', () => {
    const date_won: FieldChange = { how: 'set', value: '2026-11-01T00:00:00+00:00' };
    const won: FieldChange = { how: 'set', value: 'stat_won' };
    expect(patchOf({ status_id: won, date_won })).toEqual({
      status_id: 'stat_won',
      date_won: date_won.value,
    });
    expect(patchOf({ status_id: won }, { status_id: 'stat_won' })).toEqual({});
  });
});

describe('applyAction refuses an action', () => {
  const rich = { noteHtml: '<body><p><b>Met</b></p></body>' };
  it.each<[string, QuickAction, Values, Partial<Opportunity>, object]>([
    [
      'of another organization',
      action({}, { organizationId: 'orga_b' }),
      {},
      {},
      { kind: 'mismatchOrganization' },
    ],
    [
      'for another pipeline',
      action({}, { pipelineIds: ['pipe_renewals'] }),
      {},
      {},
      { kind: 'mismatchPipeline' },
    ],
    [
      'whose status was deleted',
      action({ status_id: { how: 'set', value: 'stat_old' } }),
      {},
      {},
      { kind: 'mismatchStatusGone' },
    ],
    [
      'that clears the status',
      action({ status_id: { how: 'clear' } }),
      {},
      {},
      { kind: 'mismatchStatusGone' },
    ],
    [
      'whose field was deleted',
      action({ 'custom.cf_old': { how: 'clear' } }),
      {},
      {},
      { kind: 'mismatchFieldGone', field: 'custom.cf_old' },
    ],
    [
      'whose field is locked',
      action({ 'custom.cf_locked': { how: 'set', value: 'x' } }),
      {},
      {},
      { kind: 'mismatchFieldLocked', field: 'custom.cf_locked' },
    ],
    [
      'whose choice was deleted',
      action({ 'custom.cf_choice': { how: 'set', value: 'Fax' } }),
      {},
      {},
      { kind: 'mismatchChoiceGone', field: 'custom.cf_choice', value: 'Fax' },
    ],
    [
      'that adds a deleted choice to a list',
      action({ 'custom.cf_list': { how: 'add', value: 'Z' } }),
      {},
      {},
      { kind: 'mismatchChoiceGone', field: 'custom.cf_list', value: 'Z' },
    ],
    [
      'that moves an empty date',
      action({ date_won: { how: 'move', by: 1, unit: 'week' } }),
      { date_won: null },
      {},
      { kind: 'mismatchDateEmpty', field: 'date_won' },
    ],
    [
      'that moves a date beyond the last valid one',
      action({ date_won: { how: 'move', by: 1e12, unit: 'day' } }),
      { date_won: '2026-12-12' },
      {},
      { kind: 'mismatchValue', field: 'date_won' },
    ],
    [
      'that moves a number beyond all valid dates',
      action({ 'custom.cf_time': { how: 'move', by: 1, unit: 'day' } }),
      { 'custom.cf_time': 9e15 },
      {},
      { kind: 'mismatchValue', field: 'custom.cf_time' },
    ],
    [
      'that moves the close date of a won deal',
      action({ date_won: { how: 'move', by: 1, unit: 'week' } }),
      { status_id: 'stat_won' },
      {},
      { kind: 'mismatchDealClosed' },
    ],
    [
      'that loses the deal and sets its date',
      action({
        status_id: { how: 'set', value: 'stat_lost' },
        date_won: { how: 'set', value: '2026-11-24' },
      }),
      {},
      {},
      { kind: 'mismatchLostDate' },
    ],
    [
      'that replaces a formatted note',
      action({ note: { how: 'set', value: 'x' } }),
      {},
      rich,
      { kind: 'mismatchNoteFormatted', field: 'note' },
    ],
    [
      'that clears a formatted note',
      action({ note: { how: 'clear' } }),
      {},
      rich,
      { kind: 'mismatchNoteFormatted', field: 'note' },
    ],
    [
      'whose amount is in another currency',
      action({ value: { how: 'set', value: 5 } }),
      {},
      { currency: 'EUR' },
      { kind: 'mismatchCurrency', field: 'value' },
    ],
  ])('%s', (_what, refused, values, more, problem) => {
    expect(apply(refused, values, more)).toEqual({ ok: false, problem });
  });

  it("on another user's deal if the user may only edit their own deals", () => {
    const mine = action({ user_id: { how: 'me' } });
    const canApply = (user_id: string, editsOthers: boolean) =>
      applyAction(mine, sampleOpportunity({ user_id }), catalog, { ...connection, editsOthers }, now).ok;
    expect(canApply('user_sam', false)).toBe(false);
    expect(canApply('user_sam', true)).toBe(true);
    expect(canApply('user_ana', false)).toBe(true);
  });

  it('except that it may move the close date of a won deal that it reopens', () => {
    const changes: Record<string, FieldChange> = {
      status_id: { how: 'set', value: 'stat_demo' },
      date_won: { how: 'move', by: 1, unit: 'week' },
    };
    expect(patchOf(changes, { status_id: 'stat_won' })).toEqual({
      status_id: 'stat_demo',
      date_won: '2027-01-07',
    });
  });
});

const fields = actionFields(catalog.customFields, connection);
const keys = ['status_id', ...fields.map(({ key }) => key)];
const changes = fc
  .uniqueArray(fc.constantFrom(...keys), { minLength: 1, maxLength: 4 })
  .chain((chosen) => fc.record(Object.fromEntries(chosen.map((key) => [key, changeOf(key)]))))
  .map((chosen) => action(chosen))
  .filter((candidate) => checkAction(candidate, catalog, connection) === undefined);
const stored: fc.Arbitrary<Values> = fc.record({
  status_id: fc.constantFrom('stat_demo', 'stat_won', 'stat_quote'),
  confidence: fc.constantFrom(null, 0, 50, 100),
  date_won: fc.constantFrom(null, '2026-01-31', '2026-12-31T23:30:00+00:00'),
  note: fc.constantFrom(null, '', 'Hello'),
  'custom.cf_date': fc.constantFrom(null, '2028-02-29'),
  'custom.cf_time': fc.constantFrom(null, '2026-03-29T00:30:00Z'),
  'custom.cf_list': fc.constantFrom(null, ['A'], ['A', 'B']),
});

/** Returns changes that are mostly valid for the field. */
function changeOf(key: string): fc.Arbitrary<FieldChange> {
  const field = fields.find((each) => each.key === key);
  const values: Record<string, fc.Arbitrary<FieldValue>> = {
    percent: fc.integer({ min: -5, max: 105 }),
    money: fc.integer(),
    number: fc.double(),
    date: fc.constantFrom('2026-02-28', '2026-02-30'),
    datetime: fc.constantFrom('2026-02-28T10:00:00Z', 'soon'),
    period: fc.constantFrom('monthly', 'weekly'),
    choices: field?.isMultiple ? fc.subarray(['A', 'B', 'Z']) : fc.constantFrom('Price', 'Fit', 'Fax'),
  };
  const value: fc.Arbitrary<FieldValue> = field
    ? (values[field.type] ?? (field.isMultiple ? fc.subarray(['user_a', 'user_b']) : fc.string()))
    : fc.constantFrom('stat_demo', 'stat_proposal', 'stat_won', 'stat_quote', 'stat_old');
  const sign = fc.integer({ min: -130, max: 130 });
  return fc.oneof(
    fc.record({ how: fc.constant('set' as const), value }),
    fc.record({
      how: fc.constantFrom('add' as const, 'remove' as const, 'append' as const),
      value: fc.constantFrom('A', 'B', 'Z', ''),
    }),
    fc.record({ how: fc.constantFrom('clear' as const, 'me' as const) }),
    fc.record({ how: fc.constant('raise' as const), by: sign }),
    fc.record({
      how: fc.constant('move' as const),
      by: sign,
      unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
    }),
  );
}

describe('any quick action that passes checkAction, applied to any deal,', () => {
  it('results in a mismatch or in valid values for its fields, based on the current values', () => {
    let applications = 0;
    fc.assert(
      fc.property(changes, stored, (checked, values) => {
        expect(quickActionSchema.parse(checked)).toEqual(checked);
        const applied = applyAction(checked, sampleOpportunity(values), catalog, connection, now);
        if (!applied.ok) return;
        applications += 1;
        const { base, patch } = applied;
        for (const [field, value] of Object.entries(base)) expect(value).toEqual(values[field] ?? null);
        for (const field of Object.keys(base)) {
          const isExpected = field in checked.changes || (field === 'date_won' && 'status_id' in patch);
          expect(isExpected).toBe(true);
        }
        // The saved values could also be set by an action that passes the check.
        const after = Object.entries(applyPatch(patch, values)).filter(
          ([, value]) => value !== null && value !== '',
        );
        const same = after.map(([key, value]) => [key, { how: 'set', value }] as const);
        expect(checkAction(action(Object.fromEntries(same)), catalog, connection)).toBeUndefined();
      }),
      { numRuns: 400 },
    );
    expect(applications).toBeGreaterThan(100);
  });

  it('changes nothing when applied a second time, unless it is relative', () => {
    fc.assert(
      fc.property(changes, stored, (checked, values) => {
        const hows = Object.values(checked.changes).map(({ how }) => how);
        const isRelative = hows.some((how) => how === 'raise' || how === 'move' || how === 'append');
        const first = applyAction(checked, sampleOpportunity(values), catalog, connection, now);
        if (isRelative || !first.ok) return;
        const after = { ...values, ...applyPatch(first.patch, values) };
        const second = applyAction(checked, sampleOpportunity(after), catalog, connection, now);
        expect(second).toEqual({ ok: true, patch: {}, base: {} });
      }),
      { numRuns: 400 },
    );
  });
});

describe('built-in actions', () => {
  it('are defined completely by their ids', () => {
    const ids = [
      statusActionId('stat_proposal'),
      confidenceActionId(75),
      ...plainActions.map(({ id }) => id),
    ];
    const patches = ids.map((id) => {
      const found = findAction(id, []);
      if (!found) throw new Error(id);
      expect(quickActionSchema.parse(found)).toEqual(found);
      const applied = apply(found);
      return applied.ok && applied.patch;
    });
    expect(patches).toEqual([
      { status_id: 'stat_proposal' },
      { confidence: 75 },
      { user_id: 'user_ana' },
      { date_won: '2027-01-07' },
      { date_won: '2027-01-31' },
    ]);
  });

  it('take precedence over own actions with the same id', () => {
    const shadow = (id: string) => ({ ...action({ confidence: { how: 'set', value: 0 } }), id });
    const reserved = [statusActionId('stat_demo'), confidenceActionId(75), 'mine', 'push:1:week'];
    expect(reserved.map((id) => findAction(id, [shadow(id)])?.changes)).toEqual(
      reserved.map((id) => findAction(id, [])?.changes),
    );
  });

  it("do not hide the user's own actions", () => {
    const own = action({ confidence: { how: 'raise', by: 10 } });
    expect(findAction('own', [own])).toBe(own);
    expect(findAction('own', [])).toBeUndefined();
  });

  it.each([
    ...['', 'root', 'status:', 'confidence:', 'edit', 'own', 'constructor', '__proto__'],
    ...['mine:1', 'confidence:x', 'confidence:101', 'confidence:1.5', 'push:1:year', 'push:x:week'],
  ])('do not include %j', (id) => {
    expect(findAction(id, [])).toBeUndefined();
  });
});

describe('the id of an own action', () => {
  it.each(['own', 'x', '4b3e1f', crypto.randomUUID(), 'push_1-week'])('may be %j', (id) => {
    expect(readAction({ ...action({ user_id: { how: 'me' } }), id })?.id).toBe(id);
  });

  it.each([
    ...['', '__proto__', 'status:stat_demo', 'confidence:0', 'own:x', 'preset:x', 'a b', 'ä', 'x'.repeat(81)],
    ...['x\n', '-x'],
  ])('may not be %j', (id) => {
    expect(readAction({ ...action({ user_id: { how: 'me' } }), id })).toBeUndefined();
  });
});

describe('applyAction looks at', () => {
  it('the owner, if the user may edit only own deals', () => {
    const deal = sampleOpportunity(defaultValues, {});
    const own = { ...connection, editsOthers: false };
    const changed = action({ confidence: { how: 'set', value: 60 } });
    expect(applyAction(changed, deal, catalog, own, now)).toEqual({
      ok: false,
      problem: { kind: 'mismatchOthersDeal' },
    });
  });

  it('the pipeline, also of a status that the organization does not have', () => {
    const sales = action({ confidence: { how: 'set', value: 60 } }, { pipelineIds: ['pipe_sales'] });
    expect(apply(sales)).toMatchObject({ ok: true });
    expect(apply(sales, { status_id: 'stat_old' })).toEqual({
      ok: false,
      problem: { kind: 'mismatchPipeline' },
    });
  });

  it('the date of a loss only when the deal is lost by it', () => {
    const lost: Record<string, FieldChange> = {
      status_id: { how: 'set', value: 'stat_lost' },
      date_won: { how: 'set', value: '2026-12-24' },
    };
    expect(patchOf(lost)).toEqual({ kind: 'mismatchLostDate' });
    expect(patchOf(lost, { status_id: 'stat_lost' })).toEqual({ date_won: '2026-12-24' });
    expect(patchOf(lost, { status_id: 'stat_old' })).toEqual({ kind: 'mismatchLostDate' });
    expect(patchOf({ confidence: { how: 'set', value: 60 } }, { status_id: 'stat_old' })).toEqual({
      confidence: 60,
    });
  });

  it('a formatted note only for changes of the note', () => {
    const formatted = { noteHtml: '<p><b>x</b></p>' };
    expect(patchOf({ 'custom.cf_text': { how: 'set', value: 'x' } }, {}, formatted)).toEqual({
      'custom.cf_text': 'x',
    });
    expect(patchOf({ note: { how: 'set', value: 'x' } }, {}, formatted)).toEqual({
      kind: 'mismatchNoteFormatted',
      field: 'note',
    });
    expect(patchOf({ note: { how: 'append', value: 'x' } }, {}, formatted)).toEqual({
      note_html: '<body><p>x</p></body>',
    });
  });

  it('the currency and the unit of an amount only for amounts', () => {
    const other = { currency: 'EUR', valueFormatted: '¥1,000,000' };
    expect(patchOf({ confidence: { how: 'set', value: 60 } }, {}, other)).toEqual({ confidence: 60 });
    expect(patchOf({ confidence: { how: 'raise', by: 10 } }, {}, other)).toEqual({ confidence: 60 });
    expect(patchOf({ value: { how: 'clear' } }, {}, { currency: 'EUR' })).toEqual({ value: 0 });
    expect(patchOf({ value: { how: 'set', value: 100 } }, {}, { valueFormatted: '¥1' })).toEqual({
      kind: 'mismatchFieldLocked',
      field: 'value',
    });
  });

  it('the kind of a date, and moves any date of a closed deal but the one of winning', () => {
    const move: FieldChange = { how: 'move', by: 1, unit: 'day' };
    const at = '2026-12-01T09:00:00.000Z';
    expect(patchOf({ 'custom.cf_time': move }, { 'custom.cf_time': at })).toEqual({
      'custom.cf_time': '2026-12-02T09:00:00.000Z',
    });
    const won = { status_id: 'stat_won', 'custom.cf_date': '2026-12-01' };
    expect(patchOf({ 'custom.cf_date': move }, won)).toEqual({ 'custom.cf_date': '2026-12-02' });
    expect(patchOf({ date_won: move }, won)).toEqual({ kind: 'mismatchDealClosed' });
    expect(patchOf({ date_won: move }, { status_id: 'stat_old' })).toEqual({ kind: 'mismatchDealClosed' });
  });
});
