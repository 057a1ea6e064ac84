import * as z from 'zod/mini';
import { redact } from '../base/redact.ts';
import type { Problem } from '../model/problem.ts';
import { timeZoneOffsetHours } from '../opportunity/dates.ts';
import { CloseError, problemOfAnswer } from './errors.ts';
import { readRetryAt } from './rate-limit.ts';

const host = 'https://api.close.com';
const timeoutMs = 15_000;
/** No answer this product asks for comes near it; anything larger is not what was asked for. */
const maxAnswerLength = 8_000_000;

/** A request that has ended; `status` is 0 where no answer came. */
type Call = { method: string; path: string; status: number; milliseconds: number };

let tellCall = (_call: Call): void => {};

/** Says who hears of every request that has ended. */
export function onCall(listener: (call: Call) => void): void {
  tellCall = listener;
}

export type CloseRequest<Answer> = {
  /** The `Authorization` header's value; a form goes without. */
  authorization?: string;
  /** Below the API's base, or the host's where a form is sent; slash at the end: Close redirects other paths, and a redirected PUT may lose its body. */
  path: `/${string}/`;
  query?: Record<string, string>;
  /** Sent as PUT where given, else the request is a GET. */
  body?: Record<string, unknown>;
  /** Sent as POST where given, as OAuth wants it. */
  form?: Record<string, string>;
  schema: z.ZodMiniType<Answer>;
};

/**
 * One request to Close and its parsed answer. Throws only `CloseError`. Cookies are left out because people are logged
 * in to Close in the same browser and answers have been seen to clear that session.
 */
export async function requestClose<Answer>(request: CloseRequest<Answer>): Promise<Answer> {
  const response = await send(request);
  const text = await readText(response);
  if (!response.ok) {
    const retryAt = readRetryAt(response.headers, Date.now(), response.status === 429);
    const problem = problemOfAnswer(response, text, request.authorization ?? '', retryAt);
    throw new CloseError(await explainRefusal(request, problem));
  }
  return parseAnswer(text, request);
}

// Close may refuse a change for want of rights with the status and body of a dead key. Only `/me/` tells one from the other.
async function explainRefusal(
  { authorization, path }: CloseRequest<unknown>,
  problem: Problem,
): Promise<Problem> {
  if (problem.kind !== 'unauthorized' || !authorization || path === '/me/') return problem;
  try {
    await requestClose({ authorization, path: '/me/', schema: z.unknown() });
    return { kind: 'forbidden' };
  } catch (error) {
    const met = error instanceof CloseError ? error.problem : problem;
    return met.kind === 'unauthorized' ? problem : met;
  }
}

async function send({ authorization, path, query, body, form }: CloseRequest<unknown>): Promise<Response> {
  const url = new URL(`${host}${form ? '' : '/api/v1'}${path}`);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const method = form ? 'POST' : body ? 'PUT' : 'GET';
  const start = performance.now();
  let status = 0;
  try {
    const response = await fetch(url, {
      method,
      headers: {
        ...(authorization && { authorization }),
        accept: 'application/json',
        // "Today" and dates without a zone are the user's.
        'x-tz-offset': String(timeZoneOffsetHours(new Date())),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      ...(form && { body: new URLSearchParams(form) }),
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = response.status;
    return response;
  } catch (cause) {
    throw new CloseError({ kind: isTimeout(cause) ? 'timeout' : 'offline' }, cause);
  } finally {
    tellCall({ method, path, status, milliseconds: Math.round(performance.now() - start) });
  }
}

async function readText(response: Response): Promise<string> {
  try {
    const text = await response.text();
    if (text.length > maxAnswerLength) throw new CloseError({ kind: 'unreadable-answer' });
    return text;
  } catch (cause) {
    if (cause instanceof CloseError) throw cause;
    throw new CloseError({ kind: isTimeout(cause) ? 'timeout' : 'offline' }, cause);
  }
}

function parseAnswer<Answer>(text: string, { authorization, schema }: CloseRequest<Answer>): Answer {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Without its cause, which quotes the answer.
    throw new CloseError({ kind: 'unreadable-answer' });
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const places = parsed.error.issues.map(({ path }) => path.join('.')).slice(0, 3);
    const detail = redact(places.join(', '), authorization);
    throw new CloseError({ kind: 'unreadable-answer', detail });
  }
  return parsed.data;
}

function isTimeout(cause: unknown): boolean {
  return cause instanceof DOMException && (cause.name === 'TimeoutError' || cause.name === 'AbortError');
}
