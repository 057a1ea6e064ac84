import { describe, expect, it } from 'vitest';
import { chipOn, emptyOutbox, leadPage } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();

/** Runs `browse` with a stopped worker. Returns how often it started, and which areas of storage were written to. */
async function wakesDuring(browse: () => Promise<void>): Promise<{ starts: number; writes: string[] }> {
  const watcher = await story.openExtensionPage('sample.html');
  await watcher.evaluate(() => {
    const writes: string[] = [];
    chrome.storage.onChanged.addListener((changes, area) => {
      for (const key of Object.keys(changes)) writes.push(`${area}:${key}`);
    });
    Object.assign(globalThis, { writes });
  });
  await story.killWorker();
  let starts = 0;
  const count = (target: { type(): string }) => {
    if (target.type() === 'service_worker') starts += 1;
  };
  story.browser.on('targetcreated', count);
  await browse();
  // A wake-up that the last step caused would have started by then: the browser answers in order.
  await watcher.evaluate(() => chrome.tabs.query({}));
  story.browser.off('targetcreated', count);
  const writes = await watcher.evaluate('writes');
  await watcher.close();
  return { starts, writes: writes as string[] };
}

describe('a stopped worker', () => {
  it('is not woken by a hundred changes of tab and fifty pages elsewhere', async () => {
    const pages = [
      await story.newPage('https://plain.example.com/'),
      await story.newPage('https://mail.example.com/'),
    ];
    const wakes = await wakesDuring(async () => {
      for (let index = 0; index < 100; index += 1) await pages[index % 2]?.bringToFront();
      for (let index = 0; index < 50; index += 1)
        await pages[0]?.goto(`https://${index % 2 === 0 ? 'mail' : 'plain'}.example.com/?${index}`);
    });
    expect(wakes).toEqual({ starts: 0, writes: [] });
  });

  it('is not woken either after it was stopped while the toolbar button showed an outcome', async () => {
    const page = await story.newPage('https://plain.example.com/');
    const other = await story.newPage('https://mail.example.com/');
    await story.clickMenu(page, { menuItemId: 'confidence:25', selectionText: ids.sampleDeal });
    await waitFor('the outcome', async () => (await story.badge(page)).text === '✓');
    await emptyOutbox(story);
    const wakes = await wakesDuring(async () => {
      for (let index = 0; index < 10; index += 1) {
        await page.goto(`https://plain.example.com/?${index}`);
        await other.bringToFront();
        await page.bringToFront();
      }
    });
    expect(wakes).toEqual({ starts: 0, writes: [] });
  });

  it('is woken by a page in Close, so that the stories above can fail', async () => {
    const page = await story.newPage('https://plain.example.com/');
    const { starts } = await wakesDuring(async () => {
      await page.bringToFront();
      await page.goto(leadPage());
      await chipOn(page);
    });
    expect(starts).toBe(1);
  });
});

it('a running worker keeps no address of a request to Close in memory', async () => {
  const before = story.sandbox.requests.length;
  await story.openPopup(await story.newPage(leadPage()));
  await waitFor('a request', () => story.sandbox.requests.length > before);
  await waitFor('the request to be counted', () =>
    story.evaluateInWorker(async () => {
      const { 'request-log': log } = await chrome.storage.session.get('request-log');
      return (log as { count: number }).count > 0;
    }),
  );
  expect(await story.evaluateInWorker("performance.getEntriesByType('resource').length")).toBe(0);
});
