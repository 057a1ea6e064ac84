import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ids } from '../../sandbox/seed.ts';
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

const puts = () => sandbox.requests.filter(({ method }) => method === 'PUT');

/** Makes Ana the owner of a deal. Returns the id of the change. */
async function takeOver(opportunityId: string, owner: string): Promise<string> {
  const id = crypto.randomUUID();
  const saved = await client.save({
    ...{ id, opportunityId, organizationId: ids.organizations.alder, leadName: 'Marlow Robotics' },
    ...{ base: { user_id: owner }, patch: { user_id: ids.users.ana } },
  });
  expect(saved).toMatchObject({ value: { state: 'saved' } });
  return id;
}

it('an undo to an owner who has left is refused before anything is sent', async () => {
  const changeId = await takeOver(ids.deals.formerOwner, ids.users.former);
  expect(await client.undo({ changeId, id: crypto.randomUUID() })).toEqual({
    ok: false,
    problem: { kind: 'former-owner', detail: 'Jo Winter' },
  });
  expect(puts()).toHaveLength(1);
});

describe('an undo of an owner who has left and of other fields', () => {
  async function takeOverAndRaise(): Promise<string> {
    const id = crypto.randomUUID();
    const opportunityId = ids.deals.formerOwner;
    const { confidence = null } = sandbox.world.opportunities.get(opportunityId) ?? {};
    const saved = await client.save({
      ...{ id, opportunityId, organizationId: ids.organizations.alder, leadName: 'Marlow Robotics' },
      base: { user_id: ids.users.former, confidence },
      patch: { user_id: ids.users.ana, confidence: 99 },
    });
    expect(saved).toMatchObject({ value: { state: 'saved' } });
    return id;
  }

  it('is refused before anything is sent, with a problem that offers to undo the rest', async () => {
    const changeId = await takeOverAndRaise();
    expect(await client.undo({ changeId, id: crypto.randomUUID() })).toEqual({
      ok: false,
      problem: { kind: 'former-owner-of-several', detail: 'Jo Winter' },
    });
    expect(puts()).toHaveLength(1);
  });

  it('restores the other fields if the owner is excluded', async () => {
    const before = sandbox.world.opportunities.get(ids.deals.formerOwner)?.confidence;
    const changeId = await takeOverAndRaise();
    const undone = await client.undo({ changeId, id: crypto.randomUUID(), withoutOwner: true });
    expect(undone).toMatchObject({ value: { state: 'saved', change: { undoes: changeId } } });
    expect(sandbox.world.opportunities.get(ids.deals.formerOwner)).toMatchObject({
      ...{ confidence: before, userId: ids.users.ana },
    });
  });
});

it('an undo to an active owner is sent', async () => {
  const opportunityId = ids.sampleDeal;
  const owner = ids.users.sam;
  sandbox.changeBehind(opportunityId, { user_id: owner });
  const changeId = await takeOver(opportunityId, owner);
  const undone = await client.undo({ changeId, id: crypto.randomUUID() });
  expect(undone).toMatchObject({ value: { state: 'saved' } });
  expect(sandbox.world.opportunities.get(opportunityId)?.userId).toBe(owner);
});

it('an undo of an undo is a redo, and undoing the redo is an undo', async () => {
  sandbox.changeBehind(ids.sampleDeal, { user_id: ids.users.sam });
  let changeId = await takeOver(ids.sampleDeal, ids.users.sam);
  const redos: unknown[] = [];
  for (let step = 0; step < 3; step += 1) {
    const answer = await client.undo({ changeId, id: crypto.randomUUID() });
    if (!answer.ok || answer.value.state !== 'saved') throw new Error('The undo was not saved.');
    changeId = answer.value.change.id;
    redos.push(answer.value.change.isRedo);
  }
  expect(redos).toEqual([undefined, true, undefined]);
});

it('an undo is sent if the list of former members cannot be read', async () => {
  sandbox.changeBehind(ids.sampleDeal, { user_id: ids.users.sam });
  const changeId = await takeOver(ids.sampleDeal, ids.users.sam);
  sandbox.fault({ path: '/organization/', then: { status: 403 } });
  expect(await client.undo({ changeId, id: crypto.randomUUID() })).toMatchObject({
    value: { state: 'saved' },
  });
});

it('an undo of another field does not request the members', async () => {
  const changeId = crypto.randomUUID();
  await client.save({
    ...{ id: changeId, opportunityId: ids.deals.formerOwner, organizationId: ids.organizations.alder },
    ...{ leadName: '', base: { note: '' }, patch: { note: 'new' } },
  });
  await client.undo({ changeId, id: crypto.randomUUID() });
  expect(sandbox.requests.filter(({ path }) => path.includes('/organization/'))).toEqual([]);
});
