import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { showOutcome } from '../../../entrypoints/background/browser/badge.ts';
import { removeAll } from '../../../entrypoints/background/close/connect.ts';
import { isLocked } from '../../../entrypoints/background/close/vault.ts';
import { writeDraft } from '../../../entrypoints/background/deals/draft-store.ts';
import { settle, settledAnswer } from '../../../entrypoints/background/outbox/settle.ts';
import { createVault } from '../../../lib/connection/create-vault.ts';
import { randomBase64 } from '../../../lib/connection/encrypt.ts';
import { connections, keyStorage } from '../../../lib/storage/items.ts';
import { sealing } from '../../../lib/storage/sealing.ts';
import { beforeStoreIsUsed, sealWith } from '../../../lib/storage/stored.ts';
import { sampleOperation, sampleOpportunity } from '../samples/deal.ts';

const titles: string[] = [];
beforeEach(() => {
  fakeBrowser.reset();
  // Like in the worker, which alone rewrites the store.
  beforeStoreIsUsed(async () => {});
  titles.length = 0;
  const { local } = fakeBrowser.storage;
  Object.assign(local, { getKeys: async () => Object.keys(await local.get(null)) });
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({} as never);
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((name) => name);
  Object.assign(fakeBrowser, {
    action: {
      setBadgeBackgroundColor: async () => {},
      setBadgeText: async () => {},
      setTitle: async ({ title }: { title: string }) => titles.push(title),
    },
    contextMenus: { removeAll: async () => {}, create: () => {}, update: async () => {} },
    permissions: { getAll: async () => ({}), remove: async () => true },
    scripting: { unregisterContentScripts: async () => {} },
  });
});

it('leaves nothing in the memory of the worker', async () => {
  const { id: tabId = 0 } = await fakeBrowser.tabs.create({ url: 'https://app.close.com/' });
  const operation = sampleOperation({}, { confidence: 90 });
  await settle(operation, {
    ...{ how: 'saved', opportunity: sampleOpportunity({}), difference: { before: {}, after: {} } },
    ignored: [],
  });
  await showOutcome(tabId, 'Marlow Robotics: saved', 'done');
  expect(settledAnswer(operation.id)).toBeDefined();
  await removeAll();
  expect(settledAnswer(operation.id)).toBeUndefined();
  titles.length = 0;
  await fakeBrowser.tabs.onUpdated.trigger(tabId, {}, await fakeBrowser.tabs.get(tabId));
  expect(titles).toEqual([]);
});

it('removes sealed data too, while the keys are locked', async () => {
  sealWith(sealing);
  const vault = await createVault(randomBase64(32), 'orchard lantern saddle', 15);
  await keyStorage.write(vault);
  await writeDraft({
    ...{ opportunityId: 'oppo_a', leadId: 'lead_a', organizationId: 'orga_a', leadName: 'Marlow Robotics' },
    ...{ base: {}, entries: { note: 'Call' }, unsent: {}, savedAt: Date.now() },
  });
  await connections.write([
    {
      ...{ organizationId: 'orga_a', organizationName: 'Alder & Finch', currency: 'USD' },
      ...{ userId: 'user_a', userName: 'Ana Ruiz', roleId: 'admin' },
    },
  ]);
  expect(await isLocked()).toBe(true);
  expect(await removeAll()).toEqual({ ok: true, value: null });
  expect(await fakeBrowser.storage.local.get(null)).toEqual({ version: expect.any(Number) });
});
