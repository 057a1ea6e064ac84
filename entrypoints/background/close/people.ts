import { readContacts, readFormerUsers, readUsers } from '../../../lib/close-api/people.ts';
import type { Input } from '../../../lib/messaging/contract.ts';
import type { Person } from '../../../lib/model/person.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { knownUsers } from '../../../lib/storage/items.ts';
import { readAccess } from './access.ts';
import { askClose } from './rate-pause.ts';

const lifetimeMs = 15 * 60 * 1000;

/** Everyone of an organisation who may own a deal, from the cache of the last 15 minutes. */
export async function listUsers({ organizationId }: Input<'users.list'>): Promise<Result<Person[]>> {
  const cache = knownUsers(organizationId);
  const known = await cache.read();
  if (known && Date.now() - known.readAt < lifetimeMs) return success(known.users);
  const users = await askClose(await readAccess(organizationId), readUsers);
  await cache.write({ users, readAt: Date.now() });
  return success(users);
}

/** The contacts of a lead, as they are now. */
export async function listContacts({
  organizationId,
  leadId,
}: Input<'contacts.list'>): Promise<Result<Person[]>> {
  const access = await readAccess(organizationId);
  return success(await askClose(access, (authorization) => readContacts(authorization, leadId)));
}

/** The user as one who has left the organization; undefined where they are still there or Close does not say. */
export async function findFormerUser(organizationId: string, userId: string): Promise<Person | undefined> {
  try {
    const access = await readAccess(organizationId);
    const former = await askClose(access, (authorization) => readFormerUsers(authorization, organizationId));
    return former.find(({ id }) => id === userId);
  } catch {
    // Close refuses such an owner in any case; it is only said later then.
    return undefined;
  }
}
