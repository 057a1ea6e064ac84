import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ids } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { type Client, installWorld, startClient } from './client.ts';

let sandbox: Sandbox;
let client: Client;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  sandbox = await startSandbox();
  installWorld(sandbox);
  client = await startClient('first');
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await sandbox.stop();
});

it('a close date that Close shifted by a day is corrected without a conflict, even if the answer was lost', async () => {
  const id = crypto.randomUUID();
  const before = sandbox.world.opportunities.get(ids.sampleDeal)?.dateWon ?? null;
  sandbox.world.movesCloseDateSentAs = 'plain-day';
  sandbox.fault({ method: 'PUT', then: 'drop-after' });
  const saved = await client.save({
    ...{ id, opportunityId: ids.sampleDeal, organizationId: ids.organizations.alder, leadName: '' },
    ...{ base: { date_won: before }, patch: { date_won: '2027-03-15' } },
  });
  expect(saved).toMatchObject({ value: { state: 'waiting' } });
  vi.setSystemTime(Date.now() + 60_000);
  expect(await client.follow(id)).toMatchObject({ state: 'saved', change: { before: { date_won: before } } });
  expect(sandbox.world.opportunities.get(ids.sampleDeal)?.dateWon).toBe('2027-03-15');
  expect(sandbox.requests.filter(({ method }) => method === 'PUT')).toHaveLength(2);
});
