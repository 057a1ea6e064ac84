import { beforeEach, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { recentChanges } from '../../../lib/storage/items.ts';

beforeEach(() => fakeBrowser.reset());

it('reads a stored change as damaged if its timestamp exceeds the range of dates', async () => {
  const change = {
    ...{ id: 'one', opportunityId: 'oppo_a', organizationId: 'orga_a', leadName: 'Marlow Robotics', at: 0 },
    ...{ how: 'saved', patch: {}, before: {}, after: {}, ignored: [] },
  };
  await fakeBrowser.storage.local.set({ 'recent-changes': [change, { ...change, at: 1e20 }] });
  expect(await recentChanges.read()).toEqual([change, null]);
});
