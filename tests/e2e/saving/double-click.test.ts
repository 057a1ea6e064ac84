import type { Frame, Page } from 'puppeteer-core';
import { beforeEach, expect, it } from 'vitest';
import { byRole } from '../../harness/accessible.ts';
import type { Control } from '../../harness/control.ts';
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

/** Clicks the upper part of a pill twice, the second time after the first click has changed the screen. */
async function doubleClick(mouse: Page['mouse'], pill: Control, hasChanged: () => Promise<boolean>) {
  const box = await (await pill.element()).boundingBox();
  if (!box) throw new Error('The pill is not shown.');
  const [x, y] = [box.x + box.width / 2, box.y + 6];
  await mouse.click(x, y);
  await waitFor('the first click to show', hasChanged);
  await mouse.click(x, y);
}

/** Saves 90 % as well and returns all saves: Close receives the saves of a deal in the order of the clicks. */
async function savesAfterOneMore(editor: Page | Frame): Promise<unknown[]> {
  await (await byRole(editor, 'radio', '90%')).press('Space');
  await waitFor('the last save', () =>
    puts(story).some(({ body, status }) => status === 200 && 'confidence' in (body as object)),
  );
  return puts(story).map(({ body }) => body);
}

const heightsIn = (card: Frame) =>
  card.evaluate(() => ({ frame: innerHeight, content: document.getElementById('app')?.scrollHeight }));

it.each(names)('saves %s and nothing else when its pill in the card is double-clicked', async (name) => {
  await (await chipOn(page)).click();
  const card = await waitFor('the card', () =>
    page.frames().find((frame) => frame.url().includes('card.html')),
  );
  const pill = await byRole(card, 'radio', name);
  const before = await waitFor('the card to be as high as its deal', async () => {
    const { frame, content } = await heightsIn(card);
    return frame === content && frame;
  });
  await doubleClick(page.mouse, pill, async () => (await heightsIn(card)).frame > before);
  expect(await savesAfterOneMore(card)).toEqual([{ status_id: statusOf[name] }, { confidence: 90 }]);
});

it.each(names)('saves %s and nothing else when its pill in the popup is double-clicked', async (name) => {
  const popup = await story.openPopup(page);
  const pill = await byRole(popup, 'radio', name);
  await doubleClick(popup.mouse, pill, () =>
    pill.evaluate((element) => element.getAttribute('aria-checked') === 'true'),
  );
  expect(await savesAfterOneMore(popup)).toEqual([{ status_id: statusOf[name] }, { confidence: 90 }]);
});

it('closes no deal when the pill that asks for a date is double-clicked', async () => {
  const popup = await story.openPopup(page);
  const pill = await byRole(popup, 'radio', 'Won');
  await doubleClick(popup.mouse, pill, async () => (await popup.$('dialog[open]')) !== null);
  await popup.keyboard.press('Escape');
  expect(await savesAfterOneMore(popup)).toEqual([{ confidence: 90 }]);
});
