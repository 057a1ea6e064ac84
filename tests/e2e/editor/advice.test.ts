import type { Page } from 'puppeteer-core';
import { beforeEach, expect, it } from 'vitest';
import { byRole, bySelector } from '../../harness/accessible.ts';
import { dealIsRead, leadPage, puts, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();
const { demoDone, negotiation, lost } = ids.statuses;
const small = () => story.sandbox.requests.filter(({ query }) => query._fields !== undefined);
const hasRegion = async (popup: Page) => (await popup.$('aria/Suggested by Close[role="region"]')) !== null;

beforeEach(async () => {
  story.sandbox.world.isAdviceOptional = true;
  await story.evaluateInWorker(async () => {
    await chrome.storage.local.remove(['organizations-without-advice', 'put-off-advice']);
    await chrome.storage.session.remove('advice');
  });
});

function suggest(action: string, details: unknown, justification = 'They asked for a contract.'): void {
  storedDeal(story).extra = { is_stalled: true, suggested_action: { action, details, justification } };
}

/** Opens the popup once, which asks for the advice behind the deal, and again, which shows it. */
async function openWithAdvice(): Promise<Page> {
  const page = await story.newPage(leadPage());
  const first = await story.openPopup(page);
  await dealIsRead(first);
  await waitFor('the reading', () =>
    story.evaluateInWorker<boolean>(
      "chrome.storage.session.get('advice').then(({ advice = [] }) => JSON.stringify(advice).includes('reason'))",
    ),
  );
  expect(await hasRegion(first)).toBe(false);
  await first.close();
  const popup = await story.openPopup(page);
  await byRole(popup, 'region', 'Suggested by Close');
  return popup;
}

it('advice is asked for once behind the deal, applied with Undo, and not shown again', async () => {
  suggest('change_status', { status_id: negotiation });
  const popup = await openWithAdvice();
  expect(small()).toHaveLength(1);
  await bySelector(popup, '::-p-text(They asked for a contract.)');
  await dealIsRead(popup);
  await (await byRole(popup, 'button', 'Apply')).click();
  await waitFor('the save', () => storedDeal(story).statusId === negotiation);
  expect(puts(story).map(({ body }) => body)).toEqual([{ status_id: negotiation }]);
  await (await byRole(popup, 'button', 'Undo')).click();
  await waitFor('the undo', () => storedDeal(story).statusId === demoDone);
  await popup.close();

  const again = await story.openPopup(await story.newPage(leadPage()));
  await dealIsRead(again);
  expect(await hasRegion(again)).toBe(false);
  expect(small()).toHaveLength(1);
});

it('advice to lose a deal asks first, and "Not now" is remembered', async () => {
  suggest('change_status', { status_id: lost }, '<b>They</b> went with another vendor.');
  const popup = await openWithAdvice();
  await bySelector(popup, '::-p-text(<b>They</b> went with another vendor.)');
  await dealIsRead(popup);
  await (await byRole(popup, 'button', 'Apply')).press('Enter');
  await byRole(popup, 'dialog', 'Mark as Lost');
  await popup.keyboard.press('Escape');
  await (await byRole(popup, 'button', 'Not now')).press('Enter');
  await bySelector(popup, '::-p-text(Hidden until Close suggests something else.)');
  await waitFor('the digest', () =>
    story.evaluateInWorker<boolean>(
      "chrome.storage.local.get('put-off-advice').then((all) => JSON.stringify(all).includes('oppo_'))",
    ),
  );
  await popup.close();
  const again = await story.openPopup(await story.newPage(leadPage()));
  await dealIsRead(again);
  expect(await hasRegion(again)).toBe(false);
  expect(puts(story)).toEqual([]);
});

it('stalled deals are marked in the list of a lead', async () => {
  storedDeal(story, ids.deals.threeFirst).extra = { is_stalled: true };
  story.sandbox.world.isAdviceOptional = false;
  const popup = await story.openPopup(await story.newPage(leadPage(ids.leads.threeDeals)));
  const list = await byRole(popup, 'list', 'Opportunities');
  expect(await list.evaluate((items) => items.textContent?.match(/Stalled/g))).toHaveLength(1);
});
