import type { Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { byRole } from '../../harness/accessible.ts';
import { dealIsRead, leadPage } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory({ keepsCloseData: true });
let page: Page;
let popup: Page;

beforeAll(async () => {
  page = await story.newPage(leadPage());
});
beforeEach(async () => {
  popup = await story.openPopup(page);
  await dealIsRead(popup);
});

// Through the background, because a sync would bring back what was only removed from storage.
afterEach(async () => {
  await popup.evaluate(async () => {
    const { pins = {} } = await chrome.storage.local.get('pins');
    const none = Object.fromEntries(Object.keys(pins as object).map((pipeline) => [pipeline, []]));
    await chrome.runtime.sendMessage({ name: 'pins.write', input: { pins: none } });
  });
});

const press = async (name: string) => (await byRole(popup, 'button', name)).click();
const labels = () =>
  popup.$$eval('.field > label', (all) => all.map((label) => label.textContent?.trim() ?? ''));

const keys: Record<string, string> = {
  'Next step': `custom.${ids.fields.nextStep}`,
  Owner: 'user_id',
  Seats: `custom.${ids.fields.seats}`,
};

/** Waits until the background has stored these pins, because the screen may be ahead of it. */
async function areStored(...names: string[]): Promise<void> {
  const expected = names.map((name) => keys[name]).join();
  await waitFor(`the pins ${names.join(', ')} to be stored`, async () => {
    const { pins = {} } = await story.evaluateInWorker<{ pins?: Record<string, string[]> }>(
      "chrome.storage.local.get('pins')",
    );
    return Object.values(pins).flat().join() === expected;
  });
}

async function pin(...names: string[]): Promise<void> {
  await press('All fields');
  for (const name of names) {
    await press(`Pin ${name}`);
    await byRole(popup, 'button', `Unpin ${name}`);
  }
  await areStored(...names);
}

it('shows only the pinned fields, in their order, also the next time', async () => {
  await pin('Next step', 'Owner');
  await press('Show fewer fields');
  expect(await labels()).toEqual(['Next step', 'Owner']);
  popup = await story.openPopup(page);
  await dealIsRead(popup);
  await byRole(popup, 'radiogroup', 'Confidence');
  expect(await labels()).toEqual(['Next step', 'Owner']);
});

it('shows the default view if nothing is pinned, and returns to it', async () => {
  await byRole(popup, 'button', 'All fields');
  const byDefault = await labels();
  expect(byDefault).toContain('Estimated close');
  await pin('Seats');
  await press('Unpin Seats');
  await press('Show fewer fields');
  expect(await labels()).toEqual(byDefault);
  await areStored();
});

it('orders pinned fields with buttons', async () => {
  await pin('Next step', 'Owner', 'Seats');
  await press('Move Seats up');
  await press('Move Next step down');
  await press('Show fewer fields');
  expect(await labels()).toEqual(['Seats', 'Next step', 'Owner']);
  await areStored('Seats', 'Next step', 'Owner');
});

it('orders pinned fields by dragging', async () => {
  await pin('Next step', 'Owner', 'Seats');
  const from = await byRole(popup, 'button', 'Unpin Seats');
  const onto = await byRole(popup, 'button', 'Unpin Next step');
  await popup.evaluate(
    (dragged, target) => {
      const dataTransfer = new DataTransfer();
      const drag = (on: Element, type: string) =>
        on.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
      drag(dragged as Element, 'dragstart');
      drag(target as Element, 'dragover');
      drag(target as Element, 'drop');
    },
    await from.element(),
    await onto.element(),
  );
  await waitFor('the new order', async () => (await labels())[0] === 'Seats');
  expect((await labels()).slice(0, 3)).toEqual(['Seats', 'Next step', 'Owner']);
  await areStored('Seats', 'Next step', 'Owner');
});

it('keeps the pins of pipelines separate', async () => {
  await pin('Seats');
  popup = await story.openPopup(
    await story.newPage(`https://plain.example.com/?deal=${ids.deals.threeSecond}`),
  );
  await byRole(popup, 'button', 'All fields');
  expect(await labels()).toContain('Estimated close');
});

it('filters all fields by name', async () => {
  await press('All fields');
  await (await byRole(popup, 'searchbox', 'Filter fields')).type('rea');
  expect(await labels()).toEqual(['Win reason']);
});
