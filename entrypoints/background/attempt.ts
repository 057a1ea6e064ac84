import { CloseError } from '../../lib/close-api/errors.ts';
import { failure, type Result } from '../../lib/result.ts';
import { StorageError } from '../../lib/storage/stored.ts';

/** Runs a piece of work and turns what it throws into a problem as plain data. */
export async function attempt<Value>(work: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StorageError) return failure({ kind: 'storage' });
    return failure(error instanceof CloseError ? error.problem : { kind: 'unexpected' });
  }
}
