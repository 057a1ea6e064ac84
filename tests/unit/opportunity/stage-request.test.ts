import { describe, expect, it } from 'vitest';
import type { Values } from '../../../lib/model/field-value.ts';
import type { Status } from '../../../lib/model/pipeline.ts';
import type { Stage } from '../../../lib/model/stages.ts';
import { askingStatuses } from '../../../lib/opportunity/asking-statuses.ts';
import { listFields } from '../../../lib/opportunity/fields.ts';
import {
  canBeAsked,
  isFilledIn,
  requestOfChange,
  stageRequest,
} from '../../../lib/opportunity/stage-request.ts';
import { catalog, connection } from '../quick-actions/samples.ts';
import { sampleOpportunity } from '../samples/deal.ts';

const proposal: Status = { id: 'stat_proposal', label: 'Proposal sent', type: 'active' };
const lost: Status = { id: 'stat_lost', label: 'Lost', type: 'lost' };

function request(stage: Stage, values: Values = {}, patch: Values = {}, status = proposal) {
  const deal = sampleOpportunity({ status_id: 'stat_demo', confidence: 50, ...values });
  const fields = listFields(deal, catalog.customFields, connection);
  return stageRequest(status, { values: deal.values, fields, patch }, { [status.id]: stage });
}
const keysOf = (stage: Stage, values?: Values, patch?: Values, status?: Status) =>
  request(stage, values, patch, status).fields.map(({ field }) => field.key);

describe('what a stage asks of a deal', () => {
  it.each<[what: string, stage: Stage, values: Values, patch: Values, asks: boolean, missing: string[]]>([
    ['nothing without a rule', {}, {}, {}, false, []],
    ['nothing for a hint alone', { hint: 'Send it first.' }, {}, {}, false, []],
    ['an empty field', { asks: ['custom.cf_text'] }, {}, {}, true, []],
    ['an empty required field', { requires: ['custom.cf_text'] }, {}, {}, true, ['custom.cf_text']],
    ['no filled field', { requires: ['custom.cf_text'] }, { 'custom.cf_text': 'Call' }, {}, false, []],
    [
      'a field of spaces',
      { requires: ['custom.cf_text'] },
      { 'custom.cf_text': '  ' },
      {},
      true,
      ['custom.cf_text'],
    ],
    ['an amount of 0', { requires: ['value'] }, { value: 0 }, {}, true, ['value']],
    ['a number of 0 as filled', { requires: ['custom.cf_number'] }, { 'custom.cf_number': 0 }, {}, false, []],
    ['no field that the change fills', { requires: ['note'] }, {}, { note: 'Sent' }, false, []],
    [
      'a field that the change empties',
      { requires: ['note'] },
      { note: 'Sent' },
      { note: '' },
      true,
      ['note'],
    ],
    [
      'a list that a change adds to',
      { requires: ['custom.cf_list'] },
      {},
      { 'custom.cf_list.add': 'A' },
      false,
      [],
    ],
    [
      'a list whose last value the change removes',
      { requires: ['custom.cf_list'] },
      { 'custom.cf_list': ['A'] },
      { 'custom.cf_list.remove': 'A' },
      true,
      ['custom.cf_list'],
    ],
    ['another confidence', { confidence: 60 }, {}, {}, true, []],
    ['no confidence that the deal has', { confidence: 50 }, {}, {}, false, []],
    ['no confidence if the change sets one', { confidence: 60 }, {}, { confidence: 40 }, false, []],
  ])('is %s', (_what, stage, values, patch, asks, missing) => {
    const found = request(stage, values, patch);
    expect([found.asks, found.missing.map(({ key }) => key)]).toEqual([asks, missing]);
  });

  it('leaves out fields that could not be filled in: deleted, locked, odd and read-only fields', () => {
    const keys = ['custom.cf_gone', 'custom.cf_locked', 'custom.cf_score', 'status_id', 'attachments'];
    expect(request({ requires: [...keys, 'confidence', 'constructor'] })).toMatchObject({
      ...{ fields: [], asks: false, missing: [] },
    });
  });

  it('asks for the close date of an active deal only, because the date of a loss cannot be set', () => {
    expect(keysOf({ asks: ['date_won'] })).toEqual(['date_won']);
    expect(keysOf({ asks: ['date_won'] }, {}, {}, lost)).toEqual([]);
  });

  it('lists the fields in the order of the deal, satisfied ones too', () => {
    const stage = { asks: ['custom.cf_number', 'value'], requires: ['custom.cf_text', 'value'] };
    expect(request(stage, { 'custom.cf_text': 'Call' }).fields).toMatchObject([
      { field: { key: 'value' }, isRequired: true, isSatisfied: false },
      { field: { key: 'custom.cf_text' }, isRequired: true, isSatisfied: true },
      { field: { key: 'custom.cf_number' }, isRequired: false, isSatisfied: false },
    ]);
  });
});

describe('a change', () => {
  const deal = sampleOpportunity({ status_id: 'stat_demo' });
  const ask = (patch: Values) =>
    requestOfChange(patch, deal, catalog, connection, { stat_demo: { requires: ['note'] } });

  it.each<[what: string, patch: Values]>([
    ['keeps the status', { confidence: 60 }],
    ['names the status that the deal has', { status_id: 'stat_demo' }],
    ['names an unknown status', { status_id: 'stat_gone' }],
  ])('that %s is not asked for anything', (_what, patch) => {
    expect(ask(patch)).toBeUndefined();
  });

  it('that moves the deal is asked for what its status needs', () => {
    expect(ask({ status_id: 'stat_proposal' })?.status.label).toBe('Proposal sent');
  });
});

it('a status may ask if it has fields or a confidence', () => {
  const stages = {
    a: { asks: ['note'] },
    b: { requires: ['note'] },
    c: { confidence: 0 },
    d: { hint: 'x' },
    e: {},
  };
  expect(askingStatuses(stages)).toEqual(['a', 'b', 'c']);
});

it.each([[null], [''], [' \n'], [[]]])('%j is not filled in', (value) => {
  expect(isFilledIn('custom.cf_x', value)).toBe(false);
});

it('a status yet to be chosen can ask for a close date', () => {
  const field = { key: 'date_won', type: 'date', isMultiple: false, choices: [] } as const;
  expect(canBeAsked(field)).toBe(true);
  expect(canBeAsked(field, { type: 'won' })).toBe(false);
  expect(canBeAsked({ ...field, key: 'note', type: 'textarea' }, { type: 'won' })).toBe(true);
});

it.each([
  ['value', 1, true],
  ['value', 0, false],
  ['confidence', 0, true],
  ['custom.cf_x', ['A'], true],
])('%s is filled in with %j: %s', (key, value, expected) => {
  expect(isFilledIn(key, value)).toBe(expected);
});

it('a status that has no questions has no hint either', () => {
  expect(request({})).toEqual({
    status: proposal,
    fields: [],
    confidence: null,
    hint: '',
    asks: false,
    missing: [],
  });
});
