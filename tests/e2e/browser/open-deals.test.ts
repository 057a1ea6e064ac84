import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { byRole } from '../../harness/accessible.ts';
import { emptyOutbox, puts, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { makeId } from '../../sandbox/seed/make-id.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory({ keepsCloseData: true });

const count = 40;
const closing = '2199-01-15';
const theirs = 77_700;

/** Leaves Ana with 40 open deals without a value, whose close date has passed. */
function seedStaleDeals(): void {
  const { opportunities } = story.sandbox.world;
  const sample = storedDeal(story);
  for (const deal of opportunities.values()) if (deal.userId === ids.users.ana) deal.userId = ids.users.sam;
  for (let place = 0; place < count; place += 1) {
    const id = makeId('oppo', `stale-${place}`);
    const stale = { value: 0, dateWon: '2020-01-01', dateUpdated: '2020-01-01T00:00:00.000000+00:00' };
    opportunities.set(id, { ...structuredClone(sample), id, userId: ids.users.ana, ...stale });
  }
}

const rowIds = (page: Page) =>
  page.$$eval('tbody tr', (rows) => rows.map((row) => (row as HTMLElement).dataset.id ?? ''));

async function pressUntil(page: Page, key: 'Tab' | 'ArrowUp', isThere: () => boolean): Promise<void> {
  await waitFor('the focus where it belongs', async () => {
    await page.keyboard.press(key);
    return page.evaluate(isThere);
  });
}

describe('40 stale deals', () => {
  let page: Page;
  beforeAll(async () => {
    seedStaleDeals();
    story.sandbox.requests.length = 0;
    page = await story.openExtensionPage('deals.html#open');
    await waitFor('the rows', async () => (await rowIds(page)).length === count);
  });

  it('are listed with one request', () => {
    const lists = story.sandbox.requests.filter(({ path }) => path.startsWith('/api/v1/opportunity/'));
    expect(lists).toHaveLength(1);
  });

  it('are cleaned by keyboard alone, with a killed worker, a rate limit and an edit of a colleague', async () => {
    await (await byRole(page, 'checkbox', 'Needs attention only')).focus();
    await page.keyboard.press('Space');
    const all = await rowIds(page);
    const [limited, killed, overtaken] = [all[5] ?? '', all[12] ?? '', all[20] ?? ''];
    const put = { method: 'PUT' } as const;
    story.sandbox.fault({ ...put, path: `/opportunity/${limited}/`, then: { status: 429, retryAfter: 1 } });
    Object.assign(storedDeal(story, overtaken), { value: theirs });
    story.sandbox.requests.length = 0;
    await pressUntil(page, 'Tab', () => document.activeElement?.closest('tbody') !== null);
    await page.keyboard.press('Home');
    for (let column = 0; column < 4; column += 1) await page.keyboard.press('ArrowRight');
    for (const id of all) {
      await page.keyboard.type('5k');
      await page.keyboard.press('Tab');
      await page.keyboard.type(closing);
      if (id === killed) await story.killWorker();
      await page.keyboard.press('Enter');
      await page.keyboard.press('ArrowLeft');
    }
    await waitFor('all saves but the one with the question', () => page.evaluate(onlyConflictIsOpen), 60_000);
    await emptyOutboxButConflict();

    const stored = all.map((id) => storedDeal(story, id));
    expect(stored.map(({ id, value }) => [id, value])).toEqual(
      all.map((id) => [id, id === overtaken ? theirs : 500_000]),
    );
  });

  it("keep the colleague's value if the user says so, and the table is empty", async () => {
    await pressUntil(page, 'ArrowUp', () => document.activeElement?.closest('tr:has(.conflict)') !== null);
    await waitFor('only the row with the question', async () => (await rowIds(page)).length === 1);
    await page.keyboard.press('Home');
    for (let column = 0; column < 4; column += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await (await byRole(page, 'button', 'Keep theirs')).focus();
    await page.keyboard.press('Enter');
    await emptyOutbox(story);
    const all = [...story.sandbox.world.opportunities.values()].filter(
      ({ userId }) => userId === ids.users.ana,
    );
    expect(new Set(all.map(({ dateWon }) => String(dateWon).slice(0, 10)))).toEqual(new Set([closing]));
    expect(all.filter(({ value }) => value === theirs)).toHaveLength(1);
    const keys = puts(story).map(({ body }) => Object.keys(body as object).join());
    expect(new Set(keys)).toEqual(new Set(['value', 'date_won']));
    await (await byRole(page, 'checkbox', 'Needs attention only')).focus();
    await page.waitForSelector('::-p-text(Nothing needs your attention)');
    await page.close();
  });
});

function onlyConflictIsOpen(): boolean {
  const rows = [...document.querySelectorAll('tbody tr')];
  const open = rows.filter((row) => row.querySelector('.saving, .waiting, .conflict'));
  return open.length === 1 && open[0]?.querySelector('.conflict') !== null;
}

/** Waits until the only saves left are the one that the user has to decide about, and the one behind it. */
async function emptyOutboxButConflict(): Promise<void> {
  await waitFor('the saves', () =>
    story.evaluateInWorker<boolean>(
      "chrome.storage.local.get('outbox').then(({ outbox = [] }) => outbox.length <= 2)",
    ),
  );
}
