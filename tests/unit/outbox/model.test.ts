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

// What colleagues write differs from anything that is wished, so that it can be told apart.
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

/** What becomes of the PUT that sends a confidence again. */
const fates = fc.constantFrom(
  'arrives',
  'lost on the way',
  'answer lost',
  'limited',
  'dies after',
  'refused',
);

/** The confidence that Close sets by itself when it moves a deal to won, null for none. */
const raised = fc.constantFrom(100, null);

/** Whether carrying out a key destroys what somebody else put there: adding and removing one value never does. */
function destroys(key: string, current: Values, seen: Values, patch: Patch): boolean {
  const { field, how } = splitKey(key);
  if (how !== 'set') return false;
  const [now, wished] = [valueIn(current, field), valueIn(patch, field)];
  return ![valueIn(seen, field), wished].some((known) => isEqual(known, now));
}

const isEqual = (one: FieldValue, other: FieldValue) => JSON.stringify(one) === JSON.stringify(other);

describe('random histories of a deal with several fields and a list', () => {
  it('destroy nothing unseen, repeat nothing but the same, and end as wished', () => {
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
          // Over what Close has answered itself goes what was asked.
          const seen = operation.isFollowedUp ? { ...start, confidence: raisedTo } : start;
          for (const key of Object.keys(toWrite)) expect(destroys(key, close, seen, patch)).toBe(false);
          const isWon = toWrite.status_id !== undefined && raisedTo !== null;
          close = { ...close, ...applyPatch(toWrite, close), ...(isWon && { confidence: raisedTo }) };
        };
        const isOursAlone = happenings.every((each) => typeof each === 'string');
        /** What the worker hears of a PUT, null where it dies over it. */
        const put = (toWrite: Patch, how: string): Outcome | null => {
          if (how === 'arrives' || how === 'answer lost' || how === 'dies after') apply(toWrite);
          if (how === 'dies after') return null;
          if (how === 'arrives') return { happened: 'written', answer: sampleOpportunity(close) };
          return fail(how === 'refused' ? 'invalid' : how === 'limited' ? 'rate-limited' : 'timeout');
        };
        /** An undo brings back all there was, as far as it was ours alone. */
        const expectUndo = (difference: Difference) => {
          if (!isOursAlone) return;
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
            // What was sent again in vain is told, with what colleagues have changed meanwhile.
            const told = step.end.how === 'saved' && isGivenUp() ? step.end.ignored : [];
            if (isGivenUp()) expect(told).toContain('confidence');
            // Nothing else was left to do: every wish is there, by our own PUT or by somebody else's.
            for (const key of Object.keys(patch)) {
              const { field, how } = splitKey(key);
              const now = asList(valueIn(close, field));
              if (told.includes(field)) continue;
              if (how === 'add') expect(now).toContain(patch[key]);
              else if (how === 'remove') expect(now).not.toContain(patch[key]);
              else expect(valueIn(close, field)).toEqual(patch[key]);
            }
            ended += 1;
            return;
          }
          if (step.todo === 'ask') {
            // Only where a value is neither what was seen nor what is wished.
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
            // Once, alone, and only where Close has put something else in its place.
            expect(after.patch).toEqual({ confidence: patch.confidence });
            expect(valueIn(close, 'confidence')).toBe(raisedTo);
            operation = after.operation;
            outcome = put(after.patch, fate);
            // A worker that dies leaves the operation as it was stored, with its outcome unknown.
            if (!outcome) continue;
            after = nextStep(operation, outcome, 0);
          }
          if (after.todo === 'settle') {
            // Before a confidence that is sent again, colleagues may have changed what had arrived.
            const isAllOurs = isOursAlone || !operation.isFollowedUp;
            expect(after.end).toMatchObject({ how: 'saved', ...(isAllOurs && { ignored: [] }) });
            if (after.end.how === 'saved') expectUndo(after.end.difference);
            ended += 1;
            return;
          }
          expect(after.todo).toBe('wait');
          if ('operation' in after) operation = after.operation;
        }
        // The last PUT arrives, also the one after a confidence that was sent again in vain, so no history ends with the edit still waiting.
        expect.unreachable('the operation has not ended');
      }),
      { numRuns: 5_000 },
    );
    expect(ended).toBe(5_000);
  });
});
