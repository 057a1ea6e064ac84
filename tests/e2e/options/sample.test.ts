import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { byRole, bySelector, said } from '../../harness/accessible.ts';
import { lineText, shownChanges, typeLine } from '../../harness/typed-line.ts';
import { useInstalledStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';

const story = useInstalledStory();
let sample: Page;
let steps = 0;
let storedBefore: unknown;

const stored = async () =>
  (await story.worker()).evaluate(
    `Promise.all(['local', 'sync', 'session'].map((area) => chrome.storage[area].get())).then(JSON.stringify)`,
  );
const press = async (page: Page, role: string, name: string) => {
  steps += 1;
  await (await byRole(page, role, name)).click();
};
const untilSaid = (words: string) =>
  waitFor(`"${words}"`, async () => (await said(sample, 'status')).includes(words));
const isChosen = async (name: string) =>
  (await byRole(sample, 'radio', name)).evaluate((radio) => radio.getAttribute('aria-checked') === 'true');

beforeAll(async () => {
  const options = await story.openExtensionPage('options.html');
  storedBefore = await stored();
  await press(options, 'button', 'Try it with sample deals');
  sample = await story.waitForExtensionPage('sample.html');
  await sample.bringToFront();
});

it('leads from installing to the first save with Undo in three steps', async () => {
  await sample.waitForSelector('::-p-text(Sample data · nothing is saved to Close)');
  await byRole(sample, 'heading', 'Marlow Robotics');
  await press(sample, 'radio', 'Proposal sent');
  await untilSaid('Demo done → Proposal sent');
  await press(sample, 'button', 'Undo');
  await untilSaid('Undone');
  expect(await isChosen('Demo done')).toBe(true);
  expect(steps).toBe(3);
});

it('shows the list of a lead with several deals, and a search that finds the sample deals', async () => {
  await press(sample, 'button', 'A lead with several deals');
  await byRole(sample, 'list', 'Opportunities');
  await press(sample, 'button', 'A page without a deal');
  await (await byRole(sample, 'searchbox', 'Find a deal')).type('mar\n');
  await (await bySelector(sample, '::-p-text(Marlow Robotics)')).click();
  await byRole(sample, 'heading', 'Marlow Robotics');
});

it('keeps what was typed while the page is open, and saves it together', async () => {
  const step = await byRole(sample, 'textbox', 'Next step');
  await step.click({ count: 3 });
  await step.type('Call Lena');
  await press(sample, 'button', 'Save');
  await untilSaid('Call Lena');
});

it('takes a typed line by keyboard alone as one change with one Undo, and offers it again', async () => {
  const into = { editor: sample, keyboard: sample.keyboard };
  await typeLine(into, 'nego 60% 12k');
  expect(await shownChanges(into, 3)).toEqual([
    'Status: Demo done → Negotiation',
    'Confidence: 75% → 60%',
    'Value: $12,500 → $12,000',
  ]);
  await sample.keyboard.press('Enter');
  await untilSaid('Demo done → Negotiation');
  expect(await sample.$$('aria/Undo[role="button"]')).toHaveLength(1);
  await typeLine(into, '');
  await sample.keyboard.press('ArrowUp');
  await waitFor('the last line', async () => (await lineText(into)) === 'nego 60% 12k');
  for (const _letter of 'nego 60% 12k') await sample.keyboard.press('Backspace');
  await sample.keyboard.press('ArrowDown');
  const offered = () =>
    sample.$$eval('#line-choices [role=option]', (options) => options.map(({ textContent }) => textContent));
  await waitFor('the change', async () => (await offered())[0]?.includes('Negotiation 60% $12,000'));
  await sample.keyboard.press('Escape');
  await sample.keyboard.press('u');
  await untilSaid('Undone');
  expect(await isChosen('Demo done')).toBe(true);
});

it('says what cannot be tried, sends no request and stores nothing', async () => {
  await press(sample, 'button', 'Open in Close');
  await untilSaid('This works once Close is connected.');
  expect(story.sandbox.requests).toEqual([]);
  expect(await stored()).toBe(storedBefore);
});
