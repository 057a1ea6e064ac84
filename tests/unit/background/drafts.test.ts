import { beforeEach, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { attentionMark, readAttentionMarks } from '../../../entrypoints/background/deals/attention-marks.ts';
import { readDraft, removeDraft, writeDraft } from '../../../entrypoints/background/deals/draft-store.ts';
import { storeOperation } from '../../../entrypoints/background/outbox/store.ts';
import type { Draft } from '../../../lib/model/draft.ts';
import { draftIndex, outboxIndex } from '../../../lib/storage/items.ts';
import { sampleOperation } from '../samples/deal.ts';

const draftWith = (more: Partial<Draft> = {}): Draft => ({
  ...{ opportunityId: 'oppo_a', leadId: 'lead_a', organizationId: 'orga_a', leadName: 'Marlow Robotics' },
  ...{ base: {}, entries: { note: 'Call' }, unsent: {}, savedAt: Date.now() },
  ...more,
});

beforeEach(() => fakeBrowser.reset());

it('a draft marks its deal and its lead until it is removed', async () => {
  expect(await writeDraft(draftWith())).toBe(true);
  expect(await writeDraft(draftWith({ entries: { note: 'Call back' } }))).toBe(false);
  expect((await readDraft('oppo_a')).value?.entries).toEqual({ note: 'Call back' });
  expect(await readAttentionMarks()).toEqual({ oppo_a: '•', lead_a: '•' });
  expect(await removeDraft('oppo_a')).toBe(true);
  expect(await removeDraft('oppo_a')).toBe(false);
  expect(await readAttentionMarks()).toEqual({});
});

it('a draft of an older version without a lead is still read', async () => {
  const { leadId: _unknown, ...older } = draftWith();
  await browser.storage.local.set({ 'draft:oppo_a': older });
  expect((await readDraft('oppo_a')).value?.entries).toEqual({ note: 'Call' });
});

it('a draft older than 30 days is removed with its marks', async () => {
  await writeDraft(draftWith({ savedAt: Date.now() - 31 * 24 * 60 * 60 * 1000 }));
  expect(await readAttentionMarks()).toEqual({});
  expect(await draftIndex.read()).toEqual({});
});

it('a save that needs attention takes precedence over a draft', async () => {
  await writeDraft(draftWith());
  await outboxIndex.write(['1', '2']);
  await storeOperation(sampleOperation({}, {}, { id: '1', opportunityId: 'oppo_a', state: 'conflict' }));
  await storeOperation(sampleOperation({}, {}, { id: '2', opportunityId: 'oppo_b', state: 'waiting' }));
  const marks = await readAttentionMarks();
  expect(attentionMark(['oppo_a', 'lead_a'], marks)).toBe('!');
  expect(attentionMark(['lead_a'], marks)).toBe('•');
  expect(attentionMark(['oppo_b'], marks)).toBe('');
});
