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
/** Many more than a save makes calls of the browser. */
const maxCalls = 200;
/** More often than anything here has to be waited for. */
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

/** What a page is told in the end about a save that it asks of the first worker, and follows in the second. */
async function save(worker: Client, next: () => Promise<Client>): Promise<SaveAnswer> {
  let client = worker;
  const id = crypto.randomUUID();
  const ask = (async (_name: 'operation.follow', input: { id: string }) =>
    client.follow(input.id).then(success, () => failure({ kind: 'unexpected' }))) as typeof askBackground;
  const outcomes = createSaveOutcomes(ask);
  const base: Values = { [field]: [ids.users.ana] };
  const patch: Patch = { [`${field}.add`]: added };
  const request = { opportunityId: ids.sampleDeal, organizationId: ids.organizations.alder, base, patch };
  // What is thrown is turned into a problem on the way to the page.
  const begin = () =>
    client.save({ id, leadName: 'Marlow Robotics', ...request }).catch(() => failure({ kind: 'unexpected' }));
  let answer = await outcomes.ofNew(id, begin);
  client = await next();
  for (let left = maxFollows; left > 0; left -= 1) {
    if (answer.state !== 'waiting' && answer.state !== 'blocked') break;
    vi.setSystemTime(Date.now() + 10_000);
    answer = await outcomes.follow(id);
  }
  return answer;
}

/** Saves with the nth call of the browser failing and tells how that ended, or null where fewer calls were made. */
async function saveWithFailure(nth: number, failing: Failing) {
  installWorld(sandbox);
  sandbox.changeBehind(ids.sampleDeal, { [field]: [ids.users.ana] });
  const client = await startClient('first');
  const met = failCalls(client.browser, nth, failing);
  const answer = await save(client, async () => {
    met.heal();
    // The same worker goes on after a moment, and another one takes over from a dead one.
    return failing.count === all ? startClient('next', client.browser) : client;
  });
  // Whatever was written down is carried out by now.
  const worker = await startClient('last', client.browser);
  vi.setSystemTime(Date.now() + 10 * 60_000);
  await worker.follow(crypto.randomUUID());
  const held = sandbox.world.opportunities.get(ids.sampleDeal)?.custom[ids.fields.team];
  const { outbox = [] } = await client.browser.storage.local.get('outbox');
  const ended = { isHeld: Array.isArray(held) && held.includes(added), outbox, state: answer.state };
  return met.calls >= nth ? ended : null;
}

describe('a save during which a call of the browser fails', () => {
  it.each<Failing>([
    { count: 3, when: 'before it does anything' },
    { count: 3, when: 'after it has done it' },
    { count: all, when: 'before it does anything' },
    { count: all, when: 'after it has done it' },
  ])(
    'ends in Close and is told so, whichever call that is: %o',
    async (failing) => {
      let nth = 1;
      for (; nth < maxCalls; nth += 1) {
        const ended = await saveWithFailure(nth, failing);
        if (!ended) break;
        expect({ nth, ...ended }).toEqual({ nth, ...ended, isHeld: true, outbox: [] });
        expect(['saved', 'unchanged']).toContain(ended.state);
      }
      // What was not met proves nothing.
      expect(nth).toBeGreaterThan(30);
    },
    60_000,
  );
});
