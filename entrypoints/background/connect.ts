import { basicAuthorization, readIdentity } from '../../lib/close-api/client.ts';
import { cleanKey } from '../../lib/connection/clean-key.ts';
import type { Input } from '../../lib/messaging/contract.ts';
import { failure, type Result, success } from '../../lib/result.ts';
import {
  apiKey,
  type Connection,
  catalog,
  connections,
  knownUsers,
  pastedKey,
  ratePause,
} from '../../lib/storage/items.ts';
import { attempt } from './attempt.ts';
import { readCatalog, showMenuOfDefault } from './catalog.ts';
import { block, unblock } from './outbox.ts';

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
    const { id: organizationId, name: organizationName, ...rest } = organization;
    const { userId, userName } = identity;
    const connection: Connection = { organizationId, organizationName, userId, userName, ...rest };
    await apiKey(organizationId).write(pasted.key);
    const known = await connections.read();
    const place = known.findIndex((each) => each.organizationId === organizationId);
    await connections.write(place < 0 ? [...known, connection] : known.with(place, connection));
    // The menu wants the pipelines and parked edits want the key; neither has to hold up the answer.
    void readCatalog({ connection, authorization }, true).catch(() => {});
    void unblock(organizationId);
    return success(connection);
  });
}

/** Makes a connected organisation the one that is asked first and whose statuses stand in the menu. */
export function makeDefault({ organizationId }: Input<'connection.default'>): Promise<Result<null>> {
  return attempt(async () => {
    const isIt = (each: Connection) => Number(each.organizationId === organizationId);
    const known = await connections.read();
    await connections.write(known.toSorted((one, other) => isIt(other) - isIt(one)));
    await showMenuOfDefault();
    return success(null);
  });
}

/** Forgets an organisation and its key; says how many edits wait for it, which are kept. */
export function disconnect({
  organizationId,
}: Input<'connection.remove'>): Promise<Result<{ waiting: number }>> {
  return attempt(async () => {
    for (const item of [apiKey, catalog, knownUsers, ratePause]) await item(organizationId).remove();
    const known = await connections.read();
    await connections.write(known.filter((each) => each.organizationId !== organizationId));
    await showMenuOfDefault();
    return success({ waiting: await block(organizationId) });
  });
}
