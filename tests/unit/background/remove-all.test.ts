import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { showOutcome } from '../../../entrypoints/background/browser/badge.ts';
import { removeAll } from '../../../entrypoints/background/close/connect.ts';
import { settle, settledAnswer } from '../../../entrypoints/background/outbox/settle.ts';
import { sampleOperation, sampleOpportunity } from '../samples/deal.ts';

const titles: string[] = [];
beforeEach(() => {
  fakeBrowser.reset();
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
