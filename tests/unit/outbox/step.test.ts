import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Values } from '../../../lib/model/field-value.ts';
import type { Operation } from '../../../lib/model/operation.ts';
import type { ProblemKind } from '../../../lib/model/problem.ts';
import { undoOf } from '../../../lib/opportunity/undo.ts';
import { nextStep, type Outcome } from '../../../lib/outbox/step.ts';
import { sampleOperation, sampleOpportunity } from '../samples/deal.ts';

const userId = 'user_a';
const read = (values: Values): Outcome => ({
  ...{ happened: 'read', opportunity: sampleOpportunity(values), userId },
});
const written = (values: Values): Outcome => ({ happened: 'written', answer: sampleOpportunity(values) });
const failed = (kind: ProblemKind, retryAt?: number): Outcome => ({
  happened: 'failed',
  problem: { kind, ...(retryAt !== undefined && { retryAt }) },
});

describe('after the deal was read', () => {
  it('writes what nobody else touched, and remembers what was there', () => {
    const next = nextStep(sampleOperation({ value: 1 }, { value: 2 }), read({ value: 1 }), 0);
    expect(next).toMatchObject({
      todo: 'write',
      patch: { value: 2 },
      operation: { state: 'sent', attempts: 0, before: { value: 1 } },
    });
  });

  it('has nothing to do where the value is there already', () => {
    const next = nextStep(sampleOperation({ value: 1 }, { value: 2 }), read({ value: 2 }), 0);
    expect(next).toMatchObject({ todo: 'settle', end: { how: 'unchanged' } });
  });

  it('takes a value that is there after a PUT of unknown outcome for its own', () => {
    const sent = sampleOperation(
      { value: 1 },
      { value: 2 },
      { state: 'sent', before: { value: 1 }, attempts: 1 },
    );
    const next = nextStep(sent, read({ value: 2 }), 0);
    expect(next).toMatchObject({
      todo: 'settle',
      end: { how: 'saved', difference: { before: { value: 1 }, after: { value: 2 } } },
    });
  });

  it('asks where somebody changed the same field', () => {
    const next = nextStep(sampleOperation({ value: 1 }, { value: 2 }), read({ value: 3 }), 0);
    expect(next).toMatchObject({
      todo: 'ask',
      operation: {
        state: 'conflict',
        conflicts: [{ field: 'value', base: 1, mine: 2, theirs: 3 }],
        changedBy: 'Sam Lee',
      },
    });
  });

  it.each([
    ['another deal', { id: `oppo_${'b'.repeat(43)}` }],
    ['a deal of another organization', { organizationId: 'orga_b' }],
    ['a deal of another lead', { leadId: `lead_${'b'.repeat(43)}` }],
  ])('never writes to %s', (_what, wrong) => {
    const operation = sampleOperation({ value: 1 }, { value: 2 }, { leadId: `lead_${'a'.repeat(43)}` });
    const outcome: Outcome = {
      ...{ happened: 'read', opportunity: sampleOpportunity({ value: 1 }, wrong), userId },
    };
    expect(nextStep(operation, outcome, 0)).toMatchObject({
      todo: 'settle',
      end: { how: 'refused', problem: { kind: 'wrong-deal' } },
    });
  });
});

describe('an edit that is older than a day', () => {
  const old = (more: Partial<Operation> = {}) =>
    sampleOperation({ value: 1 }, { value: 2 }, { expiresAt: 10, ...more });
  const expired = { todo: 'settle', end: { how: 'refused', problem: { kind: 'expired' } } };

  it.each([
    ['nobody touched the field', read({ value: 1 })],
    ['somebody changed the field', read({ value: 3 })],
    ['there is no connection', failed('offline')],
    ['there is no key', failed('unauthorized')],
    ['tokens were not renewed', failed('not-renewed')],
  ])('is not written any more: %s', (_why, outcome) => {
    expect(nextStep(old(), outcome, 11)).toEqual(expired);
    expect(nextStep(old(), outcome, 10)).not.toEqual(expired);
  });

  it('that may have reached Close ends with a reading and not before', () => {
    const sent = old({ state: 'sent', before: { value: 1 }, attempts: 1 });
    expect(nextStep(sent, failed('offline'), 11)).toMatchObject({ todo: 'wait' });
    expect(nextStep(sent, read({ value: 2 }), 11)).toMatchObject({ end: { how: 'saved' } });
    expect(nextStep(sent, read({ value: 1 }), 11)).toEqual(expired);
  });
});

describe('what others changed while the outcome was unknown', () => {
  const sent = sampleOperation(
    { confidence: 1 },
    { confidence: 2 },
    { state: 'sent', before: { confidence: 1, value: 5 }, attempts: 1 },
  );

  it('is not taken for a part of the save, so that an undo leaves it alone', () => {
    const next = nextStep(sent, read({ confidence: 2, value: 6 }), 0);
    expect(next).toMatchObject({
      end: { difference: { before: { confidence: 1 }, after: { confidence: 2 } } },
    });
    expect(next).not.toHaveProperty('end.difference.after.value');
  });

  it('is what a repeated write starts from', () => {
    const next = nextStep(sent, read({ confidence: 1, value: 6 }), 0);
    expect(next).toMatchObject({ todo: 'write', operation: { before: { confidence: 1, value: 6 } } });
  });
});

describe('an edit that was taken back while its PUT may have arrived', () => {
  const cancelled = sampleOperation({ value: 1 }, { value: 2 }, { before: { value: 1 }, isCancelled: true });

  it.each([
    ['has not arrived', 1],
    ['was overwritten since', 3],
  ])('ends where it %s', (_what, value) => {
    expect(nextStep(cancelled, read({ value }), 0)).toEqual({ todo: 'settle', end: { how: 'cancelled' } });
  });

  it('is told as saved where it came too late', () => {
    expect(nextStep(cancelled, read({ value: 2 }), 0)).toMatchObject({
      todo: 'settle',
      end: { how: 'saved' },
    });
  });
});

describe('after a write was answered', () => {
  it('tells the fields that Close kept at its own value', () => {
    const sent = sampleOperation(
      { value: 1, note: 'a' },
      { value: 2, note: 'b' },
      { before: { value: 1, note: 'a' } },
    );
    const next = nextStep(sent, written({ value: 2, note: 'a' }), 0);
    expect(next).toMatchObject({ todo: 'settle', end: { how: 'saved', ignored: ['note'] } });
  });
});

describe('a close date', () => {
  const sent = (patch: Values, before: Values) =>
    nextStep(sampleOperation(before, patch), read({ status_id: 'open', ...before }), 0);

  it.each([
    ['as it was typed', '2026-12-12'],
    ['as older versions stored it', '2026-12-12T00:00:00+00:00'],
  ])('is sent as the plain day, %s', (_how, date_won) => {
    expect(sent({ date_won }, { date_won: null })).toMatchObject({ patch: { date_won: '2026-12-12' } });
  });

  it('is sent as the plain day by an undo, and as null where there was none', () => {
    const undoTo = (date_won: string | null) => {
      const before = { status_id: 'open', date_won };
      const after = { status_id: 'won', date_won: '2026-11-24' };
      const { base, patch } = undoOf({ status_id: 'won' }, { before, after });
      return sent(patch, base);
    };
    expect(undoTo('2026-12-12T00:00:00+00:00')).toMatchObject({
      patch: { status_id: 'open', date_won: '2026-12-12' },
    });
    expect(undoTo(null)).toMatchObject({ patch: { status_id: 'open', date_won: null } });
  });

  const operation = sampleOperation(
    { date_won: null },
    { date_won: '2026-12-12' },
    { state: 'sent', before: { date_won: null } },
  );

  it.each([
    ['the day before', '2026-12-11T18:30:00+00:00'],
    ['the day after', '2026-12-13'],
  ])('is sent once more as midnight UTC where Close answers %s', (_which, date_won) => {
    const next = nextStep(operation, written({ date_won }), 0);
    expect(next).toMatchObject({ todo: 'write', patch: { date_won: '2026-12-12T00:00:00+00:00' } });
    const again = 'operation' in next ? next.operation : operation;
    expect(nextStep(again, written({ date_won }), 0)).toMatchObject({
      todo: 'settle',
      end: { how: 'saved', ignored: ['date_won'] },
    });
    expect(nextStep(again, written({ date_won: '2026-12-12' }), 0)).toMatchObject({
      end: { how: 'saved', ignored: [], difference: { before: { date_won: null } } },
    });
    // A worker that died over the second PUT reads first and keeps its form.
    expect(nextStep(again, read({ date_won }), 0)).toMatchObject({
      todo: 'write',
      patch: { date_won: '2026-12-12T00:00:00+00:00' },
    });
  });

  it.each([['2026-12-12T00:00:00+00:00'], ['2026-12-12'], ['2026-12-20'], [null]])(
    'is sent only once where Close answers %s',
    (date_won) => {
      expect(nextStep(operation, written({ date_won }), 0).todo).toBe('settle');
    },
  );

  describe('whose first answer was lost', () => {
    const found = (values: Values, updatedById = userId): Outcome => ({
      ...{ happened: 'read', userId, opportunity: sampleOpportunity(values, { updatedById }) },
    });

    it.each([
      ['the day before', '2026-12-11T18:30:00+00:00'],
      ['the day after', '2026-12-13'],
    ])('is sent once more as midnight UTC if Close has %s', (_which, date_won) => {
      const next = nextStep(operation, found({ date_won }), 0);
      expect(next).toMatchObject({ todo: 'write', patch: { date_won: '2026-12-12T00:00:00+00:00' } });
      const again = 'operation' in next ? next.operation : operation;
      // The undo goes back to the date before the first PUT.
      expect(nextStep(again, written({ date_won: '2026-12-12' }), 0)).toMatchObject({
        end: { how: 'saved', ignored: [], difference: { before: { date_won: null } } },
      });
      expect(nextStep(again, written({ date_won }), 0)).toMatchObject({
        end: { how: 'saved', ignored: ['date_won'] },
      });
    });

    it('is asked about if a colleague has changed the deal since', () => {
      expect(nextStep(operation, found({ date_won: '2026-12-11' }, 'user_b'), 0)).toMatchObject({
        todo: 'ask',
        operation: { conflicts: [{ field: 'date_won', theirs: '2026-12-11' }] },
      });
    });

    it('is asked about if the rest of the edit has not arrived', () => {
      const two = sampleOperation(
        { date_won: null, value: 1 },
        { date_won: '2026-12-12', value: 2 },
        { state: 'sent', before: { date_won: null, value: 1 } },
      );
      expect(nextStep(two, found({ date_won: '2026-12-11', value: 1 }), 0)).toMatchObject({ todo: 'ask' });
      expect(nextStep(two, found({ date_won: '2026-12-11', value: 2 }), 0)).toMatchObject({
        todo: 'write',
        patch: { date_won: '2026-12-12T00:00:00+00:00' },
      });
    });

    it('is sent as it was if nothing has arrived', () => {
      const moved = sampleOperation(
        { date_won: '2026-12-11' },
        { date_won: '2026-12-12' },
        { state: 'sent', before: { date_won: '2026-12-11' } },
      );
      expect(nextStep(moved, found({ date_won: '2026-12-11' }), 0)).toMatchObject({
        todo: 'write',
        patch: { date_won: '2026-12-12' },
      });
    });

    it('is asked about if it was not sent yet', () => {
      const { before: _before, ...unsent } = operation;
      expect(nextStep({ ...unsent, state: 'waiting' }, found({ date_won: '2026-12-11' }), 0).todo).toBe(
        'ask',
      );
    });
  });

  it('is sent once more together with a confidence that Close moved', () => {
    const asked = { status_id: 'won', confidence: 90, date_won: '2026-12-12' };
    const won = sampleOperation({}, asked, { state: 'sent', before: {} });
    const next = nextStep(won, written({ status_id: 'won', confidence: 100, date_won: '2026-12-11' }), 0);
    expect(next).toMatchObject({ patch: { confidence: 90, date_won: '2026-12-12T00:00:00+00:00' } });
  });
});

describe('a confidence that Close set by itself when it moved the deal', () => {
  const before = { status_id: 'open', confidence: 40 };
  const asked = { status_id: 'won', confidence: 86 };
  const sent = sampleOperation(before, asked, { state: 'sent', before });
  const followedUp = () => {
    const next = nextStep(sent, written({ status_id: 'won', confidence: 100 }), 0);
    if (next.todo !== 'write') throw new Error(next.todo);
    return next;
  };

  it('is sent once more as it was asked, alone', () => {
    expect(followedUp()).toMatchObject({ patch: { confidence: 86 }, operation: { state: 'sent', before } });
    expect(Object.keys(followedUp().patch)).toEqual(['confidence']);
  });

  it('makes one save of it, which an undo takes back whole', () => {
    const next = nextStep(followedUp().operation, written(asked), 0);
    expect(next).toMatchObject({ end: { how: 'saved', ignored: [], difference: { before, after: asked } } });
  });

  it('is told where Close keeps its own value, and not sent a third time', () => {
    const next = nextStep(followedUp().operation, written({ status_id: 'won', confidence: 100 }), 0);
    expect(next).toMatchObject({ todo: 'settle', end: { how: 'saved', ignored: ['confidence'] } });
  });

  it('goes on with the next worker, and asks only where a colleague has changed it since', () => {
    const { operation } = followedUp();
    const goesOn = nextStep(operation, read({ status_id: 'won', confidence: 100 }), 0);
    expect(goesOn).toMatchObject({ todo: 'write', patch: { confidence: 86 }, operation: { before } });
    expect(nextStep(operation, read({ status_id: 'won', confidence: 7 }), 0)).toMatchObject({ todo: 'ask' });
  });

  it.each([
    ['it is refused', failed('invalid'), 0],
    ['it is refused for want of rights', failed('forbidden'), 0],
  ])('is told as saved without it where %s', (_how, refusal, now) => {
    const waiting = nextStep(followedUp().operation, refusal, now);
    if (waiting.todo !== 'wait') throw new Error(waiting.todo);
    expect(nextStep(waiting.operation, read({ status_id: 'won', confidence: 100 }), now)).toMatchObject({
      end: { how: 'saved', ignored: ['confidence'], difference: { before } },
    });
  });

  it.each([
    ['is taken back', { isCancelled: true }, 0],
    ['has grown old', {}, Number.POSITIVE_INFINITY],
  ])('is told as saved without it where the rest %s', (_how, more, now) => {
    const operation = { ...followedUp().operation, ...more };
    expect(nextStep(operation, read({ status_id: 'won', confidence: 100 }), now)).toMatchObject({
      end: { how: 'saved', ignored: ['confidence'] },
    });
  });

  it.each([
    ['was not asked for', { status_id: 'won' }, { status_id: 'won', confidence: 100 }],
    ['is as asked', asked, asked],
    ['was asked for alone', { confidence: 86 }, { status_id: 'open', confidence: 85 }],
  ])('is left alone where it %s', (_how, patch, answer) => {
    const operation = sampleOperation(before, patch, { state: 'sent', before });
    expect(nextStep(operation, written(answer), 0)).toMatchObject({ todo: 'settle', end: { how: 'saved' } });
  });
});

describe('after a failure', () => {
  it('waits as long as Close says', () => {
    const next = nextStep(sampleOperation({}, { value: 2 }), failed('rate-limited', 12_000), 2_000);
    expect(next).toMatchObject({ todo: 'wait', operation: { state: 'waiting', notBefore: 12_000 } });
  });

  it('waits twice as long each time where nothing is said, up to five minutes', () => {
    const waits = [0, 1, 2, 3, 20].map((attempts) => {
      const next = nextStep(sampleOperation({}, { value: 2 }, { attempts }), failed('offline'), 0);
      return next.todo === 'wait' ? next.operation.notBefore : undefined;
    });
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 300_000]);
  });

  it('counts how often it failed, however many PUTs have left', () => {
    let operation = sampleOperation({ value: 1 }, { value: 2 });
    const waits = [1, 2, 3].map(() => {
      const sent = nextStep(operation, read({ value: 1 }), 0);
      if (sent.todo !== 'write') throw new Error(sent.todo);
      const next = nextStep(sent.operation, failed('unavailable'), 0);
      if (next.todo !== 'wait') throw new Error(next.todo);
      operation = next.operation;
      return operation.notBefore;
    });
    expect(waits).toEqual([2_000, 4_000, 8_000]);
  });

  it('waits after a write that Close may have applied, whatever the reason', () => {
    const lost: Outcome = { happened: 'failed', problem: { kind: 'unexpected', isOutcomeUnknown: true } };
    expect(nextStep(sampleOperation({}, { value: 2 }), lost, 0)).toMatchObject({
      todo: 'wait',
      operation: { state: 'waiting', notBefore: 2_000 },
    });
  });

  it.each(['unauthorized', 'not-renewed', 'not-connected'] as const)(
    'keeps the edit until there is a key: %s',
    (kind) => {
      const next = nextStep(sampleOperation({}, { value: 2 }), failed(kind), 0);
      expect(next).toMatchObject({ todo: 'ask', operation: { state: 'blocked', problem: { kind } } });
    },
  );

  it.each(['forbidden', 'not-found', 'invalid', 'plan-limit', 'unexpected'] as const)(
    'gives up at once: %s',
    (kind) => {
      const next = nextStep(sampleOperation({}, { value: 2 }), failed(kind), 0);
      expect(next).toMatchObject({ todo: 'settle', end: { how: 'refused', problem: { kind } } });
    },
  );
});

/**
 * A model of the world: one field, a Close that may lose requests or answers, and a colleague. Whatever happens, an
 * operation never overwrites a value that the user had not seen, and once it settles as saved Close has had its value.
 */
describe('random histories', () => {
  const event = fc.constantFrom(
    'applied',
    'lost before',
    'lost after',
    'limited',
    'read fails',
    'colleague changes',
  );

  it('never overwrite unseen values and never lose the edit', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        let close = 1;
        let colleague = 100;
        let operation = sampleOperation({ value: 1 }, { value: 2 });
        let wasEverTwo = false;
        const write = (): void => {
          // The one seen value, or the wished one again, which is a repeat and harms nobody.
          expect([1, 2]).toContain(close);
          close = 2;
          wasEverTwo = true;
        };
        for (const happening of [...events, 'applied' as const]) {
          if (happening === 'colleague changes') {
            colleague += 1;
            close = colleague;
            continue;
          }
          const reading = happening === 'read fails' ? failed('timeout') : read({ value: close });
          const step = nextStep(operation, reading, 0);
          if (step.todo === 'settle') {
            expect(close === 2 && (step.end.how === 'unchanged' || wasEverTwo)).toBe(true);
            return;
          }
          operation = step.operation;
          if (step.todo === 'ask') {
            expect(close).toBeGreaterThan(100);
            return;
          }
          if (step.todo === 'wait') continue;
          if (happening === 'applied' || happening === 'lost after') write();
          const answer =
            happening === 'applied'
              ? written({ value: close })
              : failed(happening === 'limited' ? 'rate-limited' : 'timeout');
          const after = nextStep(operation, answer, 0);
          if (after.todo === 'settle') {
            expect(after.end.how).toBe('saved');
            return;
          }
          operation = 'operation' in after ? after.operation : operation;
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
