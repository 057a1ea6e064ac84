import type { RateLimitHeader } from './types.ts';

export type RecordedRequest = {
  /** Milliseconds since 1970. */
  at: number;
  host: string;
  method: string;
  /** The path without the query, such as `/api/v1/me/`. */
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** Parsed JSON, or the text; undefined if nothing was sent. */
  body: unknown;
  /** The status of the answer; 'pending' before it, 'dropped' if the connection ended without an answer. */
  status: number | 'pending' | 'dropped';
  /** The seconds to wait that a 429 named. */
  retryAfter?: number;
  /** Whether the request changed a stored deal. */
  appliedChange: boolean;
};

type RefusalStatus = 400 | 401 | 402 | 403 | 404 | 500 | 502 | 503;

export type FaultAction =
  | { status: 429; retryAfter?: number | string; header?: RateLimitHeader }
  | { status: RefusalStatus; body?: unknown }
  /** Answered with an empty body. */
  | { status: 504 }
  /** The connection ends without applying anything. */
  | 'drop-before'
  /** Applied, then the connection ends without an answer. */
  | 'drop-after'
  /** Milliseconds of waiting, then as usual. */
  | { delay: number }
  /** Waits for the promise, after or before the request is carried out. */
  | { hold: Promise<void>; applied: 'before' | 'after' }
  /** Status 200 with a page of HTML, as a captive portal would. */
  | 'html'
  | { redirect: string; status?: 301 | 302 | 307 | 308 }
  /** Status 200 with JSON that breaks off. */
  | 'malformed'
  /** A colleague changes the deal just before this request is handled. */
  | { changeBehind: Record<string, unknown> }
  /** Stores and answers other values than the request sent. */
  | { answer: Record<string, unknown> };

export type Fault = {
  /** Any method when left out. */
  method?: string;
  /** A prefix of, or a pattern for, the path with its query; `/api/v1` may be left out of a prefix. Any path when left out. */
  path?: string | RegExp;
  /** How many requests it meets; 1 when left out, Infinity allowed. */
  times?: number;
  then: FaultAction;
};
