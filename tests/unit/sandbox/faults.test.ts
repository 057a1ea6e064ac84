// biome-ignore-all lint/suspicious/noThenProperty: a fault's `then` describes what happens; no fault is ever awaited.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { ids } from '../../sandbox/seed.ts';
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

const path = `/opportunity/${ids.sampleDeal}/`;
const put = () => call('PUT', path, { body: { confidence: 20 } });
const storedConfidence = () => sandbox.world.opportunities.get(ids.sampleDeal)?.confidence;

describe('a fault', () => {
  test('applies only to its method and path, as often as requested', async () => {
    sandbox.fault({ method: 'PUT', path: '/opportunity/', times: 2, then: { status: 503 } });
    sandbox.fault({ path: /pipeline/, then: { status: 500 } });
    const statuses = [];
    for (const [method, where] of [
      ['GET', path],
      ['PUT', path],
      ['PUT', path],
      ['PUT', path],
      ['GET', '/pipeline/'],
    ] as const) {
      statuses.push((await call(method, where, method === 'PUT' ? { body: { confidence: 1 } } : {})).status);
    }
    expect(statuses).toEqual([200, 503, 503, 200, 500]);
  });

  test('with status 429 sends the time to wait', async () => {
    sandbox.fault({ then: { status: 429, retryAfter: 12, header: 'semicolon' } });
    const { status, headers } = await put();
    expect([status, headers.get('retry-after'), headers.get('ratelimit')]).toEqual([
      429,
      '12',
      'limit=100; remaining=0; reset=12',
    ]);
    sandbox.fault({ then: { status: 429, header: 'none' } });
    const withoutHeaders = await put();
    expect([withoutHeaders.headers.get('retry-after'), withoutHeaders.headers.get('ratelimit')]).toEqual([
      null,
      null,
    ]);
  });

  test('answers 504 without a body, "html" and "malformed" without JSON, and sends a given body unchanged', async () => {
    sandbox.fault({ then: { status: 504 } });
    sandbox.fault({ then: 'html' });
    sandbox.fault({ then: 'malformed' });
    sandbox.fault({ then: { status: 400, body: { 'field-errors': { value: ['x'] } } } });
    expect(await put()).toMatchObject({ status: 504, text: '' });
    expect((await put()).headers.get('content-type')).toMatch(/^text\/html/);
    expect(await put()).toMatchObject({ status: 200, body: undefined });
    expect(await put()).toMatchObject({ status: 400, body: { 'field-errors': { value: ['x'] } } });
    expect(storedConfidence()).toBe(75);
  });

  test.each([
    ['drop-before', 75, false],
    ['drop-after', 20, true],
  ] as const)('"%s" leaves confidence at %i', async (then, confidence, appliedChange) => {
    sandbox.fault({ then });
    await expect(put()).rejects.toThrow('fetch failed');
    expect(storedConfidence()).toBe(confidence);
    expect(sandbox.requests).toMatchObject([{ method: 'PUT', status: 'dropped', appliedChange }]);
  });

  test.each([
    ['before', 20],
    ['after', 75],
  ] as const)(
    'that holds the answer and applies the change %s the hold shows confidence %i during the hold',
    async (applied, confidence) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const arrived = new Promise((done) => sandbox.onArrival(done));
      sandbox.fault({ then: { hold: promise, applied } });
      const answer = put();
      await arrived;
      await new Promise(setImmediate);
      expect([storedConfidence(), sandbox.requests[0]?.status]).toEqual([confidence, 'pending']);
      resolve();
      expect((await answer).status).toBe(200);
      expect(storedConfidence()).toBe(20);
    },
  );

  test('that outlasts the client is recorded as dropped', async () => {
    sandbox.fault({ then: { delay: 400 } });
    const url = `https://api.close.com/api/v1${path}`;
    const ended = new Promise((done) => sandbox.onRequest(done));
    const answer = createSandboxFetch(sandbox)(url, { signal: AbortSignal.timeout(100) });
    await expect(answer).rejects.toThrow(/timeout/i);
    expect(await ended).toMatchObject({ status: 'dropped' });
  });

  test('can redirect to another host', async () => {
    sandbox.fault({ then: { redirect: 'https://elsewhere.example.com/' } });
    const url = 'https://api.close.com/api/v1/me/';
    expect((await createSandboxFetch(sandbox)(url)).status).toBe(421);
    expect(sandbox.strayRequests).toMatchObject([{ host: 'elsewhere.example.com', status: 421 }]);
  });

  test('can change the deal as another user first, or change the answer', async () => {
    const field = `custom.${ids.fields.nextStep}`;
    sandbox.fault({ then: { changeBehind: { [field]: 'Call on Monday' } } });
    expect((await call('GET', path)).body).toMatchObject({
      [field]: 'Call on Monday',
      updated_by: ids.users.sam,
      updated_by_name: 'Sam Lee',
    });
    sandbox.fault({ then: { answer: { confidence: 33 } } });
    expect((await put()).body).toMatchObject({ confidence: 33 });
  });
});

test('requests are recorded with headers and body', async () => {
  await call('PUT', `${path}?_fields=id`, {
    body: { confidence: 20 },
    headers: { cookie: 'session=signed-in' },
  });
  expect(sandbox.requests).toMatchObject([
    {
      host: 'api.close.com',
      method: 'PUT',
      path: `/api/v1${path}`,
      query: { _fields: 'id' },
      headers: { cookie: 'session=signed-in', 'content-type': 'application/json' },
      body: { confidence: 20 },
      status: 200,
      appliedChange: true,
    },
  ]);
});
