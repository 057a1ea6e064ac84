import { afterEach, beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connections, secret } from '../../../lib/storage/items.ts';
import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { addGetKeys } from '../storage/whole-store.ts';

const nothing = async () => {};

async function connectAna(): Promise<void> {
  const organization = { organizationId: ids.organizations.alder, organizationName: 'Alder & Finch' };
  const user = { userId: ids.users.ana, userName: 'Ana Ruiz', roleId: 'admin' };
  await connections.write([{ ...organization, currency: 'USD', ...user }]);
  await secret(organization.organizationId).write(keys.ana);
}

/**
 * Provides each test of a file with a sandbox of its own, and with an empty browser in which Ana is connected and menu and
 * toolbar button do nothing. The members are available once the tests run.
 */
export function useConnectedSandbox(): Sandbox {
  const sandbox = {} as Sandbox;
  beforeEach(async () => {
    Object.assign(sandbox, await startSandbox());
    fakeBrowser.reset();
    addGetKeys();
    vi.stubGlobal('fetch', createSandboxFetch(sandbox));
    vi.stubGlobal('navigator', { onLine: true, locks: navigator.locks });
    vi.spyOn(fakeBrowser.i18n, 'getMessage').mockReturnValue('en');
    Object.assign(fakeBrowser, {
      contextMenus: { removeAll: nothing, create: nothing, update: nothing },
      permissions: { contains: async () => true },
      action: { setBadgeText: nothing, setBadgeBackgroundColor: nothing, setTitle: nothing },
    });
    Object.assign(fakeBrowser.storage, { managed: { get: async () => ({}) } });
    await connectAna();
  });
  afterEach(async () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    await sandbox.stop();
  });
  return sandbox;
}
