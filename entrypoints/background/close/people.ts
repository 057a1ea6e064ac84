import type { Input } from '../../../lib/messaging/contract.ts';
import type { Person } from '../../../lib/model/person.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { cachedUsers } from '../../../lib/storage/items.ts';
import { readAccess } from './access.ts';

const lifetimeMs = 15 * 60 * 1000;

/** Lists the users of an organization who may own a deal, cached for 15 minutes. */
export async function listUsers({ organizationId }: Input<'users.list'>): Promise<Result<Person[]>> {
  const cache = cachedUsers(organizationId);
  const cached = await cache.read();
  if (cached && Date.now() - cached.readAt < lifetimeMs) return success(cached.users);
  const { close } = await readAccess(organizationId);
  const users = await close.readUsers();
  await cache.write({ users, readAt: Date.now() });
  return success(users);
}

/** Lists the contacts of a lead, read from Close each time. */
export async function listContacts({
  organizationId,
  leadId,
}: Input<'contacts.list'>): Promise<Result<Person[]>> {
  const { close } = await readAccess(organizationId);
  return success(await close.readContacts(leadId));
}

/** Finds a user who has left the organization; undefined if they still belong to it or Close does not say. */
export async function findFormerUser(organizationId: string, userId: string): Promise<Person | undefined> {
  try {
    const { close } = await readAccess(organizationId);
    return (await close.readFormerUsers(organizationId)).find(({ id }) => id === userId);
  } catch {
    // A failed check is ignored, because Close itself refuses such an owner when the deal is saved.
    return undefined;
  }
}
