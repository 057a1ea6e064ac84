import type { Frame, Page } from 'puppeteer-core';
import { beforeEach, expect, it } from 'vitest';
import { byRole, chooseInMenu } from '../../harness/accessible.ts';
import type { Control } from '../../harness/control.ts';
import { takeUp } from '../../harness/in-page.ts';
import { chipOn, leadPage, puts } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();
let page: Page;
beforeEach(async () => {
  page = await story.newPage(leadPage());
});

const statusOf = {
  Discovery: ids.statuses.discovery,
  'Proposal sent': ids.statuses.proposalSent,
  Negotiation: ids.statuses.negotiation,
};
const names = Object.keys(statusOf) as (keyof typeof statusOf)[];

/** Clicks the upper part of a button twice, the second time after the first click has changed the screen. */
async function doubleClick(mouse: Page['mouse'], button: Control, hasChanged: () => Promise<boolean>) {
  const box = await (await button.element()).boundingBox();
  if (!box) throw new Error('The button is not shown.');
  const [x, y] = [box.x + box.width / 2, box.y + 6];
  await mouse.click(x, y);
  await waitFor('the first click to show', hasChanged);
  await mouse.click(x, y);
}

/** Also saves 90 % and returns all saves, because Close receives the saves of a deal in the order of the clicks. */
async function savesAfterAnother(editor: Page | Frame): Promise<unknown[]> {
  await (await byRole(editor, 'radio', '90%')).press('Space');
  await waitFor('the last save', () =>
    puts(story).some(({ body, status }) => status === 200 && 'confidence' in (body as object)),
  );
  return puts(story).map(({ body }) => body);
}

const heightsIn = (card: Frame) =>
  card.evaluate(() => ({ frame: innerHeight, content: document.getElementById('app')?.scrollHeight }));

it.each(names)('a double click on %s in the in-page editor saves only that status', async (name) => {
  await (await chipOn(page)).click();
  const card = await waitFor('the card', () =>
    page.frames().find((frame) => frame.url().includes('card.html')),
  );
  const button = await byRole(card, 'radio', name);
  await waitFor('the card to be as high as its deal', async () => {
    const { frame, content } = await heightsIn(card);
    return frame === content;
  });
  const { frame: height } = await heightsIn(card);
  await takeUp(card);
  await doubleClick(page.mouse, button, () =>
    button.evaluate((element) => element.getAttribute('aria-checked') === 'true'),
  );
  expect((await heightsIn(card)).frame).toBe(height);
  expect(await savesAfterAnother(card)).toEqual([{ status_id: statusOf[name] }, { confidence: 90 }]);
});

it.each(names)('a double click on %s in the popup saves only that status', async (name) => {
  const popup = await story.openPopup(page);
  const button = await byRole(popup, 'radio', name);
  await doubleClick(popup.mouse, button, () =>
    button.evaluate((element) => element.getAttribute('aria-checked') === 'true'),
  );
  expect(await savesAfterAnother(popup)).toEqual([{ status_id: statusOf[name] }, { confidence: 90 }]);
});

it('a double click on a status in the side panel saves only that status', async () => {
  await chooseInMenu(await story.openPopup(page), 'Keep open in side panel');
  const panel = await story.waitForExtensionPage('sidepanel.html');
  const button = await byRole(panel, 'radio', 'Discovery');
  await doubleClick(panel.mouse, button, () =>
    button.evaluate((element) => element.getAttribute('aria-checked') === 'true'),
  );
  expect(await savesAfterAnother(panel)).toEqual([{ status_id: statusOf.Discovery }, { confidence: 90 }]);
  await panel.close();
});

it('a double click on the button of bulk edit starts the run, and neither pauses nor stops it', async () => {
  const deals = [ids.deals.sample, ids.deals.emoji, ids.deals.euro];
  const table = await story.openExtensionPage('deals.html');
  await (await byRole(table, 'textbox', 'Paste deal IDs, links or CSV rows')).type(deals.join(' '));
  await (await byRole(table, 'button', 'Add')).click();
  await waitFor('the deals', async () => (await table.$$('tbody tr')).length === deals.length);
  await waitFor('the reading to end', async () => (await table.$('progress')) === null);
  await table.select('select', 'confidence:90');
  await (await byRole(table, 'checkbox', 'Select all')).click();
  const { promise: hold, resolve: release } = Promise.withResolvers<void>();
  story.sandbox.fault({ method: 'PUT', then: { hold, applied: 'after' } });
  const start = await byRole(table, 'button', `Update ${deals.length} deals`);
  await doubleClick(table.mouse, start, async () => (await table.$('progress')) !== null);
  release();
  await waitFor('the run to end', async () => (await table.$('progress')) === null);
  const saves = puts(story).map(({ body, status }) => [body, status]);
  expect(saves).toEqual(deals.map(() => [{ confidence: 90 }, 200]));
  await table.close();
});

it('a double click on Won does not close the deal', async () => {
  const popup = await story.openPopup(page);
  const button = await byRole(popup, 'radio', 'Won');
  await doubleClick(popup.mouse, button, async () => (await popup.$('dialog[open]')) !== null);
  await popup.keyboard.press('Escape');
  expect(await savesAfterAnother(popup)).toEqual([{ confidence: 90 }]);
});
