import { CloseError } from '../../../lib/close-api/errors.ts';
import { connections, homes } from '../../../lib/storage/items.ts';
import { type Access, accessOf } from './access.ts';
import { keepVaultOpen } from './vault.ts';

const mostHomes = 500;

/**
 * Reads a deal or a lead in the organisation that knows it: the one where it was found before, else the default one,
 * else the others. Throws `CloseError` where none does; "not here" gives way to what stood in the way elsewhere.
 */
export async function readAtHome<Value>(
  id: string,
  read: (access: Access) => Promise<Value>,
): Promise<Value> {
  const [order, { [id]: home }] = await Promise.all([connections.read(), homes.read(), keepVaultOpen()]);
  order.sort((one, other) => Number(other.organizationId === home) - Number(one.organizationId === home));
  let problem = new CloseError({ kind: 'not-connected' });
  for (const [place, connection] of order.entries()) {
    try {
      const value = await read(await accessOf(connection));
      await rememberHomes([{ id, organizationId: connection.organizationId }]);
      return value;
    } catch (error) {
      if (!(error instanceof CloseError)) throw error;
      if (place === 0 || problem.problem.kind === 'not-found') problem = error;
      // Where Close cannot be reached, asking it for another organisation only takes longer.
      if (error.problem.kind === 'offline' || error.problem.kind === 'timeout') break;
    }
  }
  throw problem;
}

/** Remembers which organisation knows these deals or leads; the oldest are forgotten first. */
export async function rememberHomes(found: readonly { id: string; organizationId: string }[]): Promise<void> {
  if ((await connections.read()).length < 2) return;
  await homes.update((known) => {
    const fresh = found.filter(({ id, organizationId }) => known[id] !== organizationId);
    if (fresh.length === 0) return known;
    const entries = fresh.map(({ id, organizationId }) => [id, organizationId] as const);
    const all = Object.entries({ ...known, ...Object.fromEntries(entries) });
    return Object.fromEntries(all.slice(-mostHomes));
  });
}

/** The names of the connected organisations by id, where there are several to tell apart. */
export async function organizationNames(): Promise<{ organizations?: Record<string, string> }> {
  const known = await connections.read();
  if (known.length < 2) return {};
  return {
    organizations: Object.fromEntries(
      known.map(({ organizationId, organizationName }) => [organizationId, organizationName]),
    ),
  };
}
