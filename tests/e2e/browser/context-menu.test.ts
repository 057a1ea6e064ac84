import { describe, expect, it } from 'vitest';
import { byRole } from '../../harness/accessible.ts';
import { inPage } from '../../harness/in-page.ts';
import { leadPage, prefer, puts, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();

const setProposalSent = `status:${ids.statuses.proposalSent}`;

describe('the context menu', () => {
  it("saves a status for the deal of an email's link, and says so on the toolbar button", async () => {
    const page = await story.newPage('https://mail.example.com/');
    const linkUrl = await page.$eval('#opportunity-link', (link) => (link as HTMLAnchorElement).href);
    await story.clickMenu(page, { menuItemId: setProposalSent, linkUrl });
    await waitFor('the save', () => puts(story)[0]?.status === 200);
    expect(puts(story).map(({ path, body }) => ({ path, body }))).toEqual([
      { path: `/api/v1/opportunity/${ids.sampleDeal}/`, body: { status_id: ids.statuses.proposalSent } },
    ]);
    expect(storedDeal(story).statusId).toBe(ids.statuses.proposalSent);
    const title = async () => (await story.badge(page)).title;
    await waitFor('the result', async () => (await title()).includes('Demo done → Proposal sent'));
  });

  it('acts on the id in the selected text', async () => {
    const page = await story.newPage('https://plain.example.com/');
    await story.clickMenu(page, { menuItemId: 'confidence:25', selectionText: `Deal ${ids.sampleDeal}.` });
    await waitFor('the save', () => storedDeal(story).confidence === 25);
    expect(puts(story).map(({ body }) => body)).toEqual([{ confidence: 25 }]);
  });

  it('finds the selected text in Close, and opens the deal of an id in it instead', async () => {
    const page = await story.newPage('https://plain.example.com/');
    const find = (selectionText: string) =>
      story.popupAfter(() => story.clickMenu(page, { menuItemId: 'find-selection', selectionText }));
    const popup = await find('  Halden\n Foods ');
    await byRole(popup, 'list', 'Opportunities');
    const box = await byRole(popup, 'searchbox', 'Find a deal');
    expect(await box.evaluate((input) => (input as HTMLInputElement).value)).toBe('Halden Foods');
    await popup.close();
    await byRole(await find(`Deal ${ids.sampleDeal}.`), 'radiogroup', 'Status');
    expect(puts(story)).toEqual([]);
    await page.close();
  });

  it("acts on the lead page's deal, even with a stopped worker", async () => {
    const page = await story.newPage(leadPage());
    await story.killWorker();
    await story.clickMenu(page, { menuItemId: 'confidence:90' });
    await waitFor('the save', () => storedDeal(story).confidence === 90);
    const toast = await page.waitForSelector(inPage('toast'));
    expect(await toast?.evaluate((host) => host.shadowRoot)).toBeNull();
  });

  it('opens the list if the lead has several deals, and applies the change to the chosen one', async () => {
    const page = await story.newPage(leadPage(ids.leads.threeDeals));
    const popup = await story.popupAfter(() => story.clickMenu(page, { menuItemId: 'confidence:90' }));
    await byRole(popup, 'list', 'Opportunities');
    expect(puts(story)).toEqual([]);
    await popup.keyboard.press('1');
    await waitFor('the save', () => puts(story)[0]?.status === 200);
    expect(puts(story).map(({ path, body }) => ({ path, body }))).toEqual([
      { path: `/api/v1/opportunity/${ids.deals.threeFirst}/`, body: { confidence: 90 } },
    ]);
  });

  it('asks for the date if the status closes the deal', async () => {
    const page = await story.newPage('https://mail.example.com/');
    const linkUrl = await page.$eval('#opportunity-link', (link) => (link as HTMLAnchorElement).href);
    const menuItemId = `status:${ids.statuses.won}`;
    const popup = await story.popupAfter(() => story.clickMenu(page, { menuItemId, linkUrl }));
    await byRole(popup, 'button', 'Mark as Won');
    expect(puts(story)).toEqual([]);
  });

  it('collects the change in the editor if the user wants to be asked before saving', async () => {
    await prefer(story, { asksBeforeSaving: true });
    const page = await story.newPage(leadPage());
    const popup = await story.popupAfter(() => story.clickMenu(page, { menuItemId: setProposalSent }));
    const save = await byRole(popup, 'button', 'Save');
    expect(puts(story)).toEqual([]);
    await save.click();
    await waitFor('the save', () => storedDeal(story).statusId === ids.statuses.proposalSent);
    await popup.close();
    await prefer(story, { asksBeforeSaving: false });
  });

  it('undoes the last change, and then shows that there is none', async () => {
    const page = await story.newPage(leadPage());
    await story.clickMenu(page, { menuItemId: 'confidence:90' });
    await waitFor('the save', () => storedDeal(story).confidence === 90);
    await page.waitForSelector(inPage('toast'));
    await story.clickMenu(page, { menuItemId: 'undo-last-change' });
    await waitFor('the former value', () => storedDeal(story).confidence === 75);
    expect(puts(story).map(({ body }) => body)).toEqual([{ confidence: 90 }, { confidence: 75 }]);
  });

  it("opens the lead of the link's deal in Close", async () => {
    const page = await story.newPage('https://mail.example.com/');
    const linkUrl = await page.$eval('#opportunity-link', (link) => (link as HTMLAnchorElement).href);
    const before = story.browser.targets();
    await story.clickMenu(page, { menuItemId: 'open-in-close', linkUrl });
    // Excludes such pages left open by other tests.
    const opened = await story.browser.waitForTarget(
      (target) => target.url() === leadPage() && !before.includes(target),
    );
    await (await opened.asPage()).close();
    expect(puts(story)).toEqual([]);
  });

  it("copies the id of the page's deal", async () => {
    await story.browser
      .defaultBrowserContext()
      .overridePermissions('https://app.close.com', [
        'clipboard-read',
        'clipboard-write',
        'clipboard-sanitized-write',
      ]);
    const page = await story.newPage(leadPage());
    await story.clickMenu(page, { menuItemId: 'copy-id' });
    await page.waitForSelector(inPage('toast'));
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(ids.sampleLead);
  });

  it('has an item for each status and preset', async () => {
    const worker = await story.worker();
    const update = (id: string) =>
      worker.evaluate(`chrome.contextMenus.update(${JSON.stringify(id)}, {}).then(() => true, () => false)`);
    expect(await update(setProposalSent)).toBe(true);
    expect(await update('confidence:75')).toBe(true);
    expect(await update('edit')).toBe(true);
    expect(await update('confidence:33')).toBe(false);
  });
});
