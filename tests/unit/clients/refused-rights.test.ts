import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Values } from '../../../lib/model/field-value.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { type Client, installWorld, startClient } from './client.ts';

let sandbox: Sandbox;
let client: Client;

beforeEach(async () => {
  sandbox = await startSandbox();
  installWorld(sandbox);
  client = await startClient('first');
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await sandbox.stop();
});

const save = (base: Values, patch: Values) =>
  client.save({
    ...{ id: crypto.randomUUID(), opportunityId: ids.sampleDeal, organizationId: ids.organizations.alder },
    ...{ leadName: 'Marlow Robotics', base, patch },
  });

it('a change refused with 401 although the key is valid ends, and later changes are sent', async () => {
  sandbox.fault({ method: 'PUT', then: { status: 401 } });
  expect(await save({ confidence: 75 }, { confidence: 90 })).toEqual({
    ok: true,
    value: { state: 'refused', problem: { kind: 'forbidden' } },
  });
  expect(await save({ confidence: 75 }, { confidence: 60 })).toMatchObject({ value: { state: 'saved' } });
  expect(sandbox.world.opportunities.get(ids.sampleDeal)?.confidence).toBe(60);
});

it('a change waits if the key is really invalid', async () => {
  sandbox.world.apiKeys.delete(keys.ana);
  expect(await save({ confidence: 75 }, { confidence: 90 })).toMatchObject({
    value: { state: 'blocked', problem: { kind: 'unauthorized' } },
  });
});
