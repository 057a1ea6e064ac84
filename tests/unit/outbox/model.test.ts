import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValue, Patch, Values } from '../../../lib/model/field-value.ts';
import { type Difference, findDifference, undoOf } from '../../../lib/opportunity/undo.ts';
import { applyPatch, asList, splitKey, valueIn } from '../../../lib/opportunity/values.ts';
import { nextStep, type Outcome } from '../../../lib/outbox/step.ts';
import { sampleOperation, sampleOpportunity } from '../samples/deal.ts';

const list = 'custom.cf_list';
const start: Values = { status_id: 'open', value: 1, note: 'a', confidence: 10, [list]: ['A', 'B'] };

const patches = fc
  .record(
    {
      status_id: fc.constant('won'),
      value: fc.constantFrom(2, 3),
      note: fc.constantFrom('b', 'c'),
      confidence: fc.constantFrom(20, 30),
      list: fc.constantFrom<Patch>({ [`${list}.add`]: 'C' }, { [`${list}.remove`]: 'A' }, { [list]: ['D'] }),
    },
    { requiredKeys: [] },
  )
  .map(({ list: change, ...fields }) => ({ ...fields, ...change }) as Patch)
  .filter((patch) => Object.keys(patch).length > 0);

// The values of colleagues differ from all requested ones, so that they can be distinguished.
const theirs = fc.constantFrom<Values>(
  { value: 100 },
  { note: 'theirs' },
  { confidence: 99 },
  { [list]: ['A', 'B', 'T'] },
  { [list]: ['T'] },
);

const events = fc.array(
  fc.oneof(
    fc.constantFrom('arrives', 'lost on the way', 'answer lost', 'limited', 'reading fails', 'dies after'),
    theirs,
  ),
  { maxLength: 12 },
);

/** The outcome of the PUT that sends a confidence again. */
const fates = fc.constantFrom(
  'arrives',
  'lost on the way',
  'answer lost',
  'limited',
  'dies after',
  'refused',
);

/** The confidence that Close sets when a deal is won, null for none. */
const raised = fc.constantFrom(100, null);

/** Checks whether writing a key overwrites a value of someone else. Adding or removing one value never does. */
function destroys(key: string, current: Values, seen: Values, patch: Patch): boolean {
  const { field, how } = splitKey(key);
  if (how !== 'set') return false;
  const [now, requested] = [valueIn(current, field), valueIn(patch, field)];
  return ![valueIn(seen, field), requested].some((value) => isEqual(value, now));
}

const isEqual = (one: FieldValue, other: FieldValue) => JSON.stringify(one) === JSON.stringify(other);

describe('random histories of a deal with several fields and a list', () => {
  it('overwrite no unseen values, repeat only identical writes, and end with the requested values', () => {
    let ended = 0;
    fc.assert(
      fc.property(patches, events, raised, fates, (patch, happenings, raisedTo, fate) => {
        let close: Values = start;
        const base = Object.fromEntries(
          Object.keys(patch).map((key) => [splitKey(key).field, valueIn(start, splitKey(key).field)]),
        );
        let operation = sampleOperation(base, patch);
        const read = (): Outcome => ({ happened: 'read', opportunity: sampleOpportunity(close), userId: '' });
        const fail = (kind: 'timeout' | 'rate-limited' | 'invalid'): Outcome => ({
          happened: 'failed',
          problem: { kind },
        });
        const apply = (toWrite: Patch) => {
          // The user's confidence may replace the one that Close has set.
          const seen = operation.isFollowedUp ? { ...start, confidence: raisedTo } : start;
          for (const key of Object.keys(toWrite)) expect(destroys(key, close, seen, patch)).toBe(false);
          const isWon = toWrite.status_id !== undefined && raisedTo !== null;
          close = { ...close, ...applyPatch(toWrite, close), ...(isWon && { confidence: raisedTo }) };
        };
        const isOnlyOurs = happenings.every((each) => typeof each === 'string');
        /** Returns the outcome of a PUT that the worker sees, null if it dies. */
        const put = (toWrite: Patch, how: string): Outcome | null => {
          if (how === 'arrives' || how === 'answer lost' || how === 'dies after') apply(toWrite);
          if (how === 'dies after') return null;
          if (how === 'arrives') return { happened: 'written', answer: sampleOpportunity(close) };
          return fail(how === 'refused' ? 'invalid' : how === 'limited' ? 'rate-limited' : 'timeout');
        };
        /** Checks that an undo restores the original values, unless colleagues have changed some. */
        const expectUndo = (difference: Difference) => {
          if (!isOnlyOurs) return;
          const undone = { ...close, ...applyPatch(undoOf(patch, difference).patch, close) };
          expect(findDifference(patch, start, undone)).toEqual({ before: {}, after: {} });
        };
        const isGivenUp = () => operation.isCancelled === true && fate === 'refused';

        for (const happening of [...happenings, 'arrives', 'arrives']) {
          if (typeof happening === 'object') {
            close = { ...close, ...happening };
            continue;
          }
          const step = nextStep(operation, happening === 'reading fails' ? fail('timeout') : read(), 0);
          if (step.todo === 'settle') {
            expect(['saved', 'unchanged']).toContain(step.end.how);
            if (step.end.how === 'saved') expectUndo(step.end.difference);
            // A confidence that Close refused is reported, like fields that colleagues have changed.
            const ignored = step.end.how === 'saved' && isGivenUp() ? step.end.ignored : [];
            if (isGivenUp()) expect(ignored).toContain('confidence');
            // Every other requested value is in Close, written by us or by someone else.
            for (const key of Object.keys(patch)) {
              const { field, how } = splitKey(key);
              const now = asList(valueIn(close, field));
              if (ignored.includes(field)) continue;
              if (how === 'add') expect(now).toContain(patch[key]);
              else if (how === 'remove') expect(now).not.toContain(patch[key]);
              else expect(valueIn(close, field)).toEqual(patch[key]);
            }
            ended += 1;
            return;
          }
          if (step.todo === 'ask') {
            // Conflicts are only values that are neither the seen nor the requested ones.
            for (const { field } of step.operation.conflicts ?? []) {
              expect(destroys(field, close, start, patch)).toBe(true);
            }
            ended += 1;
            return;
          }
          operation = step.operation;
          if (step.todo === 'wait') continue;
          for (const key of Object.keys(step.patch)) expect(patch).toHaveProperty([key], step.patch[key]);
          let outcome = put(step.patch, happening);
          if (!outcome) continue;
          let after = nextStep(operation, outcome, 0);
          if (after.todo === 'write') {
            // Only the confidence is sent again, once, and only if Close has replaced it.
            expect(after.patch).toEqual({ confidence: patch.confidence });
            expect(valueIn(close, 'confidence')).toBe(raisedTo);
            operation = after.operation;
            outcome = put(after.patch, fate);
            // A dead worker leaves the stored operation with an unknown outcome.
            if (!outcome) continue;
            after = nextStep(operation, outcome, 0);
          }
          if (after.todo === 'settle') {
            // Before the confidence is sent again, colleagues may change values that were already written.
            const isAllOurs = isOnlyOurs || !operation.isFollowedUp;
            expect(after.end).toMatchObject({ how: 'saved', ...(isAllOurs && { ignored: [] }) });
            if (after.end.how === 'saved') expectUndo(after.end.difference);
            ended += 1;
            return;
          }
          expect(after.todo).toBe('wait');
          if ('operation' in after) operation = after.operation;
        }
        // The last two PUTs arrive, so no history ends with a waiting operation.
        expect.unreachable('the operation has not ended');
      }),
      { numRuns: 5_000 },
    );
    expect(ended).toBe(5_000);
  });
});
