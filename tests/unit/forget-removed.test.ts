import { beforeEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { writeDraft } from '../../entrypoints/background/draft-store.ts';
import { withQueue } from '../../entrypoints/background/outbox-locks.ts';
import { storeOperation } from '../../entrypoints/background/outbox-store.ts';
import { keepSecret } from '../../entrypoints/background/secrets.ts';
import { changeSettings } from '../../entrypoints/background/settings.ts';
import { forgetRemoved } from '../../lib/storage/forget-removed.ts';
import { sampleOperation } from './samples.ts';

const { local } = browser.storage;

beforeEach(() => {
  vi.restoreAllMocks();
  fakeBrowser.reset();
});

const draft = {
  ...{ opportunityId: 'oppo_a', leadId: 'lead_a', organizationId: 'orga_a', leadName: 'Marlow Robotics' },
  ...{ base: {}, entries: { note: 'Call' }, unsent: {}, savedAt: 1_800_000_000_000 },
};

it.each<[what: string, key: string, store: () => Promise<unknown>]>([
  ['an edit', 'outbox:edit', () => withQueue(() => storeOperation(sampleOperation({}, {}, { id: 'edit' })))],
  ['a draft', 'draft:oppo_a', () => writeDraft(draft)],
  ['a pinned field', 'pins', () => changeSettings(() => ({ pins: { pipe_1: ['note'] } }))],
  ['a key', 'key:orga_a', () => keepSecret('orga_a', 'api_fictional')],
])('%s that is stored while removed values are forgotten is kept', async (_what, key, store) => {
  await local.set({ preferences: { asksBeforeSaving: true } });
  const read = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const clear = local.clear.bind(local);
  vi.spyOn(local, 'clear').mockImplementation(async () => {
    read.resolve();
    await goOn.promise;
    await clear();
  });
  const forgetting = forgetRemoved();
  await read.promise;
  const storing = store();
  // Whatever does not wait for its turn has stored by then, into what is about to be cleared.
  await new Promise((resolve) => setTimeout(resolve));
  goOn.resolve();
  await Promise.all([forgetting, storing]);
  const kept = await local.get(null);
  expect(kept).toHaveProperty([key]);
  expect(kept).toHaveProperty(['preferences', 'asksBeforeSaving'], true);
});
