import { CloseError } from '../../../lib/close-api/errors.ts';
import { authorizationOf } from '../../../lib/connection/authorization.ts';
import type { Connection } from '../../../lib/model/connection.ts';
import { connections } from '../../../lib/storage/items.ts';
import { readSecret } from './credentials.ts';

/** A connected organisation and the header value that opens it. */
export type Access = { connection: Connection; authorization: string };

/** The access for an organisation, or for the default one. Throws `CloseError` where nothing is connected. */
export async function readAccess(organizationId?: string): Promise<Access> {
  const known = await connections.read();
  return accessOf(organizationId ? known.find((each) => each.organizationId === organizationId) : known[0]);
}

/** The access for a connection as it was just read. Throws `CloseError` where there is none, or nothing that opens it. */
export async function accessOf(connection: Connection | undefined): Promise<Access> {
  const secret = connection && (await readSecret(connection.organizationId));
  if (!connection || !secret) throw new CloseError({ kind: 'not-connected' });
  return { connection, authorization: authorizationOf(secret) };
}

/** A connection as it is stored by now: reading the catalog may have brought other rights of its user. */
export async function latestOf(connection: Connection): Promise<Connection> {
  const known = await connections.read();
  return known.find(({ organizationId }) => organizationId === connection.organizationId) ?? connection;
}
