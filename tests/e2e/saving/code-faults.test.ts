import type { Frame, Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { takeUp } from '../../harness/in-page.ts';
import { chipOn, leadPage } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';

const story = useConnectedStory();

const sentence = 'Something went wrong.';
const secret = `api_${'k'.repeat(20)}.${'s'.repeat(20)}`;

/** Makes the page's code throw when it renders its next change. */
const breakRendering = (page: Page | Frame) =>
  page.evaluate((key) => {
    Intl.NumberFormat = class {
      constructor() {
        throw new RangeError(`cannot draw "Marlow" with ${key}`);
      }
    } as unknown as typeof Intl.NumberFormat;
  }, secret);

const throwLater = `setTimeout(() => { throw new TypeError('cannot go on with "Marlow" and ${secret}'); })`;

const showsFault = (page: Page) =>
  waitFor('the sentence', async () => (await said(page, 'alert')).includes(sentence));

it('the popup shows that rendering failed, and opens the deal again on Reload', async () => {
  await story.browser
    .defaultBrowserContext()
    .overridePermissions(`chrome-extension://${story.extensionId}`, ['clipboard-read', 'clipboard-write']);
  const page = await story.newPage(leadPage());
  const popup = await story.openPopup(page);
  const preset = await byRole(popup, 'radio', '90%');
  await breakRendering(popup);
  await preset.click();
  await showsFault(popup);
  await (await byRole(popup, 'button', 'Copy details')).click();
  const details = await waitFor('the copied details', async () => {
    const copied = await popup.evaluate(() => navigator.clipboard.readText());
    return copied.includes('RangeError') && copied;
  });
  expect(details).not.toMatch(/api_k|Marlow/);
  await (await byRole(popup, 'button', 'Reload')).click();
  await byRole(popup, 'heading', 'Marlow Robotics');
});

it('a remembered deal that cannot be rendered is forgotten, so that Reload opens the popup', async () => {
  const page = await story.newPage(leadPage());
  const first = await story.openPopup(page);
  await byRole(first, 'radio', '90%');
  await waitFor('the remembered deal', () =>
    story.evaluateInWorker(async () => {
      const { session } = chrome.storage;
      const name = (await session.getKeys()).find((key) => key.startsWith('deal:'));
      if (!name) return false;
      const record = (await session.get(name))[name] as { view: object };
      await session.set({ [name]: { ...record, view: { ...record.view, catalog: null } } });
      return true;
    }),
  );
  await first.close();
  // Close answers late, because its answer would replace the remembered deal.
  const { promise: hold, resolve: release } = Promise.withResolvers<void>();
  story.sandbox.fault({ method: 'GET', times: Number.POSITIVE_INFINITY, then: { hold, applied: 'after' } });
  const popup = await story.openPopup(page);
  await showsFault(popup);
  await (await byRole(popup, 'button', 'Reload')).click();
  await popup.waitForSelector('::-p-text(Opening deal…)');
  release();
  await byRole(popup, 'heading', 'Marlow Robotics');
});

it('the in-page editor shows that rendering failed, and opens again on Reload', async () => {
  const page = await story.newPage(leadPage());
  await (await chipOn(page)).click();
  const cardOf = () => page.frames().find((frame) => frame.url().includes('card.html'));
  const card = await waitFor('the card', cardOf);
  const preset = await waitFor('the preset', () => card.$('aria/90%[role="radio"]'));
  await takeUp(card);
  await breakRendering(card);
  await preset.press('Space');
  const reload = await waitFor('Reload', () => card.$('aria/Reload[role="button"]'));
  expect(await card.$eval('[role=alert]', (alert) => alert.textContent)).toContain(sentence);
  // Not awaited, because the frame disappears while the key is down.
  reload.press('Enter').catch(() => {});
  await waitFor('the deal in another frame', async () => {
    const next = cardOf();
    return next !== card && (await next?.$('aria/90%[role="radio"]'));
  });
});

it.each(['options.html', 'deals.html', 'sidepanel.html'])('%s shows that its code failed', async (path) => {
  const page = await story.openExtensionPage(path);
  await page.evaluate(throwLater);
  await showsFault(page);
  await byRole(page, 'button', 'Reload');
  await page.close();
});

it('the window that says how a command ended shows that its code failed, and the fault is stored', async () => {
  await story.evaluateInWorker(
    "chrome.storage.session.set({ 'outcome:7': { sentence: 'Saved', tone: 'done', offer: '', copied: '' } })",
  );
  const page = await story.openExtensionPage('outcome.html?tabId=7');
  await page.evaluate(throwLater);
  await showsFault(page);
  await waitFor('the stored fault', () =>
    story.evaluateInWorker<boolean>(
      "chrome.storage.local.get('faults').then(({ faults = [] }) => faults[0]?.place === 'outcome')",
    ),
  );
  await page.close();
});

it('Diagnostics lists faults of pages and worker, without keys and quoted text', async () => {
  await story.evaluateInWorker(throwLater);
  await story.evaluateInWorker("void Promise.reject(new Error('refused without a handler'))");
  const stored = () =>
    story.evaluateInWorker(
      "chrome.storage.local.get('faults').then(({ faults = [] }) => JSON.stringify(faults))",
    );
  await waitFor('both faults', async () => {
    const faults = String(await stored());
    return faults.includes('background') && faults.includes('TypeError') && faults.includes('refused');
  });
  const options = await story.openExtensionPage('options.html');
  await options.$eval('#diagnostics', (heading) => heading.closest('summary')?.click());
  const shown = await waitFor('the faults', async () => {
    const facts = await options.$eval('.facts', (list) => list.textContent);
    return facts.includes('background') && facts;
  });
  expect(shown).toContain('TypeError: cannot go on with "…"');
  expect(shown + (await stored())).not.toMatch(/api_k|Marlow/);
  await options.close();
});
