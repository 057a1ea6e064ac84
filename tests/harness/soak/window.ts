import type { Page } from 'puppeteer-core';
import type { SaveAnswer } from '../../../lib/messaging/contract.ts';
import type { Conflict } from '../../../lib/model/field-value.ts';
import type { Result } from '../../../lib/model/result.ts';
import { ids } from '../../sandbox/seed.ts';
import type { Job } from './plan.ts';

/** The result of a job that a window showed. */
export type JobResult = {
  id: string;
  /** The last answer; `lost` if the job did not end in time. */
  answer: SaveAnswer | { state: 'cancelled' } | { state: 'lost' };
  /** The conflicts that were shown, by operation. */
  conflicts: { operation: string; fields: Conflict[] }[];
};

/** The page for which a window's editor was opened. */
export type Opened = { tabId: number; address: string; leadId: string; deal: string };

const maxWorkMs = 60_000;

/**
 * Runs jobs in a window as the editor does: saves, waits as requested, resolves conflicts, and returns the results.
 * `choices` tells by operation whether the own values win, because a window may show the conflict of another one.
 */
export function runJobs(
  page: Page,
  opened: Opened,
  jobs: readonly Job[],
  choices: Readonly<Record<string, boolean>>,
): Promise<JobResult[]> {
  const work = jobs.map((job) => ({
    id: job.id,
    cancelAfter: job.cancelAfter,
    first: requestOf(job, opened),
  }));
  return page.evaluate(doInPage, work, choices, maxWorkMs);
}

function requestOf({ id, deal, base, patch, undoes }: Job, opened: Opened) {
  if (undoes !== undefined) return { name: 'change.undo', input: { changeId: undoes, id } };
  const { tabId, address, leadId } = opened;
  const reference = { kind: 'lead', id: leadId, foundIn: 'address' };
  const openedFor = deal === opened.deal ? { tabId, address, reference } : null;
  const organizationId = ids.organizations.alder;
  return {
    name: 'deal.save',
    input: { id, opportunityId: deal, organizationId, leadName: 'A lead', base, patch, openedFor },
  };
}

type JobRequest = { name: string; input: { id: string; [part: string]: unknown } };
type Work = { id: string; cancelAfter: number | null; first: JobRequest };

// Runs in the page, so it must not use anything outside of the function.
async function doInPage(work: Work[], choices: Record<string, boolean>, maxMs: number): Promise<JobResult[]> {
  const page = globalThis as unknown as { waiting: Set<string> };
  page.waiting = new Set();
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const send = async (name: string, input: unknown): Promise<Result<SaveAnswer>> => {
    for (;;) {
      const sent = chrome.runtime.sendMessage({ name, input }).catch(() => undefined);
      const answer = (await sent) as Result<SaveAnswer> | undefined;
      if (answer) return answer;
    }
  };
  // A failed request does not reveal the outcome of the operation, so it is followed, as in `createSaveOutcomes`.
  const fallbacks = new Map<string, () => Promise<SaveAnswer>>();
  const follow = async (id: string): Promise<SaveAnswer> => {
    const answer = await send('operation.follow', { id });
    if (!answer.ok) return { state: 'blocked', problem: answer.problem };
    const fallback = fallbacks.get(id);
    return answer.value.state === 'gone' && fallback ? fallback() : answer.value;
  };
  const ask = async (name: string, input: JobRequest['input']): Promise<SaveAnswer> => {
    const answer = await send(name, input);
    return answer.ok ? answer.value : follow(input.id);
  };
  const begin = async ({ name, input }: JobRequest, isAgain = false): Promise<SaveAnswer> => {
    const answer = await send(name, input);
    fallbacks.delete(input.id);
    if (answer.ok) return answer.value;
    const { problem } = answer;
    const isOfWorker = ['unexpected', 'storage', 'store-unreadable'].includes(problem.kind);
    fallbacks.set(input.id, async () =>
      isAgain || !isOfWorker ? { state: 'refused', problem } : begin({ name, input }, true),
    );
    return follow(input.id);
  };
  return Promise.all(
    work.map(async ({ id, cancelAfter, first }): Promise<JobResult> => {
      const deadline = Date.now() + maxMs;
      const shown: JobResult['conflicts'] = [];
      let answer = await begin(first);
      let cancelAt = cancelAfter === null ? Number.POSITIVE_INFINITY : Date.now() + cancelAfter;
      let isCancelled = false;
      while (Date.now() < deadline) {
        if (answer.state === 'waiting') {
          page.waiting.add(id);
          if (Date.now() >= cancelAt) {
            cancelAt = Number.POSITIVE_INFINITY;
            isCancelled = true;
            answer = await ask('operation.cancel', { id });
            continue;
          }
          const until = Math.min(answer.until ?? Date.now() + 300, cancelAt);
          await pause(until - Date.now());
          if (Date.now() < cancelAt) answer = await follow(id);
        } else if (answer.state === 'conflict') {
          const { id: operation, conflicts: fields = [] } = answer.operation;
          shown.push({ operation, fields });
          const seen = Object.fromEntries(fields.map(({ field, theirs }) => [field, theirs]));
          const mine = choices[operation] ? fields.map(({ field }) => field) : [];
          await ask('operation.resolve', { id: operation, mine, seen });
          answer = await follow(id);
        } else if (answer.state === 'gone' && isCancelled) {
          return { id, answer: { state: 'cancelled' }, conflicts: shown };
        } else return { id, answer, conflicts: shown };
      }
      return { id, answer: { state: 'lost' }, conflicts: shown };
    }),
  );
}
