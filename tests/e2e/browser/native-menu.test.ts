import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { byRole } from '../../harness/accessible.ts';
import { missingForScreen, type Screen, startScreen } from '../../harness/screen.ts';
import {
  puts,
  resetClose,
  type Story,
  startConnectedStory,
  stopStory,
  storedDeal,
} from '../../harness/story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids, keys } from '../../sandbox/seed.ts';

const missing = missingForScreen();
if (missing.length > 0)
  console.log(`Skipped: the browser's own menu, because ${missing.join(' and ')} cannot be found here.`);

/** Right-clicks the element that matches `selector`, and waits for the menu. */
async function openMenu(screen: Screen, page: Page, selector: string): Promise<void> {
  const place = await page.$eval(selector, (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const barsHeight = outerHeight - innerHeight;
    return { x: screenX + x + width / 2, y: screenY + barsHeight + y + height / 2 };
  });
  screen.pointAt(place);
  await page.waitForSelector(`${selector}:hover`);
  await openedBy(screen, () => screen.rightClick());
}

/** Chooses a confidence by keyboard: our menu by its initial Q, which no other item has, and the confidence by its digit. */
async function chooseConfidence(screen: Screen, firstDigit: string): Promise<void> {
  await openedBy(screen, () => screen.press('q'));
  // Below "Set status", the first item.
  await openedBy(screen, () => screen.press('Home', 'Down', 'Right'));
  screen.press(firstDigit);
}

/** Waits until `step` has opened another menu. */
async function openedBy(screen: Screen, step: () => void): Promise<void> {
  const before = screen.windows().length;
  step();
  await waitFor('a menu to open', () => screen.windows().length === before + 1);
}

describe.skipIf(missing.length > 0)("the browser's own menu", () => {
  let screen: Screen;
  let story: Story;
  beforeAll(async () => {
    screen = await startScreen();
    story = await startConnectedStory(keys.ana, { headless: false, display: screen.display });
  });
  afterAll(async () => {
    await stopStory(story);
    await screen?.stop();
  });
  beforeEach(() => resetClose(story));

  it("saves a confidence on the deal of a mail's link", async () => {
    const page = await story.newPage('https://mail.example.com/');
    await openMenu(screen, page, '#opportunity-link');
    await chooseConfidence(screen, '9');
    await waitFor('the save', () => puts(story)[0]?.status === 200);
    expect(puts(story).map(({ path, body }) => ({ path, body }))).toEqual([
      { path: `/api/v1/opportunity/${ids.sampleDeal}/`, body: { confidence: 90 } },
    ]);
  });

  it('may search for the deal in a page that the extension may not read otherwise', async () => {
    const page = await story.newPage('https://plain.example.com/');
    await page.$eval('main p', (paragraph, id) => paragraph.append(` Deal ${id}.`), ids.sampleDeal);
    await openMenu(screen, page, 'h1');
    // The page has chosen the deal, so that the user sees the change before it is saved.
    const popup = await story.popupAfter(() => chooseConfidence(screen, '2'));
    const save = await byRole(popup, 'button', 'Save');
    expect(puts(story)).toEqual([]);
    await save.click();
    await waitFor('the save', () => storedDeal(story).confidence === 25);
    expect(puts(story).map(({ body }) => body)).toEqual([{ confidence: 25 }]);
  });

  it('acts on the selected id', async () => {
    const page = await story.newPage('https://plain.example.com/');
    await page.$eval(
      'h1',
      (heading, id) => {
        heading.textContent = id;
        getSelection()?.selectAllChildren(heading);
      },
      ids.deals.euro,
    );
    await openMenu(screen, page, 'h1');
    await chooseConfidence(screen, '9');
    await waitFor('the save', () => puts(story)[0]?.status === 200);
    expect(puts(story).map(({ path }) => path)).toEqual([`/api/v1/opportunity/${ids.deals.euro}/`]);
  });
});
