import { CloseError } from './errors.ts';

/**
 * Returns an id that becomes part of a path; throws `CloseError` if it contains anything but an id's own alphabet.
 * Checks no length, because Close promises none.
 */
export function checkedId(prefix: 'oppo' | 'lead' | 'orga' | 'user', id: string): string {
  if (!new RegExp(`^${prefix}_[0-9A-Za-z]{1,100}$`).test(id)) throw new CloseError({ kind: 'wrong-deal' });
  return id;
}
