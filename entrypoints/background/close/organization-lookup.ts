import { CloseError } from '../../../lib/close-api/errors.ts';
import { connections, organizationByDeal } from '../../../lib/storage/items.ts';
import { type Access, accessOf } from './access.ts';

const maxRemembered = 500;

/**
 * Reads a deal or a lead from the organization that has it, trying first the one remembered for it, then the default,
 * then the others. Throws `CloseError` if none has it; any other problem is reported rather than `not-found`.
 */
export async function readInOrganizationOf<Value>(
  id: string,
  read: (access: Access) => Promise<Value>,
): Promise<Value> {
  const [order, { [id]: firstId }] = await Promise.all([connections.read(), organizationByDeal.read()]);
  order.sort(
    (one, other) => Number(other.organizationId === firstId) - Number(one.organizationId === firstId),
  );
  let problem = new CloseError({ kind: 'not-connected' });
  for (const [index, connection] of order.entries()) {
    try {
      const value = await read(await accessOf(connection));
      if (order.length > 1) await rememberOrganizations([{ id, organizationId: connection.organizationId }]);
      return value;
    } catch (error) {
      if (!(error instanceof CloseError)) throw error;
      if (index === 0 || problem.problem.kind === 'not-found') problem = error;
      // Without a network the other organizations would only fail too, and more slowly.
      if (error.problem.kind === 'offline' || error.problem.kind === 'timeout') break;
    }
  }
  throw problem;
}

/** Remembers which organization has these deals or leads; the oldest are forgotten first. */
export async function rememberOrganizations(
  found: readonly { id: string; organizationId: string }[],
): Promise<void> {
  if ((await connections.read()).length < 2) return;
  await organizationByDeal.update((stored) => {
    const fresh = found.filter(({ id, organizationId }) => stored[id] !== organizationId);
    if (fresh.length === 0) return stored;
    const entries = fresh.map(({ id, organizationId }) => [id, organizationId] as const);
    const all = Object.entries({ ...stored, ...Object.fromEntries(entries) });
    return Object.fromEntries(all.slice(-maxRemembered));
  });
}

/** Returns the names of the connected organizations by id, or nothing if there is only one. */
export async function organizationNames(): Promise<{ organizations?: Record<string, string> }> {
  const list = await connections.read();
  if (list.length < 2) return {};
  return {
    organizations: Object.fromEntries(
      list.map(({ organizationId, organizationName }) => [organizationId, organizationName]),
    ),
  };
}
