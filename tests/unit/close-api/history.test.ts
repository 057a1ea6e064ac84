import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { changeBehind } from '../../sandbox/change-behind.ts';
import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { testClient } from '../samples/close-client.ts';

const dealId = ids.deals.sample;
const { statuses } = ids;

const clientOf = (key: string) => testClient(`Basic ${btoa(`${key}:`)}`);

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
  vi.stubGlobal('fetch', createSandboxFetch(sandbox));
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await sandbox.stop();
});

it('reads who moved a deal from which status to which, and when', async () => {
  expect(await clientOf(keys.ana).readStatusChanges(dealId)).toEqual({
    changes: [
      {
        id: 'acti_sample',
        at: Date.parse('2026-09-18T14:03:07.159Z'),
        userId: ids.users.sam,
        userName: 'Sam Lee',
        from: { id: statuses.discovery, label: 'Discovery' },
        to: { id: statuses.demoDone, label: 'Demo done' },
      },
    ],
    hasMore: false,
  });
});

it('leaves out entries that say nothing, and keeps those that lack names', async () => {
  sandbox.world.history.hasOddEntries = true;
  const { changes } = await clientOf(keys.ana).readStatusChanges(dealId);
  expect(changes.map(({ id, userName }) => [id, userName])).toEqual([
    ['acti_odd2', ''],
    ['acti_sample', 'Sam Lee'],
  ]);
});

it('reads the values before and after a change of fields', async () => {
  changeBehind(sandbox.world, dealId, { confidence: 20 }, ids.users.sam);
  const { changes } = await clientOf(keys.ana).readFieldsChanges(dealId);
  expect(changes).toMatchObject([
    { userId: ids.users.sam, before: { confidence: 75 }, after: { confidence: 20 } },
  ]);
});

it('tells the fields of an older change, without values, to someone who is no admin', async () => {
  changeBehind(sandbox.world, dealId, { confidence: 20 }, ids.users.sam);
  const twoHours = 2 * 3_600_000;
  sandbox.world.now = () => Date.now() + twoHours;
  const { changes } = await clientOf(keys.restricted).readFieldsChanges(dealId);
  expect(changes[0]?.fields).toContain('confidence');
  expect(changes).toMatchObject([{ before: {}, after: {} }]);
});

it('reads events of odd shapes without their values', async () => {
  sandbox.world.history.hasOddEntries = true;
  const { changes } = await clientOf(keys.ana).readFieldsChanges(dealId);
  expect(changes).toMatchObject([{ id: 'ev_odd2', before: {}, after: {} }]);
});
