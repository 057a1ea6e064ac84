import { cutText } from '../base/cut-text.ts';
import { redact } from '../base/redact.ts';
import type { Problem, ProblemKind } from '../model/problem.ts';

/** A request that was sent: `path` without ids, `status` 0 if no answer came. */
export type SentRequest = { method: 'GET' | 'PUT' | 'POST'; path: string; status: number };

/** Says why a request to Close failed; `problem` is the plain form that crosses messages. */
export class CloseError extends Error {
  readonly problem: Problem;
  /** Undefined if nothing was sent. */
  readonly request: SentRequest | undefined;

  constructor(
    problem: Problem,
    { request, cause }: { request?: SentRequest | undefined; cause?: unknown } = {},
  ) {
    const reason = problem.detail ?? problem.kind;
    super(request ? `${request.method} ${request.path} ${request.status}: ${reason}` : reason, { cause });
    this.name = 'CloseError';
    this.problem = isOutcomeUnknown(request) ? { ...problem, isOutcomeUnknown: true } : problem;
    this.request = request;
  }
}

// A write was certainly not applied only if Close refused it, with a 4xx or a 503.
function isOutcomeUnknown(request: SentRequest | undefined): boolean {
  if (request?.method !== 'PUT') return false;
  const { status } = request;
  return !(status >= 400 && status < 500) && status !== 503;
}

const kindByStatus: Record<number, ProblemKind> = {
  400: 'invalid',
  401: 'unauthorized',
  402: 'plan-limit',
  403: 'forbidden',
  404: 'not-found',
  429: 'rate-limited',
  503: 'unavailable',
};

/**
 * Returns the problem for an error response. Bodies are read as text first: they may be empty, HTML or anything else.
 * 5xx other than 503 count as `timeout`. Close may repeat what it was sent, so `authorization` is removed from it.
 */
export function problemOfAnswer(
  { status, statusText }: Pick<Response, 'status' | 'statusText'>,
  body: string,
  authorization: string,
  retryAt?: number,
): Problem {
  const kind = kindByStatus[status] ?? (status >= 500 ? 'timeout' : 'unexpected');
  const clean = (said: string) => cutText(redact(said, authorization), 300);
  const { fieldErrors, detail } = readErrorBody(body, clean);
  return { kind, detail: detail ?? clean(statusText || `HTTP ${status}`), fieldErrors, retryAt };
}

// Order of Close's own shapes: `field-errors` (may nest), `errors`, `error`, `message`.
function readErrorBody(
  body: string,
  clean: (said: string) => string,
): Pick<Problem, 'fieldErrors' | 'detail'> {
  let answer: Record<string, unknown>;
  try {
    // An object of whatever the answer is, null too.
    answer = Object(JSON.parse(body));
  } catch {
    return {};
  }
  const fieldErrors = flattenFieldErrors(answer['field-errors'], clean);
  const detail = [answer.errors, answer.error, answer.message].map(toSentence).find((text) => text !== '');
  return {
    ...(Object.keys(fieldErrors).length > 0 && { fieldErrors }),
    ...(detail !== undefined && { detail: clean(detail) }),
  };
}

// Close names some fields by their internal name; `custom.cf_…` keys come as they are.
const fieldByInternalName = new Map([
  ['status', 'status_id'],
  ['user', 'user_id'],
  ['contact', 'contact_id'],
  ['lead', 'lead_id'],
]);

function flattenFieldErrors(errors: unknown, clean: (said: string) => string): Record<string, string> {
  const flat: Record<string, string> = {};
  if (typeof errors !== 'object' || errors === null) return flat;
  for (const [name, value] of Object.entries(errors)) {
    const sentence = toSentence(value);
    if (sentence) flat[fieldByInternalName.get(name) ?? clean(name)] = clean(sentence);
  }
  return flat;
}

function toSentence(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(toSentence).filter(Boolean).join(' ');
  if (typeof value === 'object' && value !== null) return toSentence(Object.values(value));
  return '';
}
