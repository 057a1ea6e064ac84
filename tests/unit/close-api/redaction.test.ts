import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { redact } from '../../../lib/base/redact.ts';
import { CloseError } from '../../../lib/close-api/errors.ts';
import { createRequest } from '../../../lib/close-api/request.ts';
import { authorizationOf } from '../../../lib/connection/authorization.ts';
import { createRatePause } from '../../harness/rate-pause.ts';
import { testClient } from '../samples/close-client.ts';

afterEach(() => vi.unstubAllGlobals());

const letters = (minLength: number) =>
  fc.string({
    unit: fc.constantFrom(...'abcdefghijkmnopqrsuvwxyz0123456789ABCXYZ'),
    minLength,
    maxLength: 44,
  });
/** Keys in the format of Close, and in other formats that the options page accepts. */
const anyKey = fc.oneof(
  fc.tuple(letters(22), letters(22)).map(([first, last]) => `api_${first}.${last}`),
  letters(16).map((word) => `k-${word}`),
);
const anyCredential = fc.oneof(
  anyKey.map((key) => ({ secrets: [key, btoa(`${key}:`)], authorization: authorizationOf(key) })),
  anyKey.map((token) => ({ secrets: [token], authorization: `Bearer ${token}` })),
);
const status = fc.constantFrom(200, 400, 401, 402, 403, 404, 418, 429, 500, 502, 503, 504);
const around = fc.string({ maxLength: 20 });

/** Answers that repeat a secret: in texts, in keys, nested, as JSON, as HTML, truncated. */
const bodiesWith = (secret: string) =>
  fc.tuple(around, around, fc.integer({ min: 0, max: 9 })).map(([before, after, shape]) => {
    const text = before + secret + after;
    const bodies = [
      text,
      JSON.stringify(text),
      JSON.stringify({ error: text }),
      JSON.stringify({ errors: [text, { deep: [text] }] }),
      JSON.stringify({ message: text, error: 7 }),
      JSON.stringify({ 'field-errors': { [text]: text, status: { [secret]: text } } }),
      JSON.stringify({ id: 7, [secret]: text, list: { [secret]: 'no number' } }),
      `{"error":"${secret}`,
      `<html><title>${text}</title>`,
      JSON.stringify({ error: text }).replaceAll('a', '\\u0061'),
    ];
    return bodies[shape] ?? '';
  });

const credentialWithSecret = anyCredential.chain((credential) =>
  fc.record({
    credential: fc.constant(credential),
    secret: fc.constantFrom(...credential.secrets),
    status,
  }),
);

/** Returns everything that an error contains, including its causes. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? '';
  const { message, stack, cause } = error;
  const problem = error instanceof CloseError ? error.problem : undefined;
  return [message, stack, JSON.stringify(error), JSON.stringify(problem), everythingIn(cause)].join('\n');
}

describe('a key', () => {
  it('is in no error and no problem for any answer of Close', async () => {
    const schema = z.object({ id: z.string(), list: z.optional(z.record(z.string(), z.number())) });
    const property = fc.asyncProperty(
      credentialWithSecret.chain((each) =>
        fc.record({ each: fc.constant(each), body: bodiesWith(each.secret) }),
      ),
      async ({ each: { credential, status: code, secret }, body }) => {
        const statusText = /^[\w.=-]+$/.test(secret) ? secret : '';
        vi.stubGlobal('fetch', async () => new Response(body, { status: code, statusText }));
        const { authorization, secrets } = credential;
        const error = await createRequest({
          authorization,
          fetch,
          onRequest() {},
          rateLimit: createRatePause(),
        })({
          path: '/me/',
          schema,
        }).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        const content = everythingIn(error);
        for (const each of secrets) expect(content).not.toContain(each);
      },
    );
    await fc.assert(property, { numRuns: 500 });
  });

  it('is in no error if it is mistaken for an id', async () => {
    await fc.assert(
      fc.asyncProperty(anyKey, async (key) => {
        const error = await testClient(authorizationOf(key))
          .readOpportunity(`oppo_${key}/`)
          .catch((thrown) => thrown);
        expect(everythingIn(error)).not.toContain(key);
      }),
    );
  });

  it('is redacted from a text together with the rest of its header value', () => {
    expect(redact('bad key api_abcDEF123.456xyz, Basic YXBpX2FiYw==')).toBe('bad key api_…, Basic …');
    expect(redact('No such status.', authorizationOf('k-0123456789'))).toBe('No such status.');
  });
});
