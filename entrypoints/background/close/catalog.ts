import { readCustomFields, readIdentity, readPipelines } from '../../../lib/close-api/client.ts';
import type { Catalog } from '../../../lib/model/catalog.ts';
import type { Connection } from '../../../lib/model/connection.ts';
import { catalog, connections } from '../../../lib/storage/items.ts';
import { rebuildMenu } from '../browser/menu.ts';
import { type Access, readAccess } from './access.ts';
import { askClose } from './rate-pause.ts';

const lifetimeMs = 15 * 60 * 1000;

// What is being read, by what opens the organisation: who asks meanwhile waits for the same answer.
const underWay: Record<string, Promise<Catalog>> = {};

/** An organisation's pipelines and custom fields, from the cache of the last 15 minutes unless `refresh` is asked. */
export async function readCatalog(access: Access, refresh = false): Promise<Catalog> {
  const known = await catalog(access.connection.organizationId).read();
  if (known && !refresh && Date.now() - known.readAt < lifetimeMs) return known;
  const { authorization } = access;
  underWay[authorization] ??= readAnew(access).finally(() => delete underWay[authorization]);
  return underWay[authorization];
}

async function readAnew(access: Access): Promise<Catalog> {
  const { organizationId } = access.connection;
  const [pipelines, customFields] = await Promise.all([
    askClose(access, readPipelines),
    askClose(access, readCustomFields),
    refreshRights(access),
  ]);
  const fresh: Catalog = { pipelines, customFields, readAt: Date.now() };
  await catalog(organizationId).write(fresh);
  // The menu holds the statuses of the default organisation.
  const [standard] = await connections.read();
  if (standard?.organizationId === organizationId) await rebuildMenu(pipelines);
  return fresh;
}

// A role that was changed in Close must not lock deals until the organization is connected again.
async function refreshRights(access: Access): Promise<void> {
  const { organizationId } = access.connection;
  // Close decides in any case, so what was known before is good enough.
  const identity = await askClose(access, readIdentity).catch(() => undefined);
  const rights = identity?.organizations.find(({ id }) => id === organizationId);
  if (!rights) return;
  const { roleId, editsOthers } = rights;
  const isOutdated = (each: Connection) =>
    each.organizationId === organizationId && (each.roleId !== roleId || each.editsOthers !== editsOthers);
  await connections.update((known) =>
    known.some(isOutdated)
      ? known.map((each) => (isOutdated(each) ? { ...each, roleId, editsOthers } : each))
      : known,
  );
}

/**
 * Makes the menu that of the default organisation: as it was read last where it cannot be read now, as while the keys are
 * locked, and without statuses where it never was.
 */
export async function showMenuOfDefault(): Promise<void> {
  const shown = await readAccess()
    .then((access) => readCatalog(access))
    .catch(async () => {
      const [standard] = await connections.read();
      return standard && catalog(standard.organizationId).read();
    });
  await rebuildMenu(shown?.pipelines ?? []);
}
