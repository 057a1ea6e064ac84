import type { Problem } from './problem.ts';

/** How every answer crosses a border between rooms: a value, or a problem as plain data. */
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
