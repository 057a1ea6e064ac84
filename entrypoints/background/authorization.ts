import { basicAuthorization } from '../../lib/close-api/client.ts';
import { CloseError } from '../../lib/close-api/errors.ts';
import { apiKey, type Connection, connections } from '../../lib/storage/items.ts';

/** A connected organisation and the header value that opens it. */
export type Access = { connection: Connection; authorization: string };

/** The access for an organisation, or for the default one. Throws `CloseError` where nothing is connected. */
export async function readAccess(organizationId?: string): Promise<Access> {
  const known = await connections.read();
  const connection = organizationId ? known.find((each) => each.organizationId === organizationId) : known[0];
  const key = connection && (await apiKey(connection.organizationId).read());
  if (!connection || !key) throw new CloseError({ kind: 'not-connected' });
  return { connection, authorization: basicAuthorization(key) };
}
