import { failure, type Result, success } from '../../../lib/model/result.ts';
import { catalog, connections, recentChanges } from '../../../lib/storage/items.ts';
import type { ChangeList } from '../../../lib/wording/change-rows.ts';
import { isLocked } from '../close/vault.ts';
import { readChanges } from '../outbox/store.ts';

/** Lists the changes made on this device, with the cached catalogs that name their values. No request to Close. */
export async function listChanges(): Promise<Result<ChangeList>> {
  if (await isLocked()) return failure({ kind: 'locked' });
  const [changes, list] = await Promise.all([readChanges(), connections.read()]);
  const organizations: ChangeList['organizations'] = {};
  for (const { organizationId, currency } of list) {
    organizations[organizationId] = { catalog: await catalog(organizationId).read(), currency };
  }
  return success({ changes, organizations });
}

/** Clears the list of changes made on this device. */
export async function clearChanges(): Promise<Result<null>> {
  await recentChanges.remove();
  return success(null);
}
