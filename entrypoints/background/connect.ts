import { basicAuthorization, readIdentity } from '../../lib/close-api/client.ts';
import { cleanKey } from '../../lib/connection/clean-key.ts';
import { failure, type Result, success } from '../../lib/result.ts';
import {
  apiKey,
  type Connection,
  catalog,
  connections,
  knownDeals,
  knownUsers,
  pastedKey,
} from '../../lib/storage/items.ts';
import { attempt } from './attempt.ts';
import { readCatalog } from './catalog.ts';
import { rebuildMenu } from './menu.ts';
import { unblock } from './outbox.ts';

/** Checks the key that was pasted into the options page and keeps it where it is valid. */
export function connect(): Promise<Result<Connection>> {
  return attempt(async () => {
    const pasted = cleanKey(await pastedKey.read());
    await pastedKey.remove();
    if (!pasted.ok) return failure({ kind: 'invalid', detail: pasted.reason });
    const authorization = basicAuthorization(pasted.key);
    const identity = await readIdentity(authorization);
    const [organization] = identity.organizations;
    if (!organization) return failure({ kind: 'unreadable-answer' });
    const connection: Connection = {
      organizationId: organization.id,
      organizationName: organization.name,
      currency: organization.currency,
      userId: identity.userId,
      userName: identity.userName,
      roleId: organization.roleId,
    };
    for (const former of await connections.read()) await apiKey(former.organizationId).remove();
    await apiKey(organization.id).write(pasted.key);
    await connections.write([connection]);
    // The menu wants the pipelines and parked edits want the key; neither has to hold up the answer.
    void readCatalog({ connection, authorization }, true).catch(() => {});
    void unblock(organization.id);
    return success(connection);
  });
}

/** Forgets an organisation and its key. */
export function disconnect(organizationId: string): Promise<Result<null>> {
  return attempt(async () => {
    await apiKey(organizationId).remove();
    await catalog(organizationId).remove();
    await knownUsers(organizationId).remove();
    await knownDeals.remove();
    const left = (await connections.read()).filter((each) => each.organizationId !== organizationId);
    await connections.write(left);
    await rebuildMenu([]);
    return success(null);
  });
}
