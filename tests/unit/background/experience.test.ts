import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { countSave, endTip, readExperience } from '../../../entrypoints/background/deals/experience.ts';
import type { Change } from '../../../lib/model/change.ts';
import { experience } from '../../../lib/storage/items.ts';

const change = (more: Partial<Change> = {}): Change => ({
  ...{ id: 'change', opportunityId: 'oppo_a', organizationId: 'orga_a', leadName: 'Marlow Robotics' },
  ...{ at: 1, how: 'saved', patch: {}, before: {}, after: {}, ignored: [] },
  ...more,
});

beforeEach(() => fakeBrowser.reset());

it('the tip is due after the first save, until it was given', async () => {
  expect(await readExperience()).toEqual({});
  await countSave(change());
  expect(await readExperience()).toEqual({ isTipDue: true });
  await endTip();
  await countSave(change());
  expect(await readExperience()).toEqual({});
});

it('after the fifth save the user knows that choices save at once, and nothing more is counted', async () => {
  await endTip();
  for (let saves = 1; saves <= 4; saves += 1) await countSave(change());
  expect(await readExperience()).toEqual({});
  await countSave(change());
  expect(await readExperience()).toEqual({ isExperienced: true });
  const write = vi.spyOn(fakeBrowser.storage.local, 'set');
  await countSave(change());
  expect(write).not.toHaveBeenCalled();
});

it.each([
  ['an undo', { undoes: 'other' }],
  ['a refused save', { how: 'refused' as const }],
  ['a save of the value that Close already has', { how: 'unchanged' as const }],
])('%s is not counted', async (_what, more) => {
  await countSave(change(more));
  expect(await experience.read()).toEqual({ saves: 0, isTipGiven: false });
});

it('a save succeeds also if the browser cannot store the count', async () => {
  vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValueOnce(new Error('broken'));
  await countSave(change());
  expect(await readExperience()).toEqual({});
});
