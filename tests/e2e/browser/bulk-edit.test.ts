import type { Page } from 'puppeteer-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { leadPage, puts, resetClose, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { makeId } from '../../sandbox/seed/make-id.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory({ keepsCloseData: true });

/** Adds `count` copies of the sample deal. Returns their ids. */
function seedDeals(count: number): string[] {
  const { opportunities } = story.sandbox.world;
  const sample = storedDeal(story);
  const made = Array.from({ length: count }, (_each, place) => makeId('oppo', `bulk-${place}`));
  for (const id of made) opportunities.set(id, { ...structuredClone(sample), id, confidence: 50 });
  return made;
}

async function openTable(named: readonly string[]): Promise<Page> {
  const page = await story.openExtensionPage('deals.html');
  const field = await byRole(page, 'textbox', 'Paste deal IDs, links or CSV rows');
  // Set directly, because typing 60 ids would take longer than the rest of the test.
  await field.evaluate((area, pasted) => {
    (area as HTMLTextAreaElement).value = pasted;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, named.join('\n'));
  await (await byRole(page, 'button', 'Add')).click();
  await waitForEnd(page);
  return page;
}

async function waitForEnd(page: Page): Promise<void> {
  await waitFor('the run to end', () => page.$('body:not(:has(progress)) table'), 120_000);
}

async function runAction(page: Page, action: string, count: number): Promise<void> {
  await page.select('select', action);
  await (await byRole(page, 'checkbox', 'Select all')).click();
  await (await byRole(page, 'button', `Update ${count} deals`)).click();
  // More than 20 deals are confirmed.
  if (count > 20) await (await byRole(page, 'button', `Update ${count} deals`)).click();
}

const outcomes = (page: Page) =>
  page.$$eval('tbody tr', (rows) => rows.map((row) => row.lastElementChild?.textContent.trim() ?? ''));
const percents = (of: readonly string[]) => of.map((id) => storedDeal(story, id).confidence);

describe('60 deals', () => {
  let all: string[];
  let saved: string[];
  let page: Page;
  beforeAll(async () => {
    all = seedDeals(60);
    for (const id of all.slice(10, 13)) story.sandbox.world.opportunities.delete(id);
    page = await openTable(all);
  });

  it('are saved despite rate limits and faults, without a request during a wait', async () => {
    const { sandbox } = story;
    const locked = all.slice(20, 22);
    for (const id of locked)
      sandbox.fault({ method: 'PUT', path: `/opportunity/${id}/`, then: { status: 403 } });
    sandbox.fault({ method: 'PUT', path: `/opportunity/${all[5]}/`, then: { status: 429, retryAfter: 1 } });
    sandbox.fault({ method: 'GET', path: `/opportunity/${all[35]}/`, then: { status: 429, retryAfter: 1 } });
    sandbox.fault({ method: 'PUT', path: `/opportunity/${all[50]}/`, then: 'drop-after' });
    sandbox.requests.length = 0;
    await runAction(page, 'confidence:75', 57);
    await waitFor('the countdown', async () => /Too many requests/.test(await said(page, 'status')));
    await waitForEnd(page);

    saved = all.filter((id, place) => (place < 10 || place > 12) && !locked.includes(id));
    expect(percents(saved)).toEqual(saved.map(() => 75));
    expect(percents(locked)).toEqual([50, 50]);
    expect((await outcomes(page)).filter((ending) => ending === 'Saved')).toHaveLength(saved.length);
    for (const refused of sandbox.requests.filter(({ status }) => status === 429)) {
      const next = sandbox.requests.find(({ at }) => at > refused.at);
      expect((next?.at ?? 0) - refused.at).toBeGreaterThanOrEqual(1000);
    }
  });

  it('are all undone', async () => {
    await (await byRole(page, 'button', 'Undo all')).click();
    await waitForEnd(page);
    expect(percents(saved)).toEqual(saved.map(() => 50));
    await page.close();
  });
});

describe('many deals', () => {
  beforeEach(() => resetClose(story));

  it('can be stopped between two deals and continued with the rest', async () => {
    const all = seedDeals(12);
    const page = await openTable(all);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    story.sandbox.fault({
      method: 'PUT',
      path: `/opportunity/${all[4]}/`,
      then: { hold: held, applied: 'after' },
    });
    await runAction(page, 'confidence:90', 12);
    await waitFor('the fifth', () => puts(story).length === 5);
    await (await byRole(page, 'button', 'Stop')).click();
    letGo();
    await waitForEnd(page);
    expect(percents(all)).toEqual(all.map((_id, place) => (place < 5 ? 90 : 50)));
    await (await byRole(page, 'button', 'Update 7 deals')).click();
    await waitForEnd(page);
    expect(percents(all)).toEqual(all.map(() => 90));
    expect(puts(story)).toHaveLength(12);
    await page.close();
  });

  it('open from the list of a lead by keyboard', async () => {
    const page = await story.newPage(leadPage(ids.leads.threeDeals));
    const popup = await story.openPopup(page);
    await (await byRole(popup, 'button', 'Bulk edit…')).focus();
    // The popup closes before the key is released.
    await popup.keyboard.down('Enter');
    const table = await story.waitForExtensionPage('deals.html#');
    await waitForEnd(table);
    expect(await table.$$('tbody tr')).toHaveLength(3);
    // The browser keeps the address in its history.
    expect(table.url()).toMatch(/\/deals\.html#[0-9a-f-]{36}$/);
    await table.reload();
    await waitFor('the same deals', async () => (await table.$$('tbody tr')).length === 3);
    await table.close();
  });
});
