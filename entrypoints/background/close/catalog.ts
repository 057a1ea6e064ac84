import type { Catalog } from '../../../lib/model/catalog.ts';
import type { Connection } from '../../../lib/model/connection.ts';
import { catalog, connections } from '../../../lib/storage/items.ts';
import { rebuildMenu } from '../browser/menu.ts';
import { type Access, readAccess } from './access.ts';

const lifetimeMs = 15 * 60 * 1000;

// Holds the reads in flight by organization, so that simultaneous callers share one request.
const inFlight: Record<string, Promise<Catalog>> = {};

/** Returns an organization's pipelines and custom fields, cached for 15 minutes unless `refresh` is set. */
export async function readCatalog(access: Access, refresh = false): Promise<Catalog> {
  const { organizationId } = access.connection;
  const cached = await catalog(organizationId).read();
  if (cached && !refresh && Date.now() - cached.readAt < lifetimeMs) return cached;
  inFlight[organizationId] ??= readFresh(access).finally(() => delete inFlight[organizationId]);
  return inFlight[organizationId];
}

async function readFresh(access: Access): Promise<Catalog> {
  const { organizationId } = access.connection;
  const [pipelines, customFields] = await Promise.all([
    access.close.readPipelines(),
    access.close.readCustomFields(),
    refreshRights(access),
  ]);
  const fresh: Catalog = { pipelines, customFields, readAt: Date.now() };
  await catalog(organizationId).write(fresh);
  // Only the default organization's statuses are in the menu.
  const [defaultConnection] = await connections.read();
  if (defaultConnection?.organizationId === organizationId) await rebuildMenu(pipelines);
  return fresh;
}

// Updates the user's rights, so that a role changed in Close applies without connecting again.
async function refreshRights(access: Access): Promise<void> {
  const { organizationId } = access.connection;
  // The stored rights will do if this fails, because Close itself checks every write.
  const identity = await access.close.readIdentity().catch(() => undefined);
  const rights = identity?.organizations.find(({ id }) => id === organizationId);
  if (!rights) return;
  const { roleId, editsOthers } = rights;
  const isOutdated = (each: Connection) =>
    each.organizationId === organizationId && (each.roleId !== roleId || each.editsOthers !== editsOthers);
  await connections.update((list) =>
    list.some(isOutdated)
      ? list.map((each) => (isOutdated(each) ? { ...each, roleId, editsOthers } : each))
      : list,
  );
}

/**
 * Rebuilds the menu for the default organization. Falls back to the cached catalog if Close cannot be asked (as while
 * the keys are locked), and to a menu without statuses if nothing is cached.
 */
export async function showMenuOfDefault(): Promise<void> {
  const shown = await readAccess()
    .then((access) => readCatalog(access))
    .catch(async () => {
      const [defaultConnection] = await connections.read();
      return defaultConnection && catalog(defaultConnection.organizationId).read();
    });
  await rebuildMenu(shown?.pipelines ?? []);
}
