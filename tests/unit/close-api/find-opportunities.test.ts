import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { testClient } from '../samples/close-client.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => {
  sandbox.reset();
  vi.stubGlobal('fetch', createSandboxFetch(sandbox));
});
afterEach(() => vi.unstubAllGlobals());
afterAll(() => sandbox.stop());

const find = async (typed: string) =>
  (await testClient(`Basic ${btoa(`${keys.ana}:`)}`).findOpportunities(typed)).opportunities;

describe('findOpportunities', () => {
  it.each([
    ['the lead’s name', 'marlow robotics'],
    ['a contact’s name', 'Lena Marlow'],
  ])('finds deals by %s', async (_what, typed) => {
    expect((await find(typed)).map(({ id }) => id)).toEqual([ids.sampleDeal]);
  });

  it('returns the deals of a lead, latest first', async () => {
    const lead = sandbox.world.leads.get(ids.leads.threeDeals);
    const found = await find(lead?.name ?? '');
    const { threeWon, threeFirst, threeSecond } = ids.deals;
    expect(found.map(({ id }) => id)).toEqual([threeWon, threeFirst, threeSecond]);
    expect(found.map(({ leadName }) => leadName)).toEqual(Array(3).fill(lead?.name));
  });

  it.each([
    ['a key and OR', 'name:"x" OR email:y', '"name: x OR email:y"'],
    ['a backslash', '  a\\b  ', '"a b"'],
  ])('sends %s as plain text in double quotes', async (_what, typed, query) => {
    await find(typed);
    expect(sandbox.requests.map((request) => [request.path, request.query.query])).toEqual([
      ['/api/v1/lead/', query],
    ]);
  });

  it('sends no request for a text without letters or digits', async () => {
    expect(await find('"" \\')).toEqual([]);
    expect(sandbox.requests).toEqual([]);
  });
});
