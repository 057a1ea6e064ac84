import { expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { dealIsRead, leadPage, puts } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();

/** Types after the keyword in the address bar, by dispatching Chrome's own event. */
async function enter(text: string): Promise<void> {
  const worker = await story.worker();
  await worker.evaluate(`chrome.omnibox.onInputEntered.dispatch(${JSON.stringify(text)}, 'currentTab')`);
}

it('opens the deal of a pasted link on any page', async () => {
  const page = await story.newPage('https://plain.example.com/');
  await page.bringToFront();
  const popup = await story.popupAfter(() => enter(`https://tool.example/?deal=${ids.deals.emoji}`));
  await byRole(popup, 'radiogroup', 'Status');
  expect(story.sandbox.requests.some(({ path }) => path.includes(ids.deals.emoji))).toBe(true);
  await page.close();
});

it('searches for any other text', async () => {
  const page = await story.newPage('https://plain.example.com/');
  await page.bringToFront();
  await byRole(await story.popupAfter(() => enter('Halden')), 'list', 'Opportunities');
  const searches = story.sandbox.requests.filter(({ path }) => path === '/api/v1/data/search/');
  expect(searches).toHaveLength(1);
  expect(JSON.stringify(searches[0]?.body)).toContain('"Halden"');
  await page.close();
});

it('suggests recently changed deals without a request to Close', async () => {
  const page = await story.newPage(leadPage());
  const popup = await story.openPopup(page);
  await (await byRole(popup, 'radio', '90%')).click();
  await waitFor('the result', async () => (await said(popup, 'status')).includes('75% → 90%'));
  await popup.close();
  story.sandbox.requests.length = 0;
  const worker = await story.worker();
  const suggested = await worker.evaluate(
    `new Promise((resolve) => chrome.omnibox.onInputChanged.dispatch('marlow', resolve))`,
  );
  expect(suggested).toMatchObject([{ content: ids.sampleDeal }]);
  expect(story.sandbox.requests).toEqual([]);
});

it('opens a known deal with the words behind its name as a line, which is saved only by Enter there', async () => {
  const page = await story.newPage(leadPage());
  const popup = await story.openPopup(page);
  await dealIsRead(popup);
  await popup.close();
  story.sandbox.requests.length = 0;
  const worker = await story.worker();
  const suggested = await worker.evaluate(
    `new Promise((resolve) => chrome.omnibox.onInputChanged.dispatch('marlow 60% fri', resolve))`,
  );
  expect(suggested).toMatchObject([
    {
      content: `${ids.sampleDeal} 60% fri`,
      description: expect.stringMatching(/Marlow Robotics.*Confidence: 75% → 60%.*Estimated close: .+ → /),
    },
  ]);
  expect(story.sandbox.requests).toEqual([]);
  const opened = await story.popupAfter(() => enter(`${ids.sampleDeal} 60% fri`));
  const field = await byRole(opened, 'textbox', 'Type a change');
  await waitFor(
    'the line',
    async () => (await opened.$$eval('[aria-label=Changes] li', (items) => items.length)) === 2,
  );
  expect(await field.evaluate((input) => (input as HTMLInputElement).value)).toBe('60% fri');
  expect(puts(story)).toEqual([]);
  await opened.keyboard.press('Enter');
  await waitFor('the save', () => puts(story).length === 1);
  expect(puts(story)[0]?.body).toMatchObject({ confidence: 60 });
});
