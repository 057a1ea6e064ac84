import type { Page } from 'puppeteer-core';
import type { SaveAnswer } from '../../../lib/messaging/contract.ts';
import type { Conflict } from '../../../lib/model/field-value.ts';
import type { Result } from '../../../lib/model/result.ts';
import { ids } from '../../sandbox/seed.ts';
import type { Job } from './plan.ts';

/** What somebody was told in a window about a job, up to its end. */
export type Told = {
  id: string;
  /** How it ended; `cancelled` where it was taken back, `lost` where no end came. */
  answer: SaveAnswer | { state: 'cancelled' } | { state: 'lost' };
  /** The conflicts that were shown, by operation. */
  asked: { operation: string; conflicts: Conflict[] }[];
};

/** The page that a window's editor was opened for. */
export type Opened = { tabId: number; address: string; leadId: string; deal: string };

const maxWorkMs = 60_000;

/**
 * Does jobs in a window as the editor does: saves in a row, waits as told, chooses where asked, and tells how each
 * ended. `choices` says by operation whether the own values win, since a window may meet the conflict of another.
 */
export function carryOut(
  page: Page,
  opened: Opened,
  jobs: readonly Job[],
  choices: Readonly<Record<string, boolean>>,
): Promise<Told[]> {
  const work = jobs.map((job) => ({
    id: job.id,
    cancelAfter: job.cancelAfter,
    first: questionOf(job, opened),
  }));
  return page.evaluate(doInPage, work, choices, maxWorkMs);
}

function questionOf({ id, deal, base, patch, undoes }: Job, opened: Opened) {
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

type Question = { name: string; input: { id: string; [part: string]: unknown } };
type Work = { id: string; cancelAfter: number | null; first: Question };

// Runs in the page, so it may use nothing from outside itself.
async function doInPage(work: Work[], choices: Record<string, boolean>, longest: number): Promise<Told[]> {
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
  // A question that fails says nothing about the operation, so that is followed; as `createSaveOutcomes` does it.
  const doubts = new Map<string, () => Promise<SaveAnswer>>();
  const follow = async (id: string): Promise<SaveAnswer> => {
    const answer = await send('operation.follow', { id });
    if (!answer.ok) return { state: 'blocked', problem: answer.problem };
    const doubt = doubts.get(id);
    return answer.value.state === 'gone' && doubt ? doubt() : answer.value;
  };
  const ask = async (name: string, input: Question['input']): Promise<SaveAnswer> => {
    const answer = await send(name, input);
    return answer.ok ? answer.value : follow(input.id);
  };
  const begin = async ({ name, input }: Question, isAgain = false): Promise<SaveAnswer> => {
    const answer = await send(name, input);
    doubts.delete(input.id);
    if (answer.ok) return answer.value;
    const { problem } = answer;
    const isOfWorker = ['unexpected', 'storage', 'store-unreadable'].includes(problem.kind);
    doubts.set(input.id, async () =>
      isAgain || !isOfWorker ? { state: 'refused', problem } : begin({ name, input }, true),
    );
    return follow(input.id);
  };
  return Promise.all(
    work.map(async ({ id, cancelAfter, first }): Promise<Told> => {
      const deadline = Date.now() + longest;
      const asked: Told['asked'] = [];
      let answer = await begin(first);
      let cancelAt = cancelAfter === null ? Number.POSITIVE_INFINITY : Date.now() + cancelAfter;
      let isTakenBack = false;
      while (Date.now() < deadline) {
        if (answer.state === 'waiting') {
          page.waiting.add(id);
          if (Date.now() >= cancelAt) {
            cancelAt = Number.POSITIVE_INFINITY;
            isTakenBack = true;
            answer = await ask('operation.cancel', { id });
            continue;
          }
          const until = Math.min(answer.until ?? Date.now() + 300, cancelAt);
          await pause(until - Date.now());
          if (Date.now() < cancelAt) answer = await follow(id);
        } else if (answer.state === 'conflict') {
          const { id: operation, conflicts = [] } = answer.operation;
          asked.push({ operation, conflicts });
          const seen = Object.fromEntries(conflicts.map(({ field, theirs }) => [field, theirs]));
          const mine = choices[operation] ? conflicts.map(({ field }) => field) : [];
          await ask('operation.resolve', { id: operation, mine, seen });
          answer = await follow(id);
        } else if (answer.state === 'gone' && isTakenBack) {
          return { id, answer: { state: 'cancelled' }, asked };
        } else return { id, answer, asked };
      }
      return { id, answer: { state: 'lost' }, asked };
    }),
  );
}
