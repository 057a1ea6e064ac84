import { CloseError } from '../../lib/close-api/errors.ts';
import type { Problem } from '../../lib/problem.ts';
import { failure, type Result } from '../../lib/result.ts';
import { StorageError } from '../../lib/storage/stored.ts';

/** Runs a piece of work and turns what it throws into a problem as plain data. */
export async function attempt<Value>(work: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await work();
  } catch (error) {
    return failure(problemOf(error));
  }
}

/** Whatever was thrown, as plain data. */
export function problemOf(error: unknown): Problem {
  if (error instanceof StorageError) return { kind: error.kind };
  return error instanceof CloseError ? error.problem : { kind: 'unexpected' };
}
