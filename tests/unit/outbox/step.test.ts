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

describe('after the deal was read, the next step', () => {
  it('writes fields that no one else changed, and stores their previous values', () => {
    const next = nextStep(sampleOperation({ value: 1 }, { value: 2 }), read({ value: 1 }), 0);
    expect(next).toMatchObject({
      todo: 'write',
      patch: { value: 2 },
      operation: { state: 'sent', attempts: 0, before: { value: 1 } },
    });
  });

  it('settles as unchanged if Close already has the value', () => {
    const next = nextStep(sampleOperation({ value: 1 }, { value: 2 }), read({ value: 2 }), 0);
    expect(next).toMatchObject({ todo: 'settle', end: { how: 'unchanged' } });
  });

  it('settles as saved if Close has the value after a PUT of unknown outcome', () => {
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

  it('asks if someone else changed the same field', () => {
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

describe('the lead of a deal', () => {
  const lead = (letter: string) => `lead_${letter.repeat(43)}`;
  it.each([
    ['the same', lead('a'), undefined],
    ['another one, and the change is an undo', lead('b'), 'change'],
  ])('lets the deal be written if it is %s', (_which, leadId, undoes) => {
    const operation = sampleOperation({ value: 1 }, { value: 2 }, { leadId, ...(undoes && { undoes }) });
    expect(nextStep(operation, read({ value: 1 }), 0)).toMatchObject({ todo: 'write' });
  });
});

describe('a change older than a day', () => {
  const old = (more: Partial<Operation> = {}) =>
    sampleOperation({ value: 1 }, { value: 2 }, { expiresAt: 10, ...more });
  const expired = { todo: 'settle', end: { how: 'refused', problem: { kind: 'expired' } } };

  it.each([
    ['no one changed the field', read({ value: 1 })],
    ['someone changed the field', read({ value: 3 })],
    ['there is no connection', failed('offline')],
    ['there is no key', failed('unauthorized')],
    ['tokens were not renewed', failed('not-renewed')],
  ])('expires if %s', (_why, outcome) => {
    expect(nextStep(old(), outcome, 11)).toEqual(expired);
    expect(nextStep(old(), outcome, 10)).not.toEqual(expired);
  });

  it('that may have reached Close ends only after a read', () => {
    const sent = old({ state: 'sent', before: { value: 1 }, attempts: 1 });
    expect(nextStep(sent, failed('offline'), 11)).toMatchObject({ todo: 'wait' });
    expect(nextStep(sent, read({ value: 2 }), 11)).toMatchObject({ end: { how: 'saved' } });
    expect(nextStep(sent, read({ value: 1 }), 11)).toEqual(expired);
  });
});

describe('a change made by others while the outcome was unknown', () => {
  const sent = sampleOperation(
    { confidence: 1 },
    { confidence: 2 },
    { state: 'sent', before: { confidence: 1, value: 5 }, attempts: 1 },
  );

  it('is not part of the save, so that an undo keeps it', () => {
    const next = nextStep(sent, read({ confidence: 2, value: 6 }), 0);
    expect(next).toMatchObject({
      end: { difference: { before: { confidence: 1 }, after: { confidence: 2 } } },
    });
    expect(next).not.toHaveProperty('end.difference.after.value');
  });

  it('is in the previous values of a repeated write', () => {
    const next = nextStep(sent, read({ confidence: 1, value: 6 }), 0);
    expect(next).toMatchObject({ todo: 'write', operation: { before: { confidence: 1, value: 6 } } });
  });
});

describe('a change cancelled after its PUT may have arrived', () => {
  const cancelled = sampleOperation({ value: 1 }, { value: 2 }, { before: { value: 1 }, isCancelled: true });

  it.each([
    ['the PUT has not arrived', 1],
    ['the value was overwritten since', 3],
  ])('ends as cancelled if %s', (_what, value) => {
    expect(nextStep(cancelled, read({ value }), 0)).toEqual({ todo: 'settle', end: { how: 'cancelled' } });
  });

  it('ends as saved if the PUT has arrived', () => {
    expect(nextStep(cancelled, read({ value: 2 }), 0)).toMatchObject({
      todo: 'settle',
      end: { how: 'saved' },
    });
  });
});

describe('after a write was answered, the next step', () => {
  it('reports the fields for which Close shows another value', () => {
    const sent = sampleOperation(
      { value: 1, note: 'a' },
      { value: 2, note: 'b' },
      { before: { value: 1, note: 'a' } },
    );
    const next = nextStep(sent, written({ value: 2, note: 'a' }), 0);
    expect(next).toMatchObject({ todo: 'settle', end: { how: 'saved', ignored: ['note'] } });
  });

  it.each([
    ['¥5,000', []],
    ['¥500,000', ['value']],
    ['¥50', ['value']],
  ])(
    'reports the value if Close writes %s for the 500 000 hundredths that were sent',
    (valueFormatted, ignored) => {
      const sent = sampleOperation({ value: 0 }, { value: 500_000 }, { before: { value: 0 } });
      const answer = { ...sampleOpportunity({ value: 500_000 }), currency: 'JPY', valueFormatted };
      expect(nextStep(sent, { happened: 'written', answer }, 0)).toMatchObject({ end: { ignored } });
    },
  );
});

it('an amount that Close writes otherwise is reported only with a change of the amount', () => {
  const answer = sampleOpportunity({ value: 1_000, confidence: 60 }, { valueFormatted: '$1,000' });
  const ignoredOf = (patch: Values) => {
    const next = nextStep(
      sampleOperation({}, patch, { state: 'sent', before: {} }),
      { happened: 'written', answer },
      0,
    );
    return next.todo === 'settle' && next.end.how === 'saved' && next.end.ignored;
  };
  expect(ignoredOf({ confidence: 60 })).toEqual([]);
  expect(ignoredOf({ value: 1_000 })).toEqual(['value']);
});

describe('a close date', () => {
  const sent = (patch: Values, before: Values) =>
    nextStep(sampleOperation(before, patch), read({ status_id: 'open', ...before }), 0);

  it.each([
    ['as it was typed', '2026-12-12'],
    ['as stored by older versions', '2026-12-12T00:00:00+00:00'],
  ])('is sent as a plain day, %s', (_how, date_won) => {
    expect(sent({ date_won }, { date_won: null })).toMatchObject({ patch: { date_won: '2026-12-12' } });
  });

  it('is sent as a plain day by an undo, or as null if there was none', () => {
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
  ])('is sent again as midnight UTC if Close answers %s', (_which, date_won) => {
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
    // After the worker died during the second PUT, the next one reads first and keeps the format.
    expect(nextStep(again, read({ date_won }), 0)).toMatchObject({
      todo: 'write',
      patch: { date_won: '2026-12-12T00:00:00+00:00' },
    });
  });

  it.each([['2026-12-12T00:00:00+00:00'], ['2026-12-12'], ['2026-12-20'], [null]])(
    'is sent only once if Close answers %s',
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
    ])('is sent again as midnight UTC if Close has %s', (_which, date_won) => {
      const next = nextStep(operation, found({ date_won }), 0);
      expect(next).toMatchObject({ todo: 'write', patch: { date_won: '2026-12-12T00:00:00+00:00' } });
      const again = 'operation' in next ? next.operation : operation;
      // An undo restores the date before the first PUT.
      expect(nextStep(again, written({ date_won: '2026-12-12' }), 0)).toMatchObject({
        end: { how: 'saved', ignored: [], difference: { before: { date_won: null } } },
      });
      expect(nextStep(again, written({ date_won }), 0)).toMatchObject({
        end: { how: 'saved', ignored: ['date_won'] },
      });
    });

    it('is a conflict if a colleague has changed the deal since', () => {
      expect(nextStep(operation, found({ date_won: '2026-12-11' }, 'user_b'), 0)).toMatchObject({
        todo: 'ask',
        operation: { conflicts: [{ field: 'date_won', theirs: '2026-12-11' }] },
      });
    });

    it('is a conflict if the rest of the change has not arrived', () => {
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

    it('is a conflict if the rest has partly arrived and partly been changed by others', () => {
      const three = sampleOperation(
        { date_won: null, value: 1, confidence: 10 },
        { date_won: '2026-12-12', value: 2, confidence: 20 },
        { state: 'sent', before: { date_won: null, value: 1, confidence: 10 } },
      );
      const next = nextStep(three, found({ date_won: '2026-12-11', value: 1, confidence: 30 }), 0);
      expect(next).toMatchObject({ todo: 'ask', operation: { conflicts: [{}, {}] } });
    });

    it('is sent as it is if Close has the previous day in another form', () => {
      const moved = sampleOperation(
        { date_won: '2026-12-11T00:00:00+00:00' },
        { date_won: '2026-12-12' },
        { state: 'sent', before: { date_won: '2026-12-11T00:00:00+00:00' } },
      );
      expect(nextStep(moved, found({ date_won: '2026-12-11' }), 0)).toMatchObject({
        todo: 'write',
        patch: { date_won: '2026-12-12' },
      });
    });

    it('is sent unchanged if nothing has arrived', () => {
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

    it('is a conflict if it was not sent yet', () => {
      const { before: _before, ...unsent } = operation;
      expect(nextStep({ ...unsent, state: 'waiting' }, found({ date_won: '2026-12-11' }), 0).todo).toBe(
        'ask',
      );
    });
  });

  it('is not sent again with a confidence if Close kept the day', () => {
    const requested = { status_id: 'won', confidence: 90, date_won: '2026-12-12' };
    const won = sampleOperation({}, requested, { state: 'sent', before: {} });
    const next = nextStep(won, written({ ...requested, confidence: 100 }), 0);
    expect(next.todo === 'write' && next.patch).toEqual({ confidence: 90 });
  });

  it('is sent again together with a confidence that Close changed', () => {
    const requested = { status_id: 'won', confidence: 90, date_won: '2026-12-12' };
    const won = sampleOperation({}, requested, { state: 'sent', before: {} });
    const next = nextStep(won, written({ status_id: 'won', confidence: 100, date_won: '2026-12-11' }), 0);
    expect(next).toMatchObject({ patch: { confidence: 90, date_won: '2026-12-12T00:00:00+00:00' } });
  });
});

describe('a confidence that Close set when the deal was won', () => {
  const before = { status_id: 'open', confidence: 40 };
  const requested = { status_id: 'won', confidence: 86 };
  const sent = sampleOperation(before, requested, { state: 'sent', before });
  const followedUp = () => {
    const next = nextStep(sent, written({ status_id: 'won', confidence: 100 }), 0);
    if (next.todo !== 'write') throw new Error(next.todo);
    return next;
  };

  it('is replaced by sending only the requested confidence again', () => {
    expect(followedUp()).toMatchObject({ patch: { confidence: 86 }, operation: { state: 'sent', before } });
    expect(Object.keys(followedUp().patch)).toEqual(['confidence']);
  });

  it('results in one save, which an undo reverts completely', () => {
    const next = nextStep(followedUp().operation, written(requested), 0);
    expect(next).toMatchObject({
      end: { how: 'saved', ignored: [], difference: { before, after: requested } },
    });
  });

  it('is reported if Close keeps its own value, which is not sent a third time', () => {
    const next = nextStep(followedUp().operation, written({ status_id: 'won', confidence: 100 }), 0);
    expect(next).toMatchObject({ todo: 'settle', end: { how: 'saved', ignored: ['confidence'] } });
  });

  it('is continued by the next worker, and is a conflict only if a colleague has changed it since', () => {
    const { operation } = followedUp();
    const next = nextStep(operation, read({ status_id: 'won', confidence: 100 }), 0);
    expect(next).toMatchObject({ todo: 'write', patch: { confidence: 86 }, operation: { before } });
    expect(nextStep(operation, read({ status_id: 'won', confidence: 7 }), 0)).toMatchObject({ todo: 'ask' });
  });

  it.each([
    ['is refused', failed('invalid'), 0],
    ['is refused because of missing rights', failed('forbidden'), 0],
  ])('is ignored in a successful save if the second PUT %s', (_how, refusal, now) => {
    const waiting = nextStep(followedUp().operation, refusal, now);
    if (waiting.todo !== 'wait') throw new Error(waiting.todo);
    expect(waiting.operation).toMatchObject({ state: 'waiting', isCancelled: true, notBefore: now });
    expect(nextStep(waiting.operation, read({ status_id: 'won', confidence: 100 }), now)).toMatchObject({
      end: { how: 'saved', ignored: ['confidence'], difference: { before } },
    });
  });

  it.each([
    ['is cancelled', { isCancelled: true }, 0],
    ['has expired', {}, Number.POSITIVE_INFINITY],
  ])('is ignored in a successful save if the operation %s', (_how, more, now) => {
    const operation = { ...followedUp().operation, ...more };
    expect(nextStep(operation, read({ status_id: 'won', confidence: 100 }), now)).toMatchObject({
      end: { how: 'saved', ignored: ['confidence'] },
    });
  });

  it.each([
    ['was not requested', { status_id: 'won' }, { status_id: 'won', confidence: 100 }],
    ['has the requested value', requested, requested],
    ['was the only requested change', { confidence: 86 }, { status_id: 'open', confidence: 85 }],
  ])('is kept if it %s', (_how, patch, answer) => {
    const operation = sampleOperation(before, patch, { state: 'sent', before });
    expect(nextStep(operation, written(answer), 0)).toMatchObject({ todo: 'settle', end: { how: 'saved' } });
  });
});

describe('after a failure, the next step', () => {
  it('waits as long as Close requests', () => {
    const next = nextStep(sampleOperation({}, { value: 2 }), failed('rate-limited', 12_000), 2_000);
    expect(next).toMatchObject({ todo: 'wait', operation: { state: 'waiting', notBefore: 12_000 } });
  });

  it('doubles the wait each time if Close requests none, up to five minutes', () => {
    const waits = [0, 1, 2, 3, 20].map((attempts) => {
      const next = nextStep(sampleOperation({}, { value: 2 }, { attempts }), failed('offline'), 0);
      return next.todo === 'wait' ? next.operation.notBefore : undefined;
    });
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 300_000]);
  });

  it('counts failures, not PUTs', () => {
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

  it.each(['rate-limited', 'unavailable', 'offline', 'timeout', 'unreadable-answer'] as const)(
    'waits if the request may succeed later: %s',
    (kind) => {
      const next = nextStep(sampleOperation({}, { value: 2 }), failed(kind), 0);
      expect(next).toMatchObject({ todo: 'wait', operation: { attempts: 1, problem: { kind } } });
    },
  );

  it('waits after a write of unknown outcome for any reason', () => {
    const lost: Outcome = { happened: 'failed', problem: { kind: 'unexpected', isOutcomeUnknown: true } };
    expect(nextStep(sampleOperation({}, { value: 2 }), lost, 0)).toMatchObject({
      todo: 'wait',
      operation: { state: 'waiting', notBefore: 2_000 },
    });
  });

  it.each(['unauthorized', 'not-renewed', 'locked', 'not-connected', 'access-withheld'] as const)(
    'blocks the operation until there is a valid key: %s',
    (kind) => {
      const next = nextStep(sampleOperation({}, { value: 2 }), failed(kind), 0);
      expect(next).toMatchObject({ todo: 'ask', operation: { state: 'blocked', problem: { kind } } });
    },
  );

  it.each(['forbidden', 'not-found', 'invalid', 'plan-limit', 'unexpected'] as const)(
    'settles as refused immediately: %s',
    (kind) => {
      const next = nextStep(sampleOperation({}, { value: 2 }), failed(kind), 0);
      expect(next).toMatchObject({ todo: 'settle', end: { how: 'refused', problem: { kind } } });
    },
  );
});

/**
 * A model with one field, a Close that may lose requests or answers, and a colleague. An operation never overwrites a
 * value that the user has not seen, and if it settles as saved, Close has had its value.
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

  it('never overwrite unseen values and never lose the change', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        let close = 1;
        let colleague = 100;
        let operation = sampleOperation({ value: 1 }, { value: 2 });
        let wasEverTwo = false;
        const write = (): void => {
          // Overwrites only the seen value, or the requested one, which is a harmless repeat.
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
