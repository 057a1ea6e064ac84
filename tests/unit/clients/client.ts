import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { vi } from 'vitest';
import { createDirectFetch } from '../../sandbox/direct-fetch.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { bundle } from './bundle.ts';
import { createMemoryBrowser } from './memory-browser.ts';

type Outbox = typeof import('../../../entrypoints/background/outbox/outbox.ts');

/** One installation of the extension with its own modules, storage and locks. */
export type Client = Pick<Outbox, 'save' | 'follow' | 'resolve' | 'cancel' | 'undo' | 'undoChange'> & {
  name: string;
  browser: ReturnType<typeof createMemoryBrowser>;
  /** The worker's own modules. */
  modules: Modules;
};

/** Runs before each request of a client and before each answer to it. */
export type Gate = (client: string) => Promise<void>;

/** The running worker. Each worker has its own locks, so that a hanging one blocks only itself. */
const current = new AsyncLocalStorage<{ name: string; locks: string }>();
const open: Gate = async () => {};

/** The header that names the client of a request in the sandbox's records. */
export const actorHeader = 'x-actor';

/** Stubs network and locks for clients. Every request and answer passes `gate`. */
export function installWorld(sandbox: Pick<Sandbox, 'exchange'>, gate: Gate = open): void {
  const send = createDirectFetch(sandbox);
  const { locks } = navigator;
  const requestLock = (name: string, work: () => Promise<unknown>) =>
    locks.request(`${current.getStore()?.locks} ${name}`, AsyncResource.bind(work));
  vi.stubGlobal('navigator', { onLine: true, locks: { request: requestLock } });
  vi.stubGlobal('fetch', async (input: string | URL, init: RequestInit) => {
    const client = current.getStore()?.name ?? '';
    await gate(client);
    const headers = { ...(init.headers as Record<string, string>), [actorHeader]: client };
    const response = await send(input, { ...init, headers, redirect: 'manual' });
    await gate(client);
    return response;
  });
}

type Modules = {
  connect: typeof import('../../../entrypoints/background/close/connect.ts');
  credentials: typeof import('../../../entrypoints/background/close/credentials.ts');
  items: typeof import('../../../lib/storage/items.ts');
  marks: typeof import('../../../entrypoints/background/deals/attention-marks.ts');
  outbox: Outbox;
  sealing: typeof import('../../../lib/storage/sealing.ts');
  stored: typeof import('../../../lib/storage/stored.ts');
  unlocking: typeof import('../../../entrypoints/background/close/unlock-vault.ts');
  vault: typeof import('../../../entrypoints/background/close/vault.ts');
};

const loadModules = await bundle<Modules>({
  connect: 'entrypoints/background/close/connect.ts',
  credentials: 'entrypoints/background/close/credentials.ts',
  items: 'lib/storage/items.ts',
  marks: 'entrypoints/background/deals/attention-marks.ts',
  outbox: 'entrypoints/background/outbox/outbox.ts',
  sealing: 'lib/storage/sealing.ts',
  stored: 'lib/storage/stored.ts',
  unlocking: 'entrypoints/background/close/unlock-vault.ts',
  vault: 'entrypoints/background/close/vault.ts',
});

/** Starts a connected worker with an empty memory and the storage of `browser`. */
export async function startClient(name: string, browser = createMemoryBrowser()): Promise<Client> {
  const modules = loadModules(browser);
  const { outbox, items, stored, sealing } = modules;
  stored.beforeStoreIsUsed(async () => {});
  stored.sealWith(sealing.sealing);
  const organizationId = ids.organizations.alder;
  await items.connections.write([
    {
      ...{ organizationId, organizationName: 'Alder & Finch', currency: 'USD' },
      ...{ userId: ids.users.ana, userName: 'Ana Ruiz', roleId: 'admin' },
    },
  ]);
  await items.secret(organizationId).write(keys.ana);
  const own = { name, locks: crypto.randomUUID() };
  const within =
    <Input extends unknown[], Answer>(work: (...input: Input) => Promise<Answer>) =>
    (...input: Input): Promise<Answer> =>
      current.run(own, () => work(...input));
  return {
    ...{ name, browser, modules },
    save: within(outbox.save),
    follow: within(outbox.follow),
    resolve: within(outbox.resolve),
    cancel: within(outbox.cancel),
    undo: within(outbox.undo),
    undoChange: within(outbox.undoChange),
  };
}
