import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValue, Patch, Values } from '../../../lib/opportunity/opportunity.ts';
import { applyPatch, asList, splitKey, valueIn } from '../../../lib/opportunity/values.ts';
import { nextStep, type Outcome } from '../../../lib/outbox/step.ts';
import { sampleOperation, sampleOpportunity } from '../samples.ts';

const list = 'custom.cf_list';
const start: Values = { value: 1, note: 'a', confidence: 10, [list]: ['A', 'B'] };

const patches = fc
  .record(
    {
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
      fc.property(patches, events, (patch, happenings) => {
        let close: Values = start;
        const base = Object.fromEntries(
          Object.keys(patch).map((key) => [splitKey(key).field, valueIn(start, splitKey(key).field)]),
        );
        let operation = sampleOperation(base, patch);
        const applied: Values[] = [];
        const read = (): Outcome => ({ happened: 'read', opportunity: sampleOpportunity(close) });
        const fail = (kind: 'timeout' | 'rate-limited'): Outcome => ({
          happened: 'failed',
          problem: { kind },
        });
        const apply = (toWrite: Patch) => {
          for (const key of Object.keys(toWrite)) expect(destroys(key, close, start, patch)).toBe(false);
          close = { ...close, ...applyPatch(toWrite, close) };
          applied.push(close);
        };

        for (const happening of [...happenings, 'arrives']) {
          if (typeof happening === 'object') {
            close = { ...close, ...happening };
            continue;
          }
          const step = nextStep(operation, happening === 'reading fails' ? fail('timeout') : read(), 0);
          if (step.todo === 'settle') {
            // Nothing was left to do: every wish is there, by our own PUT or by somebody else's.
            for (const key of Object.keys(patch)) {
              const { field, how } = splitKey(key);
              const now = asList(valueIn(close, field));
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
          if (happening === 'arrives' || happening === 'answer lost' || happening === 'dies after') {
            apply(step.patch);
          }
          // A worker that dies leaves the operation as it was stored, with its outcome unknown.
          if (happening === 'dies after') continue;
          const outcome: Outcome =
            happening === 'arrives'
              ? { happened: 'written', answer: sampleOpportunity(close) }
              : fail(happening === 'limited' ? 'rate-limited' : 'timeout');
          const after = nextStep(operation, outcome, 0);
          if (after.todo === 'settle') {
            expect(after.end).toMatchObject({ how: 'saved', ignored: [] });
            ended += 1;
            return;
          }
          if ('operation' in after) operation = after.operation;
        }
        // The last event always arrives, so no history ends with the edit still waiting.
        expect.unreachable('the operation has not ended');
      }),
      { numRuns: 5_000 },
    );
    expect(ended).toBe(5_000);
  });
});
