import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { emptyOutbox, leadPage, puts, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory({ keepsCloseData: true });
let options: Page;

beforeAll(async () => {
  const popup = await story.openPopup(await story.newPage(leadPage()));
  await (await byRole(popup, 'radio', 'Proposal sent')).click();
  await waitFor('the save', async () => (await said(popup, 'status')).includes('Proposal sent'));
  await (await byRole(popup, 'radio', '90%')).click();
  await waitFor('the save', async () => (await said(popup, 'status')).includes('90%'));
  options = await story.openExtensionPage('options.html');
  await byRole(options, 'list', 'Recent changes');
});

const press = async (name: string) => (await byRole(options, 'button', name)).click();
const rows = () => options.$$eval('.changes li', (items) => items.map((item) => item.textContent ?? ''));
const status = (sentence: string) =>
  waitFor(`"${sentence}"`, async () => (await said(options, 'status')).includes(sentence));

// Each test continues where the previous one ended.
describe('recent changes', () => {
  it('show deal, field and both values, latest first, and can be filtered', async () => {
    const [latest, first] = await rows();
    expect(latest).toContain('Marlow Robotics');
    expect(latest).toContain('Confidence: 75% → 90%');
    expect(first).toContain('Status: Demo done → Proposal sent');
    const filter = await byRole(options, 'searchbox', 'Filter changes');
    await filter.type('PROPOSAL marlow');
    await waitFor('one row', async () => (await rows()).length === 1);
    expect(await rows()).toEqual([first]);
    await filter.click({ count: 3 });
    await filter.press('Backspace');
    await waitFor('both rows', async () => (await rows()).length === 2);
  });

  it('are exported as CSV', async () => {
    await options.evaluate(`
      globalThis.exported = new Promise((resolve) => {
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => (resolve(blob.text()), make.call(URL, blob));
      }), undefined`);
    await press('Export as CSV');
    const lines = String(await options.evaluate('exported')).split('\r\n');
    expect(lines[0]).toContain('"When","Deal","Opportunity ID","Field","Before","After","Result"');
    expect(lines[1]).toContain(`,"Marlow Robotics","${ids.sampleDeal}","Confidence","75%","90%","Saved"`);
  });

  it('are not undone over a later change by a colleague, with the reason', async () => {
    story.sandbox.changeBehind(ids.sampleDeal, { confidence: 10 }, ids.users.sam);
    const before = puts(story).length;
    await press('Undo');
    await status('someone has changed this in Close since');
    expect(storedDeal(story).confidence).toBe(10);
    expect(puts(story)).toHaveLength(before);
    await emptyOutbox(story);
  });

  it('can be undone one by one', async () => {
    story.sandbox.changeBehind(ids.sampleDeal, { confidence: 90 }, ids.users.sam);
    await press('Undo');
    await status('Undone');
    expect(storedDeal(story).confidence).toBe(75);
    await waitFor('its row', async () => (await rows())[0]?.includes('Undone just now'));
    expect((await rows()).map((row) => row.includes('75% → 90%'))).toEqual([true, false]);
  });

  it('can be made again after an undo, and undone again', async () => {
    await press('Redo');
    await status('Saved');
    expect(storedDeal(story).confidence).toBe(90);
    await waitFor('its row', async () => (await rows())[0]?.includes('Saved'));
    await press('Undo');
    await status('Undone');
    expect(storedDeal(story).confidence).toBe(75);
    expect(await rows()).toHaveLength(2);
  });

  it('can be cleared', async () => {
    await press('Clear history');
    await options.waitForSelector('::-p-text(Changes you save with Quick Edit appear here.)');
    expect(await rows()).toEqual([]);
  });
});
