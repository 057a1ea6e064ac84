import { expect, it } from 'vitest';
import { dealViewSchema } from '../../../lib/model/deal-view.ts';
import { createSampleBackground, samplePages } from '../../../lib/sample/sample-background.ts';

const now = new Date('2027-02-26T12:00:00Z');

async function openMarlow(ask: ReturnType<typeof createSampleBackground>) {
  const opened = await ask('editor.open', { tabId: samplePages.oneDeal, id: crypto.randomUUID() });
  if (!opened.ok || opened.value.shows !== 'lead' || !opened.value.view) throw new Error('no deal');
  return opened.value.view;
}

it('opens deals as the background would, with a close date ahead of the day', async () => {
  const view = await openMarlow(createSampleBackground(now));
  expect(dealViewSchema.parse(view)).toEqual(view);
  expect(view.opportunity.values.date_won).toBe('2027-03-12');
});

it('keeps nothing from one page to the next', async () => {
  const ask = createSampleBackground(now);
  const { opportunity } = await openMarlow(ask);
  const { id: opportunityId, organizationId, leadName } = opportunity;
  const base = { confidence: 75 };
  const save = { id: crypto.randomUUID(), opportunityId, organizationId, leadName, base, openedFor: null };
  await ask('deal.save', { ...save, patch: { confidence: 10 } });
  expect((await openMarlow(ask)).opportunity.values.confidence).toBe(10);
  expect((await openMarlow(createSampleBackground(now))).opportunity.values.confidence).toBe(75);
});

it('answers what the sample does not have with a problem', async () => {
  const ask = createSampleBackground(now);
  expect(await ask('everything.remove', {})).toMatchObject({ ok: false });
});
