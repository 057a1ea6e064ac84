import { type Result, success } from '../../../lib/model/result.ts';
import { catalog, connections, recentChanges } from '../../../lib/storage/items.ts';
import type { ChangeList } from '../../../lib/wording/change-rows.ts';
import { readChanges } from '../outbox/store.ts';

/** The changes made on this device, with what is cached to name their fields and values. No request to Close. */
export async function listChanges(): Promise<Result<ChangeList>> {
  const [changes, known] = await Promise.all([readChanges(), connections.read()]);
  const organizations: ChangeList['organizations'] = {};
  for (const { organizationId, currency } of known) {
    organizations[organizationId] = { catalog: await catalog(organizationId).read(), currency };
  }
  return success({ changes, organizations });
}

/** Forgets the changes made on this device. */
export async function clearChanges(): Promise<Result<null>> {
  await recentChanges.remove();
  return success(null);
}
