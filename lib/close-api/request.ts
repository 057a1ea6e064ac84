import * as z from 'zod/mini';
import { redact } from '../base/redact.ts';
import type { Problem } from '../model/problem.ts';
import { timeZoneOffsetHours } from '../opportunity/dates.ts';
import { CloseError, problemOfAnswer, type SentRequest } from './errors.ts';
import { endOfPause, type RatePauseStore, readRetryAt, startPause } from './rate-limit.ts';

const host = 'https://api.close.com';
const timeoutMs = 15_000;
/** No answer this product asks for comes near it; anything larger is not what was asked for. */
const maxAnswerLength = 8_000_000;

export type CloseClientOptions = {
  /** The `Authorization` header's value. Requests for tokens go without. */
  authorization?: string | undefined;
  fetch: typeof fetch;
  /** Is called with every request that has ended. */
  onRequest(request: SentRequest & { milliseconds: number }): void;
  rateLimit: RatePauseStore;
  /** Returns whether the browser lets the extension reach Close, which its user can withhold. */
  hasAccess?(): Promise<boolean>;
};

export type CloseRequest<Answer> = {
  /**
   * Below the API's base, or the host's if a form is sent. Ends with a slash, because Close redirects other paths and a
   * redirected PUT may lose its body.
   */
  path: `/${string}/`;
  query?: Record<string, string>;
  /** Sent as PUT if given. */
  body?: Record<string, unknown>;
  /** Sent as POST if given, to a path that only reads. Without this, `body` and `form` the request is a GET. */
  search?: Record<string, unknown>;
  /** Sent as POST without `authorization` if given, as OAuth wants it. */
  form?: Record<string, string>;
  schema: z.ZodMiniType<Answer>;
  /** Cancels the request. */
  signal?: AbortSignal | undefined;
};

/** Sends one request and returns its parsed answer. Throws `CloseError`, and only that unless the pause cannot be read. */
export type SendRequest = <Answer>(request: CloseRequest<Answer>) => Promise<Answer>;

/**
 * Creates the function that sends requests, unless a rate limit lasts. A limit that it meets holds for the key, so every
 * other request waits too; an error for a rate limit always says when to try again.
 */
export function createRequest(options: CloseClientOptions): SendRequest {
  const { authorization = '', rateLimit } = options;

  async function request<Answer>(closeRequest: CloseRequest<Answer>): Promise<Answer> {
    const { path, body, search, form, schema } = closeRequest;
    const retryAt = endOfPause(await rateLimit.read());
    if (retryAt > Date.now()) throw new CloseError({ kind: 'rate-limited', retryAt });
    const method = form || search ? 'POST' : body ? 'PUT' : 'GET';
    const sent: SentRequest = { method, path: path.replace(/\b(oppo|lead|orga)_\w+/g, '$1_…'), status: 0 };
    const response = await send(closeRequest, sent, options);
    const text = await readText(response, sent);
    if (response.ok) return parseAnswer(text, schema, sent, authorization);
    throw new CloseError(
      await explain(problemOfAnswer(response, text, authorization), response, closeRequest),
      {
        request: sent,
      },
    );
  }

  async function explain(
    problem: Problem,
    { headers }: Response,
    { path, body, form }: CloseRequest<unknown>,
  ): Promise<Problem> {
    const { kind } = problem;
    const refusal = body || form ? 'forbidden' : 'forbidden-to-read';
    const retryAt = readRetryAt(headers, Date.now(), kind === 'rate-limited');
    if (kind === 'rate-limited') return { ...problem, retryAt: await startPause(rateLimit, retryAt) };
    if (kind === 'forbidden') return { ...problem, kind: refusal };
    if (kind !== 'unauthorized' || form || path === '/me/') return { ...problem, retryAt };
    // Close may refuse a request for want of rights as it refuses a dead key. Only `/me/` tells one from the other.
    try {
      await request({ path: '/me/', schema: z.unknown() });
      return { kind: refusal };
    } catch (error) {
      const met = error instanceof CloseError ? error.problem : problem;
      return met.kind === 'unauthorized' ? problem : met;
    }
  }

  return request;
}

// Leaves cookies out, because people are logged in to Close in the same browser and answers have cleared that session.
async function send(
  { path, query, body, search, form, signal }: CloseRequest<unknown>,
  sent: SentRequest,
  { authorization, fetch, onRequest, hasAccess }: CloseClientOptions,
): Promise<Response> {
  const url = new URL(`${host}${form ? '' : '/api/v1'}${path}`);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const start = performance.now();
  const json = body ?? search;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: sent.method,
      headers: {
        ...(authorization && !form && { authorization }),
        accept: 'application/json',
        // "Today" and dates without a zone are the user's.
        'x-tz-offset': String(timeZoneOffsetHours(new Date())),
        ...(json && { 'content-type': 'application/json' }),
      },
      ...(json && { body: JSON.stringify(json) }),
      ...(form && { body: new URLSearchParams(form) }),
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    });
    sent.status = response.status;
    return response;
  } catch (cause) {
    const isWithheld = (await hasAccess?.().catch(() => true)) === false;
    if (isWithheld) throw new CloseError({ kind: 'access-withheld' }, { request: sent, cause });
    throw lost(sent, cause);
  } finally {
    onRequest({ ...sent, milliseconds: Math.round(performance.now() - start) });
  }
}

async function readText(response: Response, request: SentRequest): Promise<string> {
  const text = await response.text().catch((cause) => {
    throw lost(request, cause);
  });
  if (text.length > maxAnswerLength) throw new CloseError({ kind: 'unreadable-answer' }, { request });
  return text;
}

function parseAnswer<Answer>(
  text: string,
  schema: z.ZodMiniType<Answer>,
  request: SentRequest,
  authorization: string,
): Answer {
  let json: unknown;
  try {
    // The answer to a revocation is empty.
    json = text === '' ? null : JSON.parse(text);
  } catch {
    // Without its cause, which quotes the answer.
    throw new CloseError({ kind: 'unreadable-answer' }, { request });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path }) => path.join('.')).slice(0, 3);
  const detail = redact(places.join(', '), authorization);
  throw new CloseError({ kind: 'unreadable-answer', detail }, { request });
}

function lost(request: SentRequest, cause: unknown): CloseError {
  const isTimeout =
    cause instanceof DOMException && (cause.name === 'TimeoutError' || cause.name === 'AbortError');
  return new CloseError({ kind: isTimeout ? 'timeout' : 'offline' }, { request, cause });
}
