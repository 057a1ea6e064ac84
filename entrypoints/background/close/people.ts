import { readContacts, readFormerUsers, readUsers } from '../../../lib/close-api/people.ts';
import type { Input } from '../../../lib/messaging/contract.ts';
import type { Person } from '../../../lib/model/person.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { cachedUsers } from '../../../lib/storage/items.ts';
import { readAccess } from './access.ts';
import { askClose } from './rate-pause.ts';

const lifetimeMs = 15 * 60 * 1000;

/** Lists the users of an organization who may own a deal, cached for 15 minutes. */
export async function listUsers({ organizationId }: Input<'users.list'>): Promise<Result<Person[]>> {
  const cache = cachedUsers(organizationId);
  const cached = await cache.read();
  if (cached && Date.now() - cached.readAt < lifetimeMs) return success(cached.users);
  const users = await askClose(await readAccess(organizationId), readUsers);
  await cache.write({ users, readAt: Date.now() });
  return success(users);
}

/** Lists the contacts of a lead, read from Close each time. */
export async function listContacts({
  organizationId,
  leadId,
}: Input<'contacts.list'>): Promise<Result<Person[]>> {
  const access = await readAccess(organizationId);
  return success(await askClose(access, (authorization) => readContacts(authorization, leadId)));
}

/** Finds a user who has left the organization; undefined if they still belong to it or Close does not say. */
export async function findFormerUser(organizationId: string, userId: string): Promise<Person | undefined> {
  try {
    const access = await readAccess(organizationId);
    const former = await askClose(access, (authorization) => readFormerUsers(authorization, organizationId));
    return former.find(({ id }) => id === userId);
  } catch {
    // A failed check is ignored, because Close itself refuses such an owner when the deal is saved.
    return undefined;
  }
}
