import { CloseError } from '../../lib/close-api/errors.ts';
import { toFault } from '../../lib/faults/fault.ts';
import { keepFault } from '../../lib/faults/keep-fault.ts';
import type { Problem } from '../../lib/model/problem.ts';
import { failure, type Result } from '../../lib/model/result.ts';
import { StorageError } from '../../lib/storage/stored.ts';

/** Runs a piece of work and turns what it throws into a problem as plain data. */
export async function attempt<Value>(work: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await work();
  } catch (error) {
    return failure(problemOf(error));
  }
}

/** Returns a thrown error as plain data; stores an unexpected one for the diagnostics. */
export function problemOf(error: unknown): Problem {
  if (error instanceof StorageError) return { kind: error.kind };
  if (error instanceof CloseError) return error.problem;
  void keepFault(toFault(error, 'background'));
  return { kind: 'unexpected' };
}
