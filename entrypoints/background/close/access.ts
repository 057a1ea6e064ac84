import type { CloseClient } from '../../../lib/close-api/client.ts';
import { CloseError } from '../../../lib/close-api/errors.ts';
import type { Connection } from '../../../lib/model/connection.ts';
import { connections } from '../../../lib/storage/items.ts';
import { createClient } from './client.ts';
import { readSecret } from './credentials.ts';

/** Joins a connected organization with the client for its requests. */
export type Access = { connection: Connection; close: CloseClient };

/** Returns the access to an organization, by default the first. Throws `CloseError` if it is not connected. */
export async function readAccess(organizationId?: string): Promise<Access> {
  const list = await connections.read();
  return accessOf(organizationId ? list.find((each) => each.organizationId === organizationId) : list[0]);
}

/** Returns the access for a connection. Throws `CloseError` if the connection or its credential is missing. */
export async function accessOf(connection: Connection | undefined): Promise<Access> {
  const secret = connection && (await readSecret(connection.organizationId));
  if (!connection || !secret) throw new CloseError({ kind: 'not-connected' });
  return { connection, close: createClient(connection.organizationId, secret) };
}

/** Reads a connection again, because reading the catalog may have updated the user's rights in it. */
export async function latestOf(connection: Connection): Promise<Connection> {
  const list = await connections.read();
  return list.find(({ organizationId }) => organizationId === connection.organizationId) ?? connection;
}
