import { readCustomFields, readPipelines } from '../../lib/close-api/client.ts';
import { type Catalog, catalog, connections } from '../../lib/storage/items.ts';
import { type Access, readAccess } from './authorization.ts';
import { rebuildMenu } from './menu.ts';

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

async function readAnew({ connection: { organizationId }, authorization }: Access): Promise<Catalog> {
  const [pipelines, customFields] = await Promise.all([
    readPipelines(authorization),
    readCustomFields(authorization),
  ]);
  const fresh: Catalog = { pipelines, customFields, readAt: Date.now() };
  await catalog(organizationId).write(fresh);
  // The menu holds the statuses of the default organisation.
  const [standard] = await connections.read();
  if (standard?.organizationId === organizationId) await rebuildMenu(pipelines);
  return fresh;
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
