import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomField } from '../../../lib/opportunity/fields.ts';
import type { Opportunity, Pipeline, Values } from '../../../lib/opportunity/opportunity.ts';
import { applyPatch } from '../../../lib/opportunity/values.ts';
import { applyAction } from '../../../lib/quick-actions/apply-action.ts';
import {
  builtInAction,
  confidenceActionId,
  plainActionIds,
  statusActionId,
} from '../../../lib/quick-actions/built-in.ts';
import {
  type FieldChange,
  type QuickAction,
  quickActionSchema,
} from '../../../lib/quick-actions/quick-action.ts';
import { sampleOpportunity } from '../samples.ts';

const pipelines: Pipeline[] = [
  {
    id: 'pipe_sales',
    name: 'Sales',
    statuses: [
      { id: 'stat_demo', label: 'Demo done', type: 'active' },
      { id: 'stat_proposal', label: 'Proposal sent', type: 'active' },
      { id: 'stat_won', label: 'Won', type: 'won' },
      { id: 'stat_lost', label: 'Lost', type: 'lost' },
    ],
  },
  { id: 'pipe_renewals', name: 'Renewals', statuses: [{ id: 'stat_quote', label: 'Quote', type: 'active' }] },
];

function custom(id: string, type: string, more: Partial<CustomField> = {}): CustomField {
  return {
    ...{ id, name: id, type, description: '', choices: [], isMultiple: false },
    ...{ editableWithRoles: [], isConverting: false, ...more },
  };
}

const customFields = [
  custom('cf_text', 'text'),
  custom('cf_number', 'number'),
  custom('cf_date', 'date'),
  custom('cf_time', 'datetime'),
  custom('cf_choice', 'choices', { choices: ['Price', 'Fit'] }),
  custom('cf_list', 'choices', { choices: ['A', 'B', 'C'], isMultiple: true }),
  custom('cf_team', 'user', { isMultiple: true }),
  custom('cf_locked', 'text', { editableWithRoles: ['role_admin'] }),
  custom('cf_score', 'weighted_score'),
];
const catalog = { pipelines, customFields };
const connection = { organizationId: 'orga_a', userId: 'user_ana', roleId: 'role_sales', currency: 'USD' };
const now = new Date('2026-11-25T10:00:00Z');
const usual: Values = {
  status_id: 'stat_demo',
  confidence: 50,
  value: 100_000,
  date_won: '2026-12-31T08:00:00+00:00',
  user_id: 'user_sam',
  note: 'Met at the fair',
};

function action(
  changes: Record<string, FieldChange>,
  appliesTo: Partial<QuickAction['appliesTo']> = {},
): QuickAction {
  return {
    id: 'own',
    name: 'Own',
    changes,
    appliesTo: { organizationId: null, pipelineIds: [], ...appliesTo },
  };
}

function apply(what: QuickAction, values: Values = {}, more: Partial<Opportunity> = {}) {
  return applyAction(what, sampleOpportunity({ ...usual, ...values }, more), catalog, connection, now);
}

function patchOf(changes: Record<string, FieldChange>, values: Values = {}, more: Partial<Opportunity> = {}) {
  const applied = apply(action(changes), values, more);
  return applied.ok ? applied.patch : applied.problem;
}

describe('a quick action on a deal', () => {
  it('says what to write and what that starts from', () => {
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
    ['raises a confidence', { confidence: { how: 'raise', by: 10 } }, {}, { confidence: 60 }],
    ['stops at 100', { confidence: { how: 'raise', by: 10 } }, { confidence: 95 }, { confidence: 100 }],
    ['stops at 0', { confidence: { how: 'raise', by: -20 } }, { confidence: 5 }, { confidence: 0 }],
    [
      'counts a missing confidence as 0',
      { confidence: { how: 'raise', by: 10 } },
      { confidence: null },
      { confidence: 10 },
    ],
    [
      'moves the close date, as a day',
      { date_won: { how: 'move', by: 2, unit: 'month' } },
      {},
      { date_won: '2027-02-28T00:00:00+00:00' },
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
      'begins an empty note',
      { note: { how: 'append', value: 'Called' } },
      { note: null },
      { note: 'Called' },
    ],
    ['makes the deal mine', { user_id: { how: 'me' } }, {}, { user_id: 'user_ana' }],
    [
      'joins a team',
      { 'custom.cf_team': { how: 'me' } },
      { 'custom.cf_team': ['user_sam'] },
      { 'custom.cf_team.add': 'user_ana' },
    ],
    [
      'adds to a list',
      { 'custom.cf_list': { how: 'add', value: 'B' } },
      { 'custom.cf_list': ['A'] },
      { 'custom.cf_list.add': 'B' },
    ],
    [
      'takes out of a list',
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
    ['clears an amount to 0', { value: { how: 'clear' } }, {}, { value: 0 }],
    ['clears a note', { note: { how: 'clear' } }, {}, { note: '' }],
    [
      'leaves out what the deal holds already',
      { confidence: { how: 'set', value: 50 }, user_id: { how: 'set', value: 'user_sam' } },
      {},
      {},
    ],
    [
      'does not add what is there',
      { 'custom.cf_list': { how: 'add', value: 'A' } },
      { 'custom.cf_list': ['A'] },
      {},
    ],
  ])('%s', (_what, changes, values, patch) => {
    expect(patchOf(changes, values)).toEqual(patch);
  });

  it('adds a paragraph to a formatted note and destroys nothing in it', () => {
    const note_html = '<body><p>Met <b>Ana</b></p></body>';
    expect(
      patchOf({ note: { how: 'append', value: 'A & B' } }, { note_html }, { noteHtml: note_html }),
    ).toEqual({
      note_html: '<body><p>Met <b>Ana</b></p><p>A &amp; B</p></body>',
    });
  });

  it.each(['stat_won', 'stat_lost'])('says today where it closes the deal as %s', (value) => {
    expect(patchOf({ status_id: { how: 'set', value } })).toEqual({
      status_id: value,
      date_won: '2026-11-25T00:00:00+00:00',
    });
  });

  it("keeps its own date, and the deal's where that is closed like this already", () => {
    const date_won: FieldChange = { how: 'set', value: '2026-11-01T00:00:00+00:00' };
    const won: FieldChange = { how: 'set', value: 'stat_won' };
    expect(patchOf({ status_id: won, date_won })).toEqual({
      status_id: 'stat_won',
      date_won: date_won.value,
    });
    expect(patchOf({ status_id: won }, { status_id: 'stat_won' })).toEqual({});
  });
});

describe('a quick action that does not fit', () => {
  const rich = { noteHtml: '<body><p><b>Met</b></p></body>' };
  it.each<[string, QuickAction, Values, Partial<Opportunity>, object]>([
    [
      'of another organisation',
      action({}, { organizationId: 'orga_b' }),
      {},
      {},
      { kind: 'other-organization' },
    ],
    [
      'for another pipeline',
      action({}, { pipelineIds: ['pipe_renewals'] }),
      {},
      {},
      { kind: 'other-pipeline' },
    ],
    [
      'whose status is gone',
      action({ status_id: { how: 'set', value: 'stat_old' } }),
      {},
      {},
      { kind: 'status-gone' },
    ],
    ['that clears the status', action({ status_id: { how: 'clear' } }), {}, {}, { kind: 'status-gone' }],
    [
      'whose field is gone',
      action({ 'custom.cf_old': { how: 'clear' } }),
      {},
      {},
      { kind: 'field-gone', field: 'custom.cf_old' },
    ],
    [
      'whose field is locked',
      action({ 'custom.cf_locked': { how: 'set', value: 'x' } }),
      {},
      {},
      { kind: 'field-locked', field: 'custom.cf_locked', lock: 'role' },
    ],
    [
      'whose field is of an unknown kind',
      action({ 'custom.cf_score': { how: 'clear' } }),
      {},
      {},
      { kind: 'field-locked', field: 'custom.cf_score', lock: 'unknown-type' },
    ],
    [
      'whose choice is gone',
      action({ 'custom.cf_choice': { how: 'set', value: 'Fax' } }),
      {},
      {},
      { kind: 'choice-gone', field: 'custom.cf_choice', value: 'Fax' },
    ],
    [
      'whose list names a choice that is gone',
      action({ 'custom.cf_list': { how: 'add', value: 'Z' } }),
      {},
      {},
      { kind: 'choice-gone', field: 'custom.cf_list', value: 'Z' },
    ],
    [
      'that moves a date which is not set',
      action({ date_won: { how: 'move', by: 1, unit: 'week' } }),
      { date_won: null },
      {},
      { kind: 'date-empty', field: 'date_won' },
    ],
    [
      'that moves the date of winning',
      action({ date_won: { how: 'move', by: 1, unit: 'week' } }),
      { status_id: 'stat_won' },
      {},
      { kind: 'deal-closed' },
    ],
    [
      'that replaces a formatted note',
      action({ note: { how: 'set', value: 'x' } }),
      {},
      rich,
      { kind: 'note-formatted', field: 'note' },
    ],
    [
      'that empties a formatted note',
      action({ note: { how: 'clear' } }),
      {},
      rich,
      { kind: 'note-formatted', field: 'note' },
    ],
    [
      'whose amount is in another currency',
      action({ value: { how: 'set', value: 5 } }),
      {},
      { currency: 'EUR' },
      { kind: 'other-currency', field: 'value' },
    ],
    [
      'whose percentage is none',
      action({ confidence: { how: 'set', value: 101 } }),
      {},
      {},
      { kind: 'value-unfit', field: 'confidence' },
    ],
    [
      'whose day does not exist',
      action({ 'custom.cf_date': { how: 'set', value: '2026-02-30' } }),
      {},
      {},
      { kind: 'value-unfit', field: 'custom.cf_date' },
    ],
    [
      'that raises by half a point',
      action({ confidence: { how: 'raise', by: 0.5 } }),
      {},
      {},
      { kind: 'value-unfit', field: 'confidence' },
    ],
    [
      'that moves a date out of the calendar',
      action({ date_won: { how: 'move', by: 1e9, unit: 'month' } }),
      {},
      {},
      { kind: 'value-unfit', field: 'date_won' },
    ],
    [
      'that would name me in a text',
      action({ 'custom.cf_text': { how: 'me' } }),
      {},
      {},
      { kind: 'value-unfit', field: 'custom.cf_text' },
    ],
    [
      'that moves a text',
      action({ 'custom.cf_text': { how: 'move', by: 1, unit: 'day' } }),
      {},
      {},
      { kind: 'value-unfit', field: 'custom.cf_text' },
    ],
    [
      'that empties a confidence',
      action({ confidence: { how: 'clear' } }),
      {},
      {},
      { kind: 'value-unfit', field: 'confidence' },
    ],
    [
      'that adds to a single choice',
      action({ 'custom.cf_choice': { how: 'add', value: 'Fit' } }),
      {},
      {},
      { kind: 'value-unfit', field: 'custom.cf_choice' },
    ],
    [
      'that wipes out attachments',
      action({ attachments: { how: 'clear' } }),
      { attachments: [] },
      {},
      { kind: 'value-unfit', field: 'attachments' },
    ],
  ])('%s is not carried out at all', (_what, wished, values, more, problem) => {
    expect(apply(wished, values, more)).toEqual({ ok: false, problem });
  });

  it('moves the date of a deal that it opens again', () => {
    const changes: Record<string, FieldChange> = {
      status_id: { how: 'set', value: 'stat_demo' },
      date_won: { how: 'move', by: 1, unit: 'week' },
    };
    expect(patchOf(changes, { status_id: 'stat_won' })).toEqual({
      status_id: 'stat_demo',
      date_won: '2027-01-07T00:00:00+00:00',
    });
  });
});

const fieldChanges = fc.oneof(
  fc.record({
    how: fc.constant('set' as const),
    value: fc.oneof(
      fc.string(),
      fc.integer(),
      fc.constantFrom('Fit', 'stat_demo', 'stat_won', '2026-05-05'),
      fc.subarray(['A', 'B', 'Z']),
    ),
  }),
  fc.record({
    how: fc.constantFrom('add' as const, 'remove' as const, 'append' as const),
    value: fc.constantFrom('A', 'B', 'Z'),
  }),
  fc.record({ how: fc.constantFrom('clear' as const, 'me' as const) }),
  fc.record({ how: fc.constant('raise' as const), by: fc.integer({ min: -100, max: 100 }) }),
  fc.record({
    how: fc.constant('move' as const),
    by: fc.integer({ min: -120, max: 120 }),
    unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
  }),
);
const keys = [
  'status_id',
  'confidence',
  'value',
  'value_period',
  'date_won',
  'user_id',
  'note',
  ...customFields.map(({ id }) => `custom.${id}`),
];
const stored: fc.Arbitrary<Values> = fc.record({
  status_id: fc.constantFrom('stat_demo', 'stat_won', 'stat_quote'),
  confidence: fc.constantFrom(null, 0, 50, 100),
  date_won: fc.constantFrom(null, '2026-01-31', '2026-12-31T23:30:00+00:00'),
  note: fc.constantFrom(null, '', 'Hello'),
  'custom.cf_date': fc.constantFrom(null, '2028-02-29'),
  'custom.cf_time': fc.constantFrom(null, '2026-03-29T00:30:00Z'),
  'custom.cf_list': fc.constantFrom(null, ['A'], ['A', 'B']),
});

describe('any quick action on any deal', () => {
  it('ends in a problem or in a patch of its own fields, which starts from what the deal holds', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...keys), fieldChanges, { maxKeys: 4 }),
        stored,
        (changes, values) => {
          const wished = quickActionSchema.parse(action(changes));
          const deal = sampleOpportunity(values);
          const applied = applyAction(wished, deal, catalog, connection, now);
          if (!applied.ok) return;
          for (const [field, held] of Object.entries(applied.base))
            expect(held).toEqual(values[field] ?? null);
          const closes = 'status_id' in applied.patch;
          for (const field of Object.keys(applied.base)) {
            expect(field in changes || (closes && field === 'date_won')).toBe(true);
          }
          const after = { ...values, ...applyPatch(applied.patch, values) };
          expect(
            after.confidence === null || (Number(after.confidence) >= 0 && Number(after.confidence) <= 100),
          ).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('changes nothing when it is carried out twice, unless it is a relative one', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...keys), fieldChanges, { maxKeys: 3 }),
        stored,
        (changes, values) => {
          const isRelative = Object.values(changes).some(
            ({ how }) => how === 'raise' || how === 'move' || how === 'append',
          );
          const first = applyAction(action(changes), sampleOpportunity(values), catalog, connection, now);
          if (isRelative || !first.ok) return;
          const after = { ...values, ...applyPatch(first.patch, values) };
          const second = applyAction(action(changes), sampleOpportunity(after), catalog, connection, now);
          expect(second).toEqual({ ok: true, patch: {}, base: {} });
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('built-in actions', () => {
  it('are said whole by their ids', () => {
    const ids = [statusActionId('stat_proposal'), confidenceActionId(75), ...plainActionIds];
    const patches = ids.map((id) => {
      const found = builtInAction(id, 'Name');
      if (!found) throw new Error(id);
      expect(quickActionSchema.parse(found)).toEqual(found);
      const applied = apply(found);
      return applied.ok && applied.patch;
    });
    expect(patches).toEqual([
      { status_id: 'stat_proposal' },
      { confidence: 75 },
      { user_id: 'user_ana' },
      { date_won: '2027-01-07T00:00:00+00:00' },
      { date_won: '2027-01-31T00:00:00+00:00' },
    ]);
  });

  it.each(['', 'root', 'status:', 'confidence:', 'push:x:week', 'edit', 'own'])('%j names none', (id) => {
    expect(builtInAction(id)).toBeUndefined();
  });
});
