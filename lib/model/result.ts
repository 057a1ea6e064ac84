import type { Problem } from './problem.ts';

/** Answer to a request: a value, or a problem as plain data, because errors lose their class in messages. */
export type Result<Value> = { ok: true; value: Value } | Failure;
export type Failure = { ok: false; problem: Problem };

/** A successful result. */
export function success<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

/** A failed result. */
export function failure(problem: Problem): Failure {
  return { ok: false, problem };
}
