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

/** Creates save outcomes with a background that gives these answers, one per request. */
function outcomesOf(...answers: Result<SaveAnswer>[]) {
  const requests: unknown[] = [];
  const ask = async (name: string, input: unknown) => {
    requests.push([name, input]);
    return answers.shift();
  };
  return { requests, outcomes: createSaveOutcomes(ask as typeof askBackground) };
}

describe('a save whose request fails', () => {
  it('reports the outbox state if the operation is stored', async () => {
    const { requests, outcomes } = outcomesOf(success(waiting));
    expect(await outcomes.ofNew(id, failed)).toEqual(waiting);
    expect(requests).toEqual([['operation.follow', { id }]]);
  });

  it('is requested again if the outbox does not contain the operation', async () => {
    const { outcomes } = outcomesOf(success(gone));
    const answers = [failure({ kind: 'store-unreadable' }), success(waiting)];
    expect(await outcomes.ofNew(id, async () => answers.shift() ?? failed())).toEqual(waiting);
  });

  it('is refused if the outbox does not contain the operation after the second request', async () => {
    const { outcomes } = outcomesOf(success(gone), success(gone));
    expect(await outcomes.ofNew(id, failed)).toEqual({ state: 'refused', problem: { kind: 'storage' } });
  });

  it('is not requested again if the failure is not one of the browser', async () => {
    const { requests, outcomes } = outcomesOf(success(gone));
    expect(await outcomes.ofNew(id, movedOn)).toEqual({ state: 'refused', problem: { kind: 'moved-on' } });
    expect(requests).toHaveLength(1);
  });

  it('is blocked instead of refused while its outcome is unknown, and a retry finds out', async () => {
    const { outcomes } = outcomesOf(failure({ kind: 'unexpected' }), success(waiting), success(gone));
    expect(await outcomes.ofNew(id, movedOn)).toEqual({
      state: 'blocked',
      problem: { kind: 'unexpected' },
    });
    expect(await outcomes.follow(id)).toEqual(waiting);
    expect(await outcomes.follow(id)).toEqual({ state: 'refused', problem: { kind: 'moved-on' } });
  });
});

describe('an answered save', () => {
  it('is not looked up in the outbox', async () => {
    const { requests, outcomes } = outcomesOf();
    expect(await outcomes.ofNew(id, async () => success(waiting))).toEqual(waiting);
    expect(requests).toEqual([]);
  });

  it('ends as gone rather than refused if it is cancelled elsewhere', async () => {
    const { outcomes } = outcomesOf(success(gone), success(gone));
    await outcomes.ofNew(id, async () => success(waiting));
    expect(await outcomes.of(id, failed())).toEqual(gone);
    expect(await outcomes.follow(id)).toEqual(gone);
  });
});

describe('an undo', () => {
  const undo = (withoutOwner: boolean) => ['change.undo', { changeId: 'a change', id, withoutOwner }];

  it('excludes the owner the second time if the former owner has left', async () => {
    const ownerLeft = failure({ kind: 'former-owner-of-several' });
    const { requests, outcomes } = outcomesOf(ownerLeft, success(gone), success(waiting));
    expect(await outcomes.ofUndo(id, 'a change')).toEqual({ state: 'refused', problem: ownerLeft.problem });
    expect(await outcomes.ofUndo(id, 'a change')).toEqual(waiting);
    expect(requests).toEqual([undo(false), ['operation.follow', { id }], undo(true)]);
  });

  it('includes the owner again after any other problem', async () => {
    const { requests, outcomes } = outcomesOf(failure({ kind: 'moved-on' }), success(gone), success(waiting));
    await outcomes.ofUndo(id, 'a change');
    await outcomes.ofUndo(id, 'a change');
    expect(requests.at(-1)).toEqual(undo(false));
  });
});
