import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { type CallApi, createCallApi } from './call-api.ts';

let sandbox: Sandbox;
let call: CallApi;

beforeAll(async () => {
  sandbox = await startSandbox();
  call = createCallApi(sandbox);
});

beforeEach(() => sandbox.reset());

afterAll(() => sandbox.stop());

const samplePath = `/opportunity/${ids.sampleDeal}/`;

async function list(query: string, key: string = keys.ana) {
  const { body } = await call('GET', `/opportunity/?${query}`, { key });
  return body as { data: Record<string, unknown>[]; has_more: boolean; total_results: number };
}

describe('access', () => {
  test.each([
    ['no key', {}],
    ['an unknown key', { authorization: `Basic ${btoa(`${keys.unknown}:`)}` }],
    ['a key without the colon', { authorization: `Basic ${btoa(keys.ana)}` }],
    ['an API key as a bearer token', { authorization: `Bearer ${keys.ana}` }],
  ])('%s is answered with 401', async (_name, headers) => {
    const response = await createSandboxFetch(sandbox)('https://api.close.com/api/v1/me/', { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: 'Unauthorized' });
  });

  test('a bearer token identifies its user', async () => {
    const { body } = await call('GET', '/me/', { headers: { authorization: `Bearer ${keys.bryggenToken}` } });
    expect(body).toMatchObject({ first_name: 'Ingrid', organizations: [{ currency: 'EUR' }] });
  });

  test.each([
    ['another organization’s deal', `/opportunity/${ids.deals.bryggen}/`, keys.ana, 'Opportunity'],
    ['a malformed id', '/opportunity/oppo_1/', keys.ana, 'Opportunity'],
    [
      'a deal whose lead is hidden from the role',
      `/opportunity/${ids.deals.hidden}/`,
      keys.restricted,
      'Opportunity',
    ],
    ['another organization’s lead', `/lead/${ids.leads.bryggen}/`, keys.ana, 'Lead'],
  ])('%s is answered with 404', async (_name, path, key, kind) => {
    const { status, body } = await call('GET', path, { key });
    expect(status).toBe(404);
    expect(body).toEqual({ error: `Empty query: ${kind} matching query does not exist.` });
  });
});

describe('requests', () => {
  test('a path without a trailing slash is redirected to the path with one', async () => {
    const { status, headers } = await call('GET', '/pipeline?_limit=1');
    expect(status).toBe(301);
    expect(headers.get('location')).toBe('https://api.close.com/api/v1/pipeline/?_limit=1');
  });

  test('each answer tries to clear the session cookie', async () => {
    expect((await call('GET', '/me/')).headers.get('set-cookie')).toMatch(/^session=;.*Max-Age=0/);
  });

  test.each([
    ['comma', 'ratelimit', /^limit=100, remaining=99, reset=[\d.]+$/],
    ['semicolon', 'ratelimit', /^limit=100; remaining=99; reset=[\d.]+$/],
    ['separate', 'ratelimit-remaining', /^99$/],
    ['none', 'ratelimit', undefined],
  ] as const)('the rate limit is sent in the format "%s"', async (shape, header, pattern) => {
    sandbox.world.rateLimitHeader = shape;
    const value = (await call('GET', '/me/')).headers.get(header);
    if (pattern) expect(value).toMatch(pattern);
    else expect(value).toBeNull();
  });

  test('the rate limit is enforced if the test turns it on', async () => {
    sandbox.world.rateLimit = { limit: 2, windowSeconds: 60, isEnforced: true };
    const statuses = [];
    for (let index = 0; index < 3; index++) statuses.push((await call('GET', '/me/')).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  test('_fields keeps only the named keys', async () => {
    const { body } = await call('GET', `${samplePath}?_fields=id,value,custom.${ids.fields.nextStep}`);
    expect(body).toEqual({
      id: ids.sampleDeal,
      value: 1_250_000,
      [`custom.${ids.fields.nextStep}`]: 'Send quote',
    });
  });
});

describe('lists', () => {
  test.each([
    [ids.leads.noDeals, 0],
    [ids.leads.sample, 1],
    [ids.leads.threeDeals, 3],
    [ids.leads.sixtyDeals, 60],
    [ids.leads.bryggen, 0],
  ])('the lead %s has %i deals for Alder & Finch', async (leadId, count) => {
    const { data, total_results } = await list(`lead_id=${leadId}`);
    expect([data.length, total_results]).toEqual([count, count]);
  });

  test('pages continue until has_more is false', async () => {
    const first = await list(`lead_id=${ids.leads.sixtyDeals}&_limit=40`);
    const second = await list(`lead_id=${ids.leads.sixtyDeals}&_limit=40&_skip=40`);
    expect([first.has_more, second.has_more]).toEqual([true, false]);
    expect(new Set([...first.data, ...second.data].map(({ id }) => id)).size).toBe(60);
  });

  test('500 people come in pages of 100', async () => {
    const seen = new Set<string>();
    for (let skip = 0; ; skip += 100) {
      const { body } = await call('GET', `/user/?_limit=100&_skip=${skip}`);
      const page = body as { data: { id: string }[]; has_more: boolean };
      for (const { id } of page.data) seen.add(id);
      if (!page.has_more) break;
    }
    expect(seen.size).toBe(500);
    expect(seen).not.toContain(ids.users.former);
  });

  test('are filtered and sorted', async () => {
    const { data } = await list(`lead_id=${ids.leads.sixtyDeals}&status_type=active&_order_by=-value`);
    expect(new Set(data.map((deal) => deal.status_type))).toEqual(new Set(['active']));
    const values = data.map((deal) => Number(deal.value));
    expect(values).toEqual(values.toSorted((one, other) => other - one));
  });

  test.each([
    ['the lead’s name', 'marlow robotics', 0],
    ['the name of a contact', 'Lena Marlow', 0],
    ['the owner’s name', 'Ana Ruiz', 0],
    ['words in the note', '"wants a quote"', 1],
    ['a property by name', 'note:quote', 1],
  ])('a query searches only the deal’s own properties: %s', async (_name, query, count) => {
    const { data } = await list(new URLSearchParams({ query }).toString());
    expect(data.map(({ id }) => id)).toEqual(Array(count).fill(ids.sampleDeal));
  });

  test('of leads are searched by quoted text and include deals if _fields requests them', async () => {
    const ask = async (query: string) => {
      const parameters = new URLSearchParams({ query, _fields: 'id,opportunities' });
      return (await call('GET', `/lead/?${parameters}`)).body as {
        data: { id: string; opportunities: { id: string }[] }[];
      };
    };
    const sample = { id: ids.sampleLead, opportunities: [expect.objectContaining({ id: ids.sampleDeal })] };
    for (const query of ['"marlow robotics"', 'name:"Marlow Robotics"', '"Lena Marlow"', 'marlow robotics']) {
      expect((await ask(query)).data, query).toEqual([sample]);
    }
    expect((await ask('"robotics marlow"')).data).toEqual([]);
    expect((await ask('"marlow robotics" OR "nothing"')).data).toEqual([sample]);
    const { body } = await call('GET', '/lead/?query=%22marlow+robotics%22');
    expect(body).toMatchObject({ total_results: 1, has_more: false });
  });

  test('can lag behind a write', async () => {
    sandbox.world.laggingOpportunities = structuredClone(sandbox.world.opportunities);
    sandbox.changeBehind(ids.sampleDeal, { confidence: 5 });
    const { data } = await list(`lead_id=${ids.sampleLead}`);
    expect(data[0]?.confidence).toBe(75);
    expect((await call('GET', samplePath)).body).toMatchObject({ confidence: 5 });
  });
});

describe('computed values', () => {
  test.each([
    [{}, '$12,500', 937_500],
    [{ value: 1_250_050 }, '$12,500.50', 937_538],
    [{ value: 500, value_period: 'monthly' }, '$5 monthly', 375],
    [{ value: 90_000, value_period: 'annual' }, '$900 annual', 67_500],
    [{ value: 0 }, '', 0],
  ])('with %j the value is formatted as "%s"', async (change, formatted, expected) => {
    sandbox.changeBehind(ids.sampleDeal, change);
    const { body } = await call('GET', samplePath);
    expect(body).toMatchObject({ value_formatted: formatted, expected_value: expected });
  });

  test.each([
    [1, '¥1,500,000'],
    [100, '¥15,000'],
  ] as const)('the yen can have %i stored units', async (factor, formatted) => {
    sandbox.world.zeroDecimalFactor = factor;
    const { body } = await call('GET', `/opportunity/${ids.deals.yen}/`);
    expect(body).toMatchObject({ value_formatted: formatted, value_currency: 'JPY' });
  });

  test('a reset restores the initial data', async () => {
    const before = (await call('GET', samplePath)).body;
    sandbox.changeBehind(ids.sampleDeal, { value: 1 });
    sandbox.reset();
    expect((await call('GET', samplePath)).body).toEqual(before);
  });
});
