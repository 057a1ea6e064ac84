import { redact } from '../base/redact.ts';
import type { Problem, ProblemKind } from '../model/problem.ts';

/** Why a request to Close did not end well; `problem` is the plain form that crosses messages. */
export class CloseError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, cause?: unknown) {
    super(problem.detail ?? problem.kind, { cause });
    this.name = 'CloseError';
    this.problem = problem;
  }
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
 * Returns the problem for an error response. Bodies are read as text first: they may be empty, HTML or
 * anything else. 5xx other than 503 leave open whether a write was applied and count as `timeout`. Close may repeat what
 * it was sent, so nothing of it is passed on before `authorization` is taken out.
 */
export function problemOfAnswer(
  { status, statusText }: Pick<Response, 'status' | 'statusText'>,
  body: string,
  authorization: string,
  retryAt?: number,
): Problem {
  const kind = kindByStatus[status] ?? (status >= 500 ? 'timeout' : 'unexpected');
  const clean = (said: string) => redact(said, authorization).slice(0, 300);
  const { fieldErrors, detail } = readErrorBody(body, clean);
  return { kind, detail: detail ?? clean(statusText || `HTTP ${status}`), fieldErrors, retryAt };
}

// Order of Close's own shapes: `field-errors` (may nest), `errors`, `error`, `message`.
function readErrorBody(
  body: string,
  clean: (said: string) => string,
): Pick<Problem, 'fieldErrors' | 'detail'> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return {};
  }
  if (typeof parsed !== 'object' || parsed === null) return {};
  const answer = parsed as Record<string, unknown>;
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
