import '../../dom/harness/fake-browser.ts';
import { expect, it } from 'vitest';
import type { Change } from '../../../lib/model/change.ts';
import type { FieldsChange, StatusChange } from '../../../lib/model/deal-history.ts';
import type { Values } from '../../../lib/model/field-value.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import { listFields, statusField } from '../../../lib/opportunity/fields.ts';
import {
  type DealPast,
  lastMoveTo,
  type Present,
  timeInPresentStage,
  toHistoryEntries,
} from '../../../lib/wording/history-entries.ts';
import { connection, dealView } from '../../dom/samples/deals.ts';

const day = (number: number, hour = 12) => Date.UTC(2026, 10, number, hour);
const statuses: Record<string, string> = {
  stat_qualified: 'Qualified',
  stat_demo: 'Demo done',
  stat_proposal: 'Proposal sent',
};

function move(number: number, from: string, to: string, more: Partial<StatusChange> = {}): StatusChange {
  const past = (id: string) => ({ id, label: statuses[id] ?? '' });
  return {
    ...{ id: `acti_${number}`, at: day(number), userId: 'user_sam', userName: 'Sam Lee' },
    ...{ from: past(from), to: past(to) },
    ...more,
  };
}

function pastOf(changes: StatusChange[], more: Partial<DealPast> = {}): DealPast {
  return { statusChanges: { changes, hasMore: false }, fieldsChanges: null, own: [], ...more };
}

function presentOf(values: Values = {}, deal: Partial<Opportunity> = {}): Present {
  const { opportunity, catalog } = dealView(values, {
    opportunity: { createdAt: '2026-11-01T12:00:00+00:00', ...deal },
  });
  const fields = [
    statusField(catalog.pipelines),
    ...listFields(opportunity, catalog.customFields, connection),
  ];
  return { opportunity, connection, values: opportunity.values, fields, words: catalog, isLocked: false };
}

function ownChange(more: Partial<Change>): Change {
  const { id: opportunityId, organizationId, leadName } = presentOf().opportunity;
  return {
    ...{ id: 'change', opportunityId, organizationId, leadName, at: day(10), how: 'saved', ignored: [] },
    ...{ patch: {}, before: {}, after: {} },
    ...more,
  };
}

function fieldsChange(more: Partial<FieldsChange>): FieldsChange {
  return {
    id: 'ev',
    at: day(10),
    userId: 'user_sam',
    fields: ['confidence'],
    before: {},
    after: {},
    ...more,
  };
}
const withFields = (change: Partial<FieldsChange>) =>
  pastOf([], { fieldsChanges: { changes: [fieldsChange(change)], hasMore: false } });

const twoMoves = [move(9, 'stat_proposal', 'stat_demo'), move(4, 'stat_qualified', 'stat_proposal')];

it('counts the days in each status, in any order of the list', () => {
  const entries = toHistoryEntries(pastOf(twoMoves), presentOf());
  expect(entries.map(({ id, stage }) => [id, stage?.days])).toEqual([
    ['acti_9', 5],
    ['acti_4', 3],
  ]);
  expect(timeInPresentStage(pastOf(twoMoves), presentOf(), day(20)).days).toBe(11);
});

it('claims no days where the list has a gap, starts late or the deal does not say when it was created', () => {
  const gap = [move(9, 'stat_proposal', 'stat_demo'), move(4, 'stat_qualified', 'stat_lost')];
  expect(toHistoryEntries(pastOf(gap), presentOf())[0]?.stage?.days).toBeNull();
  const late = pastOf(twoMoves, { statusChanges: { changes: twoMoves, hasMore: true } });
  expect(toHistoryEntries(late, presentOf())[1]?.stage?.days).toBeNull();
  const unknown = presentOf({}, { createdAt: undefined } as unknown as Partial<Opportunity>);
  expect(toHistoryEntries(pastOf(twoMoves), unknown)[1]?.stage?.days).toBeNull();
  expect(timeInPresentStage(pastOf(twoMoves), presentOf({ status_id: 'stat_proposal' })).days).toBeNull();
});

it('offers to put back a status that differs from the present one and is still known', () => {
  const entries = toHistoryEntries(
    pastOf([...twoMoves, move(2, 'stat_gone', 'stat_qualified')]),
    presentOf(),
  );
  expect(entries.map(({ putBack }) => putBack)).toEqual([
    { status_id: 'stat_proposal' },
    { status_id: 'stat_qualified' },
    null,
  ]);
});

it('offers nothing on a deal that the user may not edit', () => {
  const entries = toHistoryEntries(pastOf(twoMoves), { ...presentOf(), isLocked: true });
  expect(entries.map(({ putBack }) => putBack)).toEqual([null, null]);
});

it("shows a change of this device once, with the days of Close's entry", () => {
  const own = ownChange({
    at: day(9) + 1_000,
    patch: { status_id: 'stat_demo', confidence: 50 },
    before: { status_id: 'stat_proposal', confidence: 30 },
    after: { status_id: 'stat_demo', confidence: 50 },
  });
  const entries = toHistoryEntries(pastOf(twoMoves, { own: [own] }), presentOf());
  expect(entries.map(({ id, stage }) => [id, stage?.days])).toEqual([
    ['change', 5],
    ['acti_4', 3],
  ]);
  expect(entries[0]?.putBack).toEqual({ status_id: 'stat_proposal', confidence: 30 });
});

it('puts changes of this device in between, and leaves out those of other deals and refused ones', () => {
  const own = [
    ownChange({ id: 'value', at: day(6), patch: { value: 1 }, before: { value: 0 }, after: { value: 1 } }),
    ownChange({ id: 'other', opportunityId: 'oppo_other', before: { value: 0 }, after: { value: 1 } }),
    ownChange({ id: 'refused', how: 'refused', before: { value: 0 }, after: { value: 1 } }),
  ];
  const ids = toHistoryEntries(pastOf(twoMoves, { own }), presentOf()).map(({ id }) => id);
  expect(ids).toEqual(['acti_9', 'value', 'acti_4']);
});

it('offers to put back the old value of a field, if Close tells it and it fits', () => {
  const backOf = (change: Partial<FieldsChange>) =>
    toHistoryEntries(withFields(change), presentOf()).map(({ putBack }) => putBack);
  expect(backOf({ before: { confidence: 20 }, after: { confidence: 50 } })).toEqual([{ confidence: 20 }]);
  expect(backOf({})).toEqual([null]);
  expect(backOf({ before: { confidence: '20' }, after: { confidence: 50 } })).toEqual([null]);
  const unknown = { fields: ['custom.cf_gone'], before: { 'custom.cf_gone': 'a' } };
  expect(backOf(unknown)).toEqual([null]);
});

it('leaves out what Close computes, status changes and what this device has recorded', () => {
  const idsOf = (change: Partial<FieldsChange>, own: Change[] = []) =>
    toHistoryEntries({ ...withFields(change), own }, presentOf()).map(({ id }) => id);
  expect(idsOf({ fields: ['status_id', 'date_updated', 'expected_value'] })).toEqual([]);
  const own = ownChange({ patch: { confidence: 50 }, before: { confidence: 20 }, after: { confidence: 50 } });
  expect(idsOf({ userId: connection.userId }, [own])).toEqual(['change']);
});

it('finds who moved the deal to its present status', () => {
  expect(lastMoveTo('stat_demo', { changes: twoMoves, hasMore: false })?.id).toBe('acti_9');
  expect(lastMoveTo('stat_proposal', { changes: twoMoves, hasMore: false })).toBeUndefined();
});
