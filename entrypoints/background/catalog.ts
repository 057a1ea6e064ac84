import { readCustomFields, readPipelines } from '../../lib/close-api/client.ts';
import { type Catalog, catalog, connections } from '../../lib/storage/items.ts';
import { type Access, readAccess } from './authorization.ts';
import { rebuildMenu } from './menu.ts';

const lifetimeMs = 15 * 60 * 1000;

/** An organisation's pipelines and custom fields, from the cache of the last 15 minutes unless `refresh` is asked. */
export async function readCatalog({ connection, authorization }: Access, refresh = false): Promise<Catalog> {
  const cache = catalog(connection.organizationId);
  const known = await cache.read();
  if (known && !refresh && Date.now() - known.readAt < lifetimeMs) return known;
  const [pipelines, customFields] = await Promise.all([
    readPipelines(authorization),
    readCustomFields(authorization),
  ]);
  const fresh: Catalog = { pipelines, customFields, readAt: Date.now() };
  await cache.write(fresh);
  // The menu holds the statuses of the default organisation.
  const [standard] = await connections.read();
  if (standard?.organizationId === connection.organizationId) await rebuildMenu(pipelines);
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
