import { setTimeout as wait } from 'node:timers/promises';
import { readRetryAt } from '../../lib/close-api/rate-limit.ts';
import { timeZoneOffsetHours } from '../../lib/opportunity/dates.ts';

const baseUrl = 'https://api.close.com/api/v1';
const timeoutMs = 15_000;
const maxTries = 5;
const firstPauseMs = 250;

/** An object from Close, under Close's own keys. */
export type Raw = Readonly<Record<string, unknown>>;

/** An unmodified answer of Close; `json` is empty if the text is not a JSON object. */
export type Answer = { status: number; statusText: string; headers: Headers; text: string; json: Raw };

type Method = 'GET' | 'PUT' | 'POST' | 'OPTIONS';

/** Sends requests to Close one at a time, within its rate limit. */
export type Service = {
  /** Does not follow redirects. Throws if Close is unreachable or answers with 5xx. A POST is a search and changes nothing. */
  send(method: Method, path: string, body?: Raw, headers?: Record<string, string>): Promise<Answer>;
};

/** Creates a service. Only reads are repeated after a failure; a 429 can always be repeated, because nothing was done. */
export function createService(authorization: string): Service {
  let notBefore = 0;

  async function once(
    method: Method,
    path: string,
    body: Raw | undefined,
    extra: Record<string, string>,
  ): Promise<Answer> {
    await wait(Math.max(0, notBefore - Date.now()));
    const response = await fetch(baseUrl + path, {
      method,
      headers: {
        authorization,
        accept: 'application/json',
        'x-tz-offset': String(timeZoneOffsetHours(new Date())),
        ...(body && { 'content-type': 'application/json' }),
        ...extra,
      },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { status, statusText, headers } = response;
    const text = await response.text();
    if (status === 429 || remainingOf(headers) === 0) notBefore = readRetryAt(headers, Date.now()) ?? 0;
    return { status, statusText, headers, text, json: toObject(text) };
  }

  async function send(
    method: Method,
    path: string,
    body?: Raw,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const mayRepeat = tries < maxTries;
      const answer = await once(method, path, body, headers).catch((error: unknown) => {
        if (mayRepeat && method !== 'PUT') return undefined;
        throw error;
      });
      const isLimited = answer?.status === 429;
      if (answer && answer.status < 500 && !isLimited) return answer;
      if (!mayRepeat || (method === 'PUT' && !isLimited)) throw new Error(`HTTP ${answer?.status}`);
      await wait(firstPauseMs * 2 ** (tries - 1));
    }
  }

  return { send };
}

/** Describes the format of the rate limit headers. */
export function rateLimitShape(headers: Headers): string {
  const joined = headers.get('ratelimit');
  if (joined !== null) return joined.includes(';') ? 'one header with semicolons' : 'one header with commas';
  return headers.has('ratelimit-remaining') ? 'separate headers' : 'no header';
}

function remainingOf(headers: Headers): number | undefined {
  const joined = /remaining\s*=\s*([\d.]+)/.exec(headers.get('ratelimit') ?? '')?.[1];
  const remaining = joined ?? headers.get('ratelimit-remaining') ?? undefined;
  return remaining === undefined ? undefined : Number(remaining);
}

function toObject(text: string): Raw {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Raw) : {};
  } catch {
    return {};
  }
}
