import { describe, expect, it } from 'vitest';
import type { ask as askBackground } from '../../../lib/messaging/ask.ts';
import type { SaveAnswer } from '../../../lib/messaging/contract.ts';
import { createSaveOutcomes } from '../../../lib/messaging/save-outcomes.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';

const id = 'an operation';
const waiting: SaveAnswer = { state: 'waiting', problem: { kind: 'offline' }, until: null };
const gone: SaveAnswer = { state: 'gone' };
const failed = async () => failure({ kind: 'storage' });
const movedOn = async () => failure({ kind: 'moved-on' });

/** Outcomes of operations that the background answers about like this, one answer for each time it is asked. */
function outcomesOf(...answers: Result<SaveAnswer>[]) {
  const asked: unknown[] = [];
  const ask = async (name: string, input: unknown) => {
    asked.push([name, input]);
    return answers.shift();
  };
  return { asked, outcomes: createSaveOutcomes(ask as typeof askBackground) };
}

describe('a save whose question fails', () => {
  it('is told as what the outbox says of it, where it is written down', async () => {
    const { asked, outcomes } = outcomesOf(success(waiting));
    expect(await outcomes.ofNew(id, failed)).toEqual(waiting);
    expect(asked).toEqual([['operation.follow', { id }]]);
  });

  it('is asked of the next worker where the outbox does not know it, and may be written down by that', async () => {
    const { outcomes } = outcomesOf(success(gone));
    const answers = [failure({ kind: 'store-unreadable' }), success(waiting)];
    expect(await outcomes.ofNew(id, async () => answers.shift() ?? failed())).toEqual(waiting);
  });

  it('is refused where the outbox does not know it the second time either', async () => {
    const { outcomes } = outcomesOf(success(gone), success(gone));
    expect(await outcomes.ofNew(id, failed)).toEqual({ state: 'refused', problem: { kind: 'storage' } });
  });

  it('is not asked for twice where it is not the browser that fails', async () => {
    const { asked, outcomes } = outcomesOf(success(gone));
    expect(await outcomes.ofNew(id, movedOn)).toEqual({ state: 'refused', problem: { kind: 'moved-on' } });
    expect(asked).toHaveLength(1);
  });

  it('is never refused while nobody can tell: trying again goes on with it, and finds out', async () => {
    const { outcomes } = outcomesOf(failure({ kind: 'unexpected' }), success(waiting), success(gone));
    expect(await outcomes.ofNew(id, movedOn)).toEqual({
      state: 'blocked',
      problem: { kind: 'unexpected' },
    });
    expect(await outcomes.follow(id)).toEqual(waiting);
    expect(await outcomes.follow(id)).toEqual({ state: 'refused', problem: { kind: 'moved-on' } });
  });
});

describe('a save that was answered', () => {
  it('is not asked about once more', async () => {
    const { asked, outcomes } = outcomesOf();
    expect(await outcomes.ofNew(id, async () => success(waiting))).toEqual(waiting);
    expect(asked).toEqual([]);
  });

  it('has gone, and was not refused, where it is taken back elsewhere', async () => {
    const { outcomes } = outcomesOf(success(gone), success(gone));
    await outcomes.ofNew(id, async () => success(waiting));
    expect(await outcomes.of(id, failed())).toEqual(gone);
    expect(await outcomes.follow(id)).toEqual(gone);
  });
});
