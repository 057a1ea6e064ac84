import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ask as askBackground } from '../../../lib/messaging/ask.ts';
import type { SaveAnswer } from '../../../lib/messaging/contract.ts';
import { createSaveOutcomes } from '../../../lib/messaging/save-outcomes.ts';
import type { Patch, Values } from '../../../lib/model/field-value.ts';
import { failure, success } from '../../../lib/model/result.ts';
import { ids } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { type Client, installWorld, startClient } from './client.ts';
import { type Failing, failCalls } from './fail-calls.ts';

const field = `custom.${ids.fields.team}`;
const added = ids.users.restricted;
/** Far more browser calls than a save makes. */
const maxCalls = 200;
/** Far more waits than a save needs. */
const maxFollows = 10;
const all = Number.POSITIVE_INFINITY;

let sandbox: Sandbox;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  sandbox = await startSandbox();
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await sandbox.stop();
});

/** Saves with the first worker, follows the save with the second. Returns the final answer that a page receives. */
async function save(worker: Client, next: () => Promise<Client>): Promise<SaveAnswer> {
  let client = worker;
  const id = crypto.randomUUID();
  const ask = (async (_name: 'operation.follow', input: { id: string }) =>
    client.follow(input.id).then(success, () => failure({ kind: 'unexpected' }))) as typeof askBackground;
  const outcomes = createSaveOutcomes(ask);
  const base: Values = { [field]: [ids.users.ana] };
  const patch: Patch = { [`${field}.add`]: added };
  const request = { opportunityId: ids.sampleDeal, organizationId: ids.organizations.alder, base, patch };
  // Messaging turns exceptions into a problem, so this does too.
  const begin = () =>
    client.save({ id, leadName: 'Marlow Robotics', ...request }).catch(() => failure({ kind: 'unexpected' }));
  let answer = await outcomes.ofNew(id, begin);
  client = await next();
  for (let remaining = maxFollows; remaining > 0; remaining -= 1) {
    if (answer.state !== 'waiting' && answer.state !== 'blocked') break;
    vi.setSystemTime(Date.now() + 10_000);
    answer = await outcomes.follow(id);
  }
  return answer;
}

/** Saves while the nth browser call fails. Returns the outcome, or null if fewer calls were made. */
async function saveWithFailure(nth: number, failing: Failing) {
  installWorld(sandbox);
  sandbox.changeBehind(ids.sampleDeal, { [field]: [ids.users.ana] });
  const client = await startClient('first');
  const failures = failCalls(client.browser, nth, failing);
  const answer = await save(client, async () => {
    failures.stop();
    // A stopped worker is replaced by a new one, otherwise the same worker continues.
    return failing.count === all ? startClient('next', client.browser) : client;
  });
  // Gives stored operations the time to be finished.
  const worker = await startClient('last', client.browser);
  vi.setSystemTime(Date.now() + 10 * 60_000);
  await worker.follow(crypto.randomUUID());
  const storedValues = sandbox.world.opportunities.get(ids.sampleDeal)?.custom[ids.fields.team];
  const { outbox = [] } = await client.browser.storage.local.get('outbox');
  const isSaved = Array.isArray(storedValues) && storedValues.includes(added);
  return failures.calls >= nth ? { isSaved, outbox, state: answer.state } : null;
}

describe('a save during which browser calls fail', () => {
  it.each<Failing>([
    { count: 3, when: 'before it does anything' },
    { count: 3, when: 'after it has done it' },
    { count: all, when: 'before it does anything' },
    { count: all, when: 'after it has done it' },
  ])('reaches Close and is reported as saved, whichever call fails: %o', async (failing) => {
    let nth = 1;
    for (; nth < maxCalls; nth += 1) {
      const outcome = await saveWithFailure(nth, failing);
      if (!outcome) break;
      expect({ nth, ...outcome }).toEqual({ nth, ...outcome, isSaved: true, outbox: [] });
      expect(['saved', 'unchanged']).toContain(outcome.state);
    }
    // Ensures that enough calls were tested.
    expect(nth).toBeGreaterThan(30);
  });
});
