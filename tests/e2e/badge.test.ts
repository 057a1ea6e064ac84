import { afterAll, beforeAll, expect, it } from 'vitest';
import { ids } from '../sandbox/seed.ts';
import { byRole } from './harness/accessible.ts';
import { waitFor } from './harness/wait-for.ts';
import { leadPage, type Story, startConnectedStory, stopStory } from './story.ts';

let story: Story;
beforeAll(async () => {
  story = await startConnectedStory();
});
afterAll(() => stopStory(story));

it('follows in-page navigation on Close: a lead, a list, an opportunity in the address', async () => {
  const page = await story.newPage(leadPage());
  const badge = () => story.badge(page);
  await waitFor('the lead', async () => (await badge()).title.includes('a lead is open'));
  expect((await badge()).text).toBe('');
  await page.evaluate("history.pushState({}, '', '/opportunities/?view=list')");
  await page.evaluate("document.body.replaceChildren('No lead here')");
  await page.evaluate("history.pushState({}, '', '/opportunities/')");
  await waitFor('nothing', async () => (await badge()).title.includes('no deal'));
  await page.evaluate(`history.pushState({}, '', '/opportunities/?opportunity_id=${ids.sampleDeal}')`);
  await waitFor('the opportunity', async () => (await badge()).text === '1');
  expect(story.sandbox.requests).toEqual([]);
  await page.close();
});

it('counts the opportunities of any page where the button was pressed', async () => {
  const page = await story.newPage('https://logs.example.com/');
  expect((await story.badge(page)).text).toBe('');
  await byRole(await story.openPopup(page), 'list', 'Opportunities');
  await waitFor('the count', async () => (await story.badge(page)).text === '4');
  await page.close();
});
