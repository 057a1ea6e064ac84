import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { forgetRemovedSecrets, storeSecret } from '../../../entrypoints/background/close/credentials.ts';
import { writeDraft } from '../../../entrypoints/background/deals/draft-store.ts';
import { enqueue } from '../../../entrypoints/background/outbox/store.ts';
import { changeSettings } from '../../../entrypoints/background/settings/settings.ts';
import { holdsRemoved } from '../../../lib/storage/forget-removed.ts';
import { beforeStoreIsUsed } from '../../../lib/storage/stored.ts';
import { createMemoryFiles } from '../clients/memory-files.ts';
import { sampleOperation } from '../samples/deal.ts';
import { addGetKeys, readWholeStore } from './whole-store.ts';

const { local } = fakeBrowser.storage;

beforeEach(async () => {
  fakeBrowser.reset();
  addGetKeys();
  const files = createMemoryFiles();
  vi.stubGlobal('navigator', { locks: navigator.locks, storage: { getDirectory: async () => files } });
  beforeStoreIsUsed(async () => {});
  await local.set({ preferences: { asksBeforeSaving: true } });
  await holdsRemoved.write(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const draft = {
  opportunityId: 'oppo_a',
  leadId: 'lead_a',
  organizationId: 'orga_a',
  leadName: 'Marlow Robotics',
  base: {},
  entries: { note: 'Call' },
  unsent: {},
  savedAt: Date.now(),
};

// Loads the modules again for a page, which does not know about the worker's cleanup.
vi.resetModules();
const page = await import('../../../lib/storage/items.ts');

it.each<[what: string, key: string, write: () => Promise<unknown>]>([
  [
    'an edit',
    'outbox:edit',
    () => enqueue({ later: sampleOperation({}, {}, { id: 'edit' }), shortened: [], replaced: [] }),
  ],
  ['a draft', 'draft:oppo_a', () => writeDraft(draft)],
  ['a pinned field', 'pins', () => changeSettings(() => ({ pins: { pipe_1: ['note'] } }))],
  ['a key', 'key:orga_a', () => storeSecret('orga_a', 'api_fictional')],
  ['a choice stored by a page', 'chip-hidden-on', () => page.chipHiddenOn.write(['https://a.example'])],
])('%s written while removed keys are cleared from the disk is kept', async (_what, key, write) => {
  const copied = Promise.withResolvers<void>();
  const proceed = Promise.withResolvers<void>();
  const clear = local.clear.bind(local);
  vi.spyOn(local, 'clear').mockImplementation(async () => {
    copied.resolve();
    await proceed.promise;
    await clear();
  });
  const forgetting = forgetRemovedSecrets();
  await copied.promise;
  const writing = write();
  // A write that did not wait would reach the store now, right before it is cleared.
  for (let turn = 0; turn < 100; turn += 1) await new Promise(setImmediate);
  proceed.resolve();
  await Promise.all([forgetting, writing]);
  const store = await readWholeStore();
  expect(store).toHaveProperty([key]);
  expect(store).toHaveProperty(['preferences', 'asksBeforeSaving'], true);
  expect(store).not.toHaveProperty(['holds-removed']);
});
