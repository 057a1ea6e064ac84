import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { createCloseClient } from '../../../lib/close-api/client.ts';
import { CloseError, problemOfAnswer } from '../../../lib/close-api/errors.ts';
import { readRetryAt } from '../../../lib/close-api/rate-limit.ts';
import { createRequest } from '../../../lib/close-api/request.ts';
import { ownPageRequests } from '../../../lib/messaging/contract.ts';
import { createRatePause } from '../../harness/rate-pause.ts';
import { testClient } from '../samples/close-client.ts';

afterEach(() => vi.unstubAllGlobals());

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
    vi.stubGlobal('fetch', () => Promise.reject(new DOMException('late', 'TimeoutError')));
    expect(await problemOf(ask())).toEqual({ kind: 'timeout' });
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
