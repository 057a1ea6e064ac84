import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Access } from '../../../entrypoints/background/close/access.ts';
import { readCatalog } from '../../../entrypoints/background/close/catalog.ts';
import { createClient } from '../../../entrypoints/background/close/client.ts';
import type { Connection } from '../../../lib/model/connection.ts';
import { connections } from '../../../lib/storage/items.ts';
import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';

let sandbox: Sandbox;
let access: Access;
beforeEach(async () => {
  sandbox = await startSandbox();
  vi.stubGlobal('fetch', createSandboxFetch(sandbox));
  access = { connection, close: createClient(connection.organizationId, keys.ana) };
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await sandbox.stop();
  fakeBrowser.reset();
});

const connection: Connection = {
  ...{ organizationId: ids.organizations.alder, organizationName: 'Alder & Finch', currency: 'USD' },
  ...{ userId: ids.users.ana, userName: 'Ana Ruiz', roleId: 'admin' },
};
const requestedPaths = () => sandbox.requests.map(({ path }) => path.replace('/api/v1', '')).sort();
const catalogPaths = ['/custom_field_schema/opportunity/', '/me/', '/pipeline/'];

it('simultaneous requests for the catalog share one read, and later ones use the cache', async () => {
  const [first, ...others] = await Promise.all([
    readCatalog(access, true),
    readCatalog(access),
    readCatalog(access),
  ]);
  expect(requestedPaths()).toEqual(catalogPaths);
  expect(first?.pipelines.length).toBeGreaterThan(1);
  for (const other of [...others, await readCatalog(access)]) expect(other).toEqual(first);
  expect(requestedPaths()).toEqual(catalogPaths);
});

it('a failed read of the catalog is not cached', async () => {
  sandbox.fault({ path: '/pipeline/', then: { status: 503 } });
  const failed = await Promise.allSettled([readCatalog(access), readCatalog(access)]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await readCatalog(access)).customFields.length).toBeGreaterThan(1);
});

it('reading the catalog also updates the rights of its user', async () => {
  const other = { ...connection, organizationId: 'orga_b', editsOthers: false };
  await connections.write([other, { ...connection, roleId: 'restricteduser', editsOthers: false }]);
  await readCatalog(access);
  expect(await connections.read()).toEqual([other, { ...connection, roleId: 'admin', editsOthers: true }]);
});

it('the catalog is read even if reading the user fails, and the rights are kept', async () => {
  sandbox.fault({ path: '/me/', then: { status: 503 } });
  const stored = ['orga_b', connection.organizationId].map((organizationId) => ({
    ...connection,
    organizationId,
    editsOthers: false,
  }));
  await connections.write(stored);
  expect((await readCatalog(access)).pipelines.length).toBeGreaterThan(1);
  expect(await connections.read()).toEqual(stored);
});
