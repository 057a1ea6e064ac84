import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { createCloseClient } from '../../../lib/close-api/client.ts';
import { CloseError, problemOfAnswer } from '../../../lib/close-api/errors.ts';
import { readRetryAt } from '../../../lib/close-api/rate-limit.ts';
import { type CloseClientOptions, type CloseRequest, createRequest } from '../../../lib/close-api/request.ts';
import { ownPageRequests } from '../../../lib/messaging/contract.ts';
import { createRatePause } from '../../harness/rate-pause.ts';
import { testClient } from '../samples/close-client.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function answer(body: string, init: ResponseInit = {}) {
  const fetched = vi.fn<typeof fetch>(async () => new Response(body, init));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

it('reads errors of fields named like Object properties', () => {
  const body = JSON.stringify({ 'field-errors': { constructor: 'No.', status: 'Unknown.' } });
  const { fieldErrors } = problemOfAnswer({ status: 400, statusText: '' }, body, '');
  expect(fieldErrors).toEqual({ constructor: 'No.', status_id: 'Unknown.' });
});

const ask = () =>
  createRequest({ authorization: 'Basic eA==', fetch, onRequest() {}, rateLimit: createRatePause() })({
    path: '/me/',
    schema: z.object({ id: z.string() }),
  });
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof CloseError ? error.problem : error),
  );

type AnyRequest = Partial<CloseRequest<unknown>>;
const send = (request: AnyRequest = {}, options: Partial<CloseClientOptions> = {}) =>
  createRequest({
    authorization: 'Basic eA==',
    fetch,
    onRequest() {},
    rateLimit: createRatePause(),
    ...options,
  })({ path: '/me/', schema: z.unknown(), ...request });
/** Sends a request and returns how it was fetched. */
async function sentAs(request: AnyRequest, options: Partial<CloseClientOptions> = {}) {
  const fetched = answer('{}');
  await send(request, options);
  const [url, init] = fetched.mock.calls[0] ?? [];
  return { url: String(url), ...init, headers: Object.fromEntries(new Headers(init?.headers)) };
}

/** Texts that an attacker might use in place of an id, and sometimes valid ids. */
const hostileId = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'oppo_',
        'lead_',
        'oppo',
        '/',
        '..',
        '../',
        '?',
        '#',
        '%2e%2e',
        '%2f',
        '\\',
        ';',
        '@',
        ':',
      ),
      fc.constantFrom(
        '//evil.example.com/',
        'me',
        ' ',
        '\n',
        '\0',
        '\u202e',
        'ｏ',
        '&',
        '_',
        'a'.repeat(101),
      ),
      fc.string({ unit: fc.constantFrom(...'aZ09'), minLength: 1, maxLength: 43 }),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 4 },
  )
  .chain((parts) => fc.constantFrom(`oppo_${parts.join('')}`, `lead_${parts.join('')}`, parts.join('')));

describe('a request', () => {
  it('sends no cookies, follows no redirect and contains the time zone', async () => {
    const fetched = answer('{"id":"a"}');
    await ask();
    const [url, init] = fetched.mock.calls[0] ?? [];
    expect(String(url)).toBe('https://api.close.com/api/v1/me/');
    expect(init).toMatchObject({ method: 'GET', credentials: 'omit', redirect: 'error' });
    expect(new Headers(init?.headers).get('x-tz-offset')).toMatch(/^-?\d/);
  });

  it('names the user and wants JSON, from no cache and without saying where it comes from', async () => {
    const { headers, ...sent } = await sentAs({ query: { _fields: 'id,name' } });
    expect(sent).toMatchObject({
      url: 'https://api.close.com/api/v1/me/?_fields=id%2Cname',
      method: 'GET',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    expect(headers).toEqual({
      accept: 'application/json',
      authorization: 'Basic eA==',
      'x-tz-offset': expect.any(String),
    });
    expect(sent).not.toHaveProperty('body');
  });

  it('names no user where there is none yet', async () => {
    expect((await sentAs({}, { authorization: undefined })).headers).not.toHaveProperty('authorization');
  });

  it.each([
    ['PUT', { body: { note: 'x' } }, '{"note":"x"}'],
    ['POST', { search: { limit: 1 } }, '{"limit":1}'],
  ])('is a %s with a body of JSON', async (method, request, body) => {
    const { headers, ...sent } = await sentAs(request);
    expect(sent).toMatchObject({ method, body });
    expect(headers['content-type']).toBe('application/json');
  });

  it('sends a form for tokens to the host itself, without the user', async () => {
    const { headers, ...sent } = await sentAs({ path: '/oauth2/token/', form: { code: 'a b' } });
    expect(sent).toMatchObject({ url: 'https://api.close.com/oauth2/token/', method: 'POST' });
    expect(String(sent.body)).toBe('code=a+b');
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('content-type');
  });

  it('is not sent while a rate limit lasts, and says when it may be', async () => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] });
    const rateLimit = createRatePause();
    const fetched = answer('{}');
    await rateLimit.update(() => ({ since: 999_000, until: 1_000_001 }));
    expect(await problemOf(send({}, { rateLimit }))).toEqual({ kind: 'rate-limited', retryAt: 1_000_001 });
    expect(fetched).not.toHaveBeenCalled();
    await rateLimit.update(() => ({ since: 999_000, until: 1_000_000 }));
    expect(await problemOf(send({}, { rateLimit }))).toBeUndefined();
  });

  it('that meets a rate limit makes all others wait until it ends', async () => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] });
    const rateLimit = createRatePause();
    answer('', { status: 429, headers: { ratelimit: 'limit=100, remaining=0, reset=5' } });
    expect(await problemOf(send({}, { rateLimit }))).toMatchObject({ retryAt: 1_005_000 });
    expect(await rateLimit.read()).toEqual({ since: 1_000_000, until: 1_005_000 });
  });

  it('that meets another problem does not take the reset of a limit for the time to try again', async () => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] });
    const rateLimit = createRatePause();
    const headers = { ratelimit: 'limit=100, remaining=50, reset=5' };
    answer('', { status: 503, headers });
    expect((await problemOf(send({}, { rateLimit }))) as object).toHaveProperty('retryAt', undefined);
    answer('', { status: 503, headers: { ...headers, 'retry-after': '7' } });
    expect(await problemOf(send({}, { rateLimit }))).toMatchObject({ retryAt: 1_007_000 });
    expect(await rateLimit.read()).toEqual({ since: 0, until: 0 });
  });

  it('that a form makes is not repeated with /me/ when it is refused', async () => {
    const fetched = answer('{"error":"invalid_grant"}', { status: 401 });
    expect(await problemOf(send({ path: '/oauth2/token/', form: {} }))).toMatchObject({
      kind: 'unauthorized',
      detail: 'invalid_grant',
    });
    expect(fetched).toHaveBeenCalledOnce();
  });

  it('keeps the first refusal of a key that /me/ refuses too', async () => {
    vi.stubGlobal('fetch', async (url: URL) =>
      Response.json({ error: url.pathname.endsWith('/me/') ? 'second' : 'first' }, { status: 401 }),
    );
    expect(await problemOf(send({ path: '/lead/' }))).toMatchObject({
      kind: 'unauthorized',
      detail: 'first',
    });
  });

  it.each([
    ['withholds access to Close', async () => false, 'access-withheld'],
    ['grants access to Close', async () => true, 'offline'],
    ['does not say', () => Promise.reject(new Error('no answer')), 'offline'],
  ])('that gets nowhere is reported as such if the browser %s', async (_what, hasAccess, kind) => {
    const cause = new TypeError('Failed to fetch');
    vi.stubGlobal('fetch', () => Promise.reject(cause));
    const error = await send({}, { hasAccess }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: 'CloseError',
      problem: { kind },
      request: { method: 'GET', path: '/me/', status: 0 },
      cause,
    });
  });

  it('tells how long it took', async () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValueOnce(1_000).mockReturnValueOnce(1_041.6);
    const onRequest = vi.fn();
    answer('{}');
    await send({}, { onRequest });
    clock.mockRestore();
    expect(onRequest).toHaveBeenCalledExactlyOnceWith({
      method: 'GET',
      path: '/me/',
      status: 200,
      milliseconds: 42,
    });
  });

  it('takes an empty answer, as to a revocation, for null', async () => {
    answer('');
    expect(await send()).toBeNull();
  });

  it('takes an answer of eight million letters and no longer one', async () => {
    const longest = `"${'a'.repeat(7_999_998)}"`;
    const respond = (text: string) => async () => ({ ok: true, status: 200, text: async () => text });
    vi.stubGlobal('fetch', respond(longest));
    expect(await send()).toHaveLength(7_999_998);
    vi.stubGlobal('fetch', respond(`${longest} `));
    expect(await send().catch((thrown: unknown) => thrown)).toMatchObject({
      problem: { kind: 'unreadable-answer' },
      request: { path: '/me/', status: 200 },
    });
  });

  it('whose answer breaks off is reported as lost', async () => {
    const text = () => Promise.reject(new TypeError('network error'));
    vi.stubGlobal('fetch', async () => ({ ok: true, status: 200, text }));
    expect(await problemOf(send())).toEqual({ kind: 'offline' });
  });

  it('names the first three places where an answer has another shape', async () => {
    answer('{"b":{"c":1}}');
    const schema = z.object({ a: z.string(), b: z.object({ c: z.string() }), d: z.string(), e: z.string() });
    const error = await send({ schema }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      problem: { kind: 'unreadable-answer', detail: 'a, b.c, d' },
      request: { path: '/me/', status: 200 },
    });
  });

  it('quotes nothing of an answer without JSON', async () => {
    answer('{"id":');
    expect(await problemOf(ask())).toEqual({ kind: 'unreadable-answer' });
  });

  it('puts only valid ids into a path, as 1 000 hostile ones show', async () => {
    const fetched = answer('{}');
    await fc.assert(
      fc.asyncProperty(hostileId, async (id) => {
        fetched.mockClear();
        const tries = [
          testClient().readOpportunity(id),
          testClient().updateOpportunity(id, { note: 'x' }),
          testClient().readLeadName(id),
        ];
        const problems = await Promise.all(tries.map(problemOf));
        for (const [address] of fetched.mock.calls)
          expect(String(address)).toMatch(
            /^https:\/\/api\.close\.com\/api\/v1\/(opportunity\/oppo|lead\/lead)_[0-9A-Za-z]{1,100}\/(\?_fields=id%2Cdisplay_name)?$/,
          );
        const isDeal = /^oppo_[0-9A-Za-z]{1,100}$/.test(id) && !id.endsWith('\n');
        expect(problems[0]).toMatchObject({ kind: isDeal ? 'unreadable-answer' : 'wrong-deal' });
        expect(
          ownPageRequests['deal.open'].input.safeParse({ opportunityId: id, refresh: false }).success,
        ).toBe(isDeal);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['HTML', '<!doctype html>', 'unreadable-answer'],
    ['broken JSON', '{"id":', 'unreadable-answer'],
    ['JSON of another shape', '{"id":7}', 'unreadable-answer'],
  ])('reports %s as an unreadable answer', async (_what, body, kind) => {
    answer(body);
    expect(await problemOf(ask())).toMatchObject({ kind });
  });

  it('distinguishes a lost connection from a timeout', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await problemOf(ask())).toEqual({ kind: 'offline' });
    vi.stubGlobal('fetch', () => Promise.reject(new DOMException('odd', 'NetworkError')));
    expect(await problemOf(ask())).toEqual({ kind: 'offline' });
    for (const name of ['TimeoutError', 'AbortError']) {
      vi.stubGlobal('fetch', () => Promise.reject(new DOMException('late', name)));
      expect(await problemOf(ask())).toEqual({ kind: 'timeout' });
    }
  });
});

describe('the error of a request', () => {
  const id = `oppo_${'a'.repeat(43)}`;
  const errorOf = (work: Promise<unknown>) => work.catch((error: unknown) => error as CloseError);

  it('carries its method, its path without ids, and the status', async () => {
    answer('{"error":"No."}', { status: 404 });
    const error = await errorOf(testClient().readOpportunity(id));
    expect(error).toMatchObject({ request: { method: 'GET', path: '/opportunity/oppo_…/', status: 404 } });
    expect(error).toHaveProperty('message', 'GET /opportunity/oppo_…/ 404: No.');
  });

  it('carries no request if none was sent', async () => {
    answer('{}');
    expect(await errorOf(testClient().readOpportunity('lead_a'))).toHaveProperty('request', undefined);
  });

  const lost = (cause: unknown) => () => Promise.reject(cause);
  const status = (code: number) => async () => new Response('{}', { status: code });
  type Outcome = [string, () => Promise<Response>, boolean];
  const outcomes: Outcome[] = [
    ['a time-out', lost(new DOMException('late', 'TimeoutError')), true],
    ['a lost connection', lost(new TypeError('Failed to fetch')), true],
    ['a broken answer', async () => new Response('{"id":'), true],
    ...[500, 502, 504].map((code): Outcome => [`a ${code}`, status(code), true]),
    ...[400, 403, 404, 429, 503].map((code): Outcome => [`a ${code}`, status(code), false]),
  ];

  it.each(outcomes)('tells whether a write may have been applied: %s', async (_what, respond, isUnknown) => {
    vi.stubGlobal('fetch', respond);
    const written = await problemOf(testClient().updateOpportunity(id, { confidence: 1 }));
    expect(Object(written).isOutcomeUnknown ?? false).toBe(isUnknown);
    const read = await problemOf(testClient().readOpportunity(id));
    expect(read).not.toHaveProperty('isOutcomeUnknown');
  });
});

it('reports every request that has ended, without ids', async () => {
  answer('{}', { status: 404 });
  const onRequest = vi.fn();
  const close = createCloseClient({ fetch, onRequest, rateLimit: createRatePause() });
  await close.readOpportunity(`oppo_${'a'.repeat(43)}`).catch(() => {});
  expect(onRequest.mock.calls).toEqual([
    [{ method: 'GET', path: '/opportunity/oppo_…/', status: 404, milliseconds: expect.any(Number) }],
  ]);
});

describe('problemOfAnswer', () => {
  it.each([
    [400, '{"errors":["a","b"],"field-errors":{}}', { kind: 'invalid', detail: 'a b' }],
    [
      400,
      '{"field-errors":{"status":"no such status"}}',
      { kind: 'invalid', fieldErrors: { status_id: 'no such status' } },
    ],
    [
      400,
      '{"field-errors":{"custom.cf_a":["bad","worse"]}}',
      { kind: 'invalid', fieldErrors: { 'custom.cf_a': 'bad worse' } },
    ],
    [
      400,
      '{"field-errors":{"contacts":{"errors":{"emails":"bad"}}}}',
      { kind: 'invalid', fieldErrors: { contacts: 'bad' } },
    ],
    [401, '{"error":"whatever"}', { kind: 'unauthorized', detail: 'whatever' }],
    [402, '', { kind: 'plan-limit' }],
    [403, '', { kind: 'forbidden' }],
    [404, '{"error":"Empty query"}', { kind: 'not-found' }],
    [429, 'ignored', { kind: 'rate-limited' }],
    [500, '<html>', { kind: 'timeout' }],
    [502, '', { kind: 'timeout' }],
    [503, '', { kind: 'unavailable' }],
    [504, '', { kind: 'timeout' }],
    [418, 'null', { kind: 'unexpected' }],
  ])('reads the problem of status %s with body %s', (status, body, expected) => {
    expect(problemOfAnswer({ status, statusText: '' }, body, '')).toMatchObject(expected);
  });
});

it.each([
  ['no errors', '{"field-errors":{}}'],
  ['null for errors', '{"field-errors":null}'],
  ['an error without words', '{"field-errors":{"status":[]}}'],
  ['a text', '"field-errors"'],
])('an answer with %s of fields has none', (_what, body) => {
  const problem = problemOfAnswer({ status: 400, statusText: '' }, body, '');
  expect(Object.keys(problem)).toContain('fieldErrors');
  expect(problem).toMatchObject({ detail: 'HTTP 400', fieldErrors: undefined });
});

it('reads errors between which there are gaps', () => {
  const body = '{"errors":[null,"a",7,{"b":null,"c":"d"}]}';
  expect(problemOfAnswer({ status: 400, statusText: '' }, body, '').detail).toBe('a d');
});

describe('readRetryAt', () => {
  it.each([
    ['a retry-after header', { 'retry-after': '12' }, 12_000],
    ['decimal seconds', { 'retry-after': '1.5' }, 1_500],
    ['one header with commas', { ratelimit: 'limit=100, remaining=0, reset=5' }, 5_000],
    ['one header with semicolons', { ratelimit: 'limit=100; remaining=0; reset=5.2' }, 5_200],
    [
      'separate headers',
      { 'ratelimit-limit': '100', 'ratelimit-remaining': '0', 'ratelimit-reset': '3' },
      3_000,
    ],
    ['the exact reset rather than retry-after', { 'retry-after': '7', ratelimit: 'reset=6.4' }, 6_400],
    ['no headers', {}, undefined],
    ['invalid text', { 'retry-after': 'soon' }, undefined],
    ['a negative number', { 'retry-after': '-5' }, undefined],
    ['more than a day as one day', { 'retry-after': '1e300' }, 86_400_000],
  ])('reads %s', (_how, headers, after) => {
    const now = 1_000_000;
    expect(readRetryAt(new Headers(headers as Record<string, string>), now)).toBe(
      after === undefined ? undefined : now + after,
    );
  });

  it.each([
    [
      'ignores the reset of a limit that was not exceeded',
      { ratelimit: 'reset=5', 'ratelimit-reset': '5' },
      undefined,
    ],
    ['reads retry-after', { 'retry-after': '7', ratelimit: 'reset=5' }, 7_000],
  ])('%s if the request failed for another reason', (_how, headers, after) => {
    expect(readRetryAt(new Headers(headers as Record<string, string>), 0, false)).toBe(after);
  });
});
