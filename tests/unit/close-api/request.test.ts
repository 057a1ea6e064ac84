import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { readOpportunity, writeOpportunity } from '../../../lib/close-api/client.ts';
import { CloseError, problemOfAnswer } from '../../../lib/close-api/errors.ts';
import { readRetryAt } from '../../../lib/close-api/rate-limit.ts';
import { requestClose } from '../../../lib/close-api/request.ts';

afterEach(() => vi.unstubAllGlobals());

function answer(body: string, init: ResponseInit = {}) {
  const fetched = vi.fn<typeof fetch>(async () => new Response(body, init));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

const ask = () =>
  requestClose({ authorization: 'Basic eA==', path: '/me/', schema: z.object({ id: z.string() }) });
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof CloseError ? error.problem : error),
  );

describe('a request', () => {
  it('goes without cookies, follows no redirect and carries the time zone', async () => {
    const fetched = answer('{"id":"a"}');
    await ask();
    const [url, init] = fetched.mock.calls[0] ?? [];
    expect(String(url)).toBe('https://api.close.com/api/v1/me/');
    expect(init).toMatchObject({ method: 'GET', credentials: 'omit', redirect: 'error' });
    expect(new Headers(init?.headers).get('x-tz-offset')).toMatch(/^-?\d/);
  });

  it('lets nothing but an id into a path', async () => {
    const fetched = answer('{}');
    for (const id of [
      'oppo_../me',
      'oppo_a/b',
      'oppo_a?x=1',
      'lead_a',
      'oppo_',
      '',
      'oppo_%2e',
      `oppo_${'a'.repeat(101)}`,
    ]) {
      expect(await problemOf(readOpportunity('Basic eA==', id))).toEqual({ kind: 'wrong-deal' });
      expect(await problemOf(writeOpportunity('Basic eA==', id, {}))).toEqual({ kind: 'wrong-deal' });
    }
    expect(fetched).not.toHaveBeenCalled();
  });

  it.each([
    ['HTML', '<!doctype html>', 'unreadable-answer'],
    ['broken JSON', '{"id":', 'unreadable-answer'],
    ['another shape', '{"id":7}', 'unreadable-answer'],
  ])('says that %s is no answer', async (_what, body, kind) => {
    answer(body);
    expect(await problemOf(ask())).toMatchObject({ kind });
  });

  it('tells a lost connection from a time-out', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await problemOf(ask())).toEqual({ kind: 'offline' });
    vi.stubGlobal('fetch', () => Promise.reject(new DOMException('late', 'TimeoutError')));
    expect(await problemOf(ask())).toEqual({ kind: 'timeout' });
  });
});

describe('the problem behind an answer', () => {
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
  ])('%s %s', (status, body, expected) => {
    expect(problemOfAnswer(status, '', body)).toMatchObject(expected);
  });

  it('carries no key, whatever Close repeats', () => {
    const body = '{"errors":["bad key api_abcDEF123.456xyz","Basic YXBpX2FiYw=="]}';
    expect(problemOfAnswer(400, '', body).detail).toBe('bad key api_… Basic …');
  });
});

describe('when a limited request may be repeated', () => {
  it.each([
    ['retry-after', { 'retry-after': '12' }, 12_000],
    ['decimals', { 'retry-after': '1.5' }, 1_500],
    ['commas', { ratelimit: 'limit=100, remaining=0, reset=5' }, 5_000],
    ['semicolons', { ratelimit: 'limit=100; remaining=0; reset=5.2' }, 5_200],
    [
      'separate headers',
      { 'ratelimit-limit': '100', 'ratelimit-remaining': '0', 'ratelimit-reset': '3' },
      3_000,
    ],
    ['retry-after before reset', { 'retry-after': '7', ratelimit: 'reset=5' }, 7_000],
    ['nothing', {}, undefined],
    ['nonsense', { 'retry-after': 'soon' }, undefined],
    ['a negative number', { 'retry-after': '-5' }, undefined],
    ['a day at the most', { 'retry-after': '1e300' }, 86_400_000],
  ])('%s', (_how, headers, after) => {
    const now = 1_000_000;
    expect(readRetryAt(new Headers(headers as Record<string, string>), now)).toBe(
      after === undefined ? undefined : now + after,
    );
  });

  it.each([
    [
      'the reset of a limit that was not exceeded',
      { ratelimit: 'reset=5', 'ratelimit-reset': '5' },
      undefined,
    ],
    ['retry-after', { 'retry-after': '7', ratelimit: 'reset=5' }, 7_000],
  ])('where Close only stumbled: %s', (_how, headers, after) => {
    expect(readRetryAt(new Headers(headers as Record<string, string>), 0, false)).toBe(after);
  });
});
