import type { Change } from '../model/change.ts';
import type { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import type { ask as askBackground } from './ask.ts';
import type { SaveAnswer } from './contract.ts';

type Asking = () => Promise<Result<SaveAnswer>>;

/** Finds the outcome of operations by their id, even if a request about one fails. */
export type SaveOutcomes = {
  /** Stores a new operation by `begin`, which may be called twice, and returns its outcome. */
  ofNew(id: string, begin: Asking): Promise<SaveAnswer>;
  /**
   * Undoes a change by a new operation and returns its outcome. The second undo of a change leaves the owner as it is if the
   * first was refused because the former owner has left. The table of deals passes the `change`, because the recent changes may no longer hold it.
   */
  ofUndo(id: string, changeId: string, change?: Change): Promise<SaveAnswer>;
  /** Returns the outcome after any other request about it. */
  of(id: string, asked: Promise<Result<SaveAnswer>>): Promise<SaveAnswer>;
  follow(id: string): Promise<SaveAnswer>;
};

/**
 * Creates `SaveOutcomes`. A failed request is followed up, because the operation may be stored and run later. It counts
 * as refused if Close or the outbox refused it or it was never stored, and as `blocked` while the follow-up fails.
 */
export function createSaveOutcomes(ask: typeof askBackground): SaveOutcomes {
  // By id: returns the outcome of a save that failed and turns out not to be stored.
  const doubts = new Map<string, () => Promise<SaveAnswer>>();

  // Ids of the changes whose former owner has left.
  const withFormerOwner = new Set<string>();

  async function follow(id: string): Promise<SaveAnswer> {
    const followed = await ask('operation.follow', { id });
    if (!followed.ok) return { state: 'blocked', problem: followed.problem };
    const doubt = doubts.get(id);
    return followed.value.state === 'gone' && doubt ? doubt() : followed.value;
  }

  async function of(id: string, asked: Promise<Result<SaveAnswer>>): Promise<SaveAnswer> {
    const result = await asked;
    return result.ok ? result.value : follow(id);
  }

  async function ofNew(id: string, begin: Asking, isAgain = false): Promise<SaveAnswer> {
    const result = await begin();
    doubts.delete(id);
    if (result.ok) return result.value;
    const { problem } = result;
    // Nothing is stored while the keys are locked.
    if (problem.kind === 'locked') return { state: 'refused', problem };
    doubts.set(id, async () =>
      isAgain || !isOfWorker(problem) ? { state: 'refused', problem } : ofNew(id, begin, true),
    );
    return follow(id);
  }

  function ofUndo(id: string, changeId: string, change?: Change): Promise<SaveAnswer> {
    const withoutOwner = withFormerOwner.has(changeId);
    return ofNew(id, async () => {
      const result = change
        ? await ask('table.undo', { change, id, withoutOwner })
        : await ask('change.undo', { changeId, id, withoutOwner });
      if (!result.ok && result.problem.kind === 'former-owner-of-several') withFormerOwner.add(changeId);
      return result;
    });
  }

  return { ofNew, ofUndo, of, follow };
}

// These problems may come from a dying worker, and the next worker may succeed.
function isOfWorker({ kind }: Problem): boolean {
  return kind === 'unexpected' || kind === 'storage' || kind === 'store-unreadable';
}
