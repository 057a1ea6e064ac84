import type { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import type { ask as askBackground } from './ask.ts';
import type { SaveAnswer } from './contract.ts';

type Asking = () => Promise<Result<SaveAnswer>>;

/** What comes of operations, by the id that the page has given them, also where a question about one fails. */
export type SaveOutcomes = {
  /** After asking that it be written down, which may be asked once more. */
  ofNew(id: string, begin: Asking): Promise<SaveAnswer>;
  /** After anything else was asked about it. */
  of(id: string, asked: Promise<Result<SaveAnswer>>): Promise<SaveAnswer>;
  follow(id: string): Promise<SaveAnswer>;
};

/**
 * A question that fails says nothing about the operation, which may be written down and will be carried out then. So it
 * is followed, and told as refused only where Close or the outbox has refused it, or the outbox does not know it. While
 * not even that can be asked it counts as `blocked`: trying again goes on with it.
 */
export function createSaveOutcomes(ask: typeof askBackground): SaveOutcomes {
  // What to do about saves that failed once it turns out that they are not written down.
  const doubts = new Map<string, () => Promise<SaveAnswer>>();

  async function follow(id: string): Promise<SaveAnswer> {
    const told = await ask('operation.follow', { id });
    if (!told.ok) return { state: 'blocked', problem: told.problem };
    const doubt = doubts.get(id);
    return told.value.state === 'gone' && doubt ? doubt() : told.value;
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
    doubts.set(id, async () =>
      isAgain || !isOfWorker(problem) ? { state: 'refused', problem } : ofNew(id, begin, true),
    );
    return follow(id);
  }

  return { ofNew, of, follow };
}

// In a worker that dies the browser refuses everything, and the next one has nothing to complain of.
function isOfWorker({ kind }: Problem): boolean {
  return kind === 'unexpected' || kind === 'storage' || kind === 'store-unreadable';
}
