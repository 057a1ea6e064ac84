import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { byRole } from '../../harness/accessible.ts';
import { beginWithDeal } from '../../harness/deal-story.ts';
import { puts, type Story } from '../../harness/story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

let story: Story;
let popup: Page;

beginWithDeal(async (opened) => {
  ({ story, popup } = opened);
  const picker = await byRole(popup, 'combobox', 'Pipeline');
  await picker.select(ids.pipelines.renewals);
  await byRole(popup, 'radio', 'Quote out');
});

it('shows the statuses of another pipeline without saving anything', async () => {
  expect(await popup.$('aria/[name="Demo done"][role="radio"]')).toBeNull();
  expect(await popup.$$('[role=radiogroup][aria-label=Status] [aria-checked=true]')).toHaveLength(0);
  expect(puts(story)).toEqual([]);
});

it('moves the deal with a status of that pipeline, and sends only the status', async () => {
  await (await byRole(popup, 'radio', 'Quote out')).click();
  await waitFor('the save', () => puts(story).length === 1);
  expect(puts(story)[0]?.body).toEqual({ status_id: ids.statuses.renewalQuoteOut });
  await popup.waitForSelector('header ::-p-text(Renewals)');
  expect(await popup.$eval('.picker select', (picker) => (picker as HTMLSelectElement).value)).toBe(
    ids.pipelines.renewals,
  );
});

it('assigns the number keys to the displayed statuses', async () => {
  await (await byRole(popup, 'radio', 'Quote out')).focus();
  await popup.keyboard.press('2');
  await waitFor('the save', () => puts(story).length === 1);
  expect(puts(story)[0]?.body).toEqual({ status_id: ids.statuses.renewalNegotiation });
});
