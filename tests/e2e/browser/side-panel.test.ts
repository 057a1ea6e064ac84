import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { byRole, chooseInMenu } from '../../harness/accessible.ts';
import { leadPage, puts } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();

async function openPanel(page: Page): Promise<Page> {
  const popup = await story.openPopup(page);
  await chooseInMenu(popup, 'Keep open in side panel');
  return story.waitForExtensionPage('sidepanel.html');
}

async function closePanel(panel: Page, ...pages: Page[]): Promise<void> {
  await panel.close();
  for (const page of pages) await page.close();
}

const shows = (panel: Page, name: string) =>
  waitFor(`the panel to show ${name}`, () =>
    panel.$eval('main', (main, part) => main.textContent.includes(part), name),
  );

describe('the side panel', () => {
  it('opens from the popup on the same deal, and saves from there', async () => {
    const page = await story.newPage(leadPage());
    const panel = await openPanel(page);
    await byRole(panel, 'heading', 'Marlow Robotics');
    await (await byRole(panel, 'button', 'More')).click();
    await byRole(panel, 'menuitem', 'Refresh');
    expect(await panel.$('::-p-aria([name="Keep open in side panel"])')).toBeNull();
    await panel.keyboard.press('Escape');
    await (await byRole(panel, 'radio', '90%')).click();
    await waitFor('the save', () => puts(story)[0]?.status === 200);
    expect(puts(story)[0]?.path).toBe(`/api/v1/opportunity/${ids.sampleDeal}/`);
    await closePanel(panel, page);
  });

  it('follows the active tab and its address', async () => {
    const first = await story.newPage(leadPage());
    const panel = await openPanel(first);
    await byRole(panel, 'heading', 'Marlow Robotics');
    const second = await story.newPage(leadPage(ids.leads.emoji));
    await shows(panel, 'Sunfield');
    await second.goto(leadPage(ids.leads.longName));
    await waitFor('the second lead to disappear', async () => !(await panel.content()).includes('Sunfield'));
    await first.bringToFront();
    await byRole(panel, 'heading', 'Marlow Robotics');
    await first.goto('https://plain.example.com/');
    await shows(panel, "Quick Edit hasn't read this page");
    await closePanel(panel, first, second);
  });

  it('keeps the draft of its deal when the tab changes, and shows its deal', async () => {
    const first = await story.newPage(leadPage());
    const panel = await openPanel(first);
    await (await byRole(panel, 'textbox', 'Value')).type('7');
    const second = await story.newPage(leadPage(ids.leads.emoji));
    await shows(panel, 'Sunfield');
    await panel.waitForSelector('::-p-text(You have an unsaved draft for)');
    expect(await panel.$eval('.kept', (line) => line.textContent)).toContain('Marlow Robotics');
    await (await byRole(panel, 'button', 'Open draft')).click();
    await byRole(panel, 'heading', 'Marlow Robotics');
    await panel.waitForSelector('::-p-text(Restored)');
    expect(await panel.$('.kept')).toBeNull();
    expect(puts(story)).toEqual([]);
    await closePanel(panel, first, second);
  });

  it('stays on a pinned deal across tabs and navigations, and saves to it, until it is unpinned', async () => {
    const first = await story.newPage(leadPage());
    const panel = await openPanel(first);
    await chooseInMenu(panel, 'Pin this deal');
    await shows(panel, 'Pinned: ');
    await first.evaluate(`history.pushState({}, '', '/lead/${ids.leads.longName}/')`);
    const second = await story.newPage(leadPage(ids.leads.emoji));
    // A second editor on that tab shows when the navigation has been reported.
    await shows(await story.openPopup(second), 'Sunfield');
    await (await byRole(panel, 'radio', '90%')).click();
    await waitFor('the save', () => puts(story)[0]?.status === 200);
    expect(puts(story)[0]?.path).toBe(`/api/v1/opportunity/${ids.sampleDeal}/`);
    await byRole(panel, 'heading', 'Marlow Robotics');
    await (await byRole(panel, 'button', 'Unpin')).click();
    await shows(panel, 'Sunfield');
    await closePanel(panel, first, second);
  });
});

describe('the toolbar button', () => {
  const opened = () =>
    story.evaluateInWorker<[string, boolean]>(
      `Promise.all([
        chrome.action.getPopup({}),
        chrome.sidePanel.getPanelBehavior().then((behavior) => behavior.openPanelOnActionClick),
      ])`,
    );

  it('opens the side panel if the user prefers it, also after a restart of the browser', async () => {
    const options = await story.openExtensionPage('options.html');
    const choice = await byRole(options, 'combobox', 'Toolbar icon opens');
    await choice.select('panel');
    await waitFor('the panel to be preferred', async () => (await opened()).join() === ',true');
    // The browser forgets the popup setting when it closes.
    await story.evaluateInWorker(() => chrome.action.setPopup({ popup: 'popup.html' }));
    await story.killWorker();
    await waitFor('the panel to be preferred', async () => (await opened()).join() === ',true');
    const page = await story.newPage(leadPage());
    const extension = (await story.browser.extensions()).get(story.extensionId);
    await extension?.triggerAction(page);
    const panel = await story.waitForExtensionPage('sidepanel.html');
    await byRole(panel, 'heading', 'Marlow Robotics');
    await panel.close();
    // The menu opens a popup, because the side panel needs a click.
    await page.bringToFront();
    const popup = await story.popupAfter(() => story.clickMenu(page, { menuItemId: 'edit' }));
    await byRole(popup, 'heading', 'Marlow Robotics');
    await options.bringToFront();
    await choice.select('popup');
    await waitFor('the popup to be preferred', async () => (await opened())[1] === false);
    await options.close();
  });
});
