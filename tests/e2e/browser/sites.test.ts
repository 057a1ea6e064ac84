import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { inPage, untilPressable } from '../../harness/in-page.ts';
import { dealIsRead, leadPage, puts, resetClose } from '../../harness/story.ts';
import { useOwnConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const logs = 'https://logs.example.com/*';
const mail = 'https://mail.example.com/*';

const story = useOwnConnectedStory();

const registered = () =>
  story.evaluateInWorker<string[]>(
    'chrome.scripting.getRegisteredContentScripts().then(([script]) => script?.matches ?? [])',
  );
const runsOn = (...sites: string[]) =>
  waitFor(`the script to run on ${sites}`, async () => (await registered()).join() === sites.join());
const untilRemoved = (page: Page, element: string) =>
  waitFor(`${element} to disappear`, async () => (await page.$(element)) === null);
// Uses a selector, because background pages are not rendered and have no accessibility tree.
const hasInBackground = (page: Page, element: string) => waitFor(element, () => page.$(element));
const press = async (page: Page, button: string) => (await byRole(page, 'button', button)).click();
const markName = (id: string) => `Edit this deal, ${id.slice(-6)}`;

async function addByPopup(page: Page, site: string): Promise<void> {
  await story.allowWhenAsked(site);
  const popup = await story.openPopup(page);
  // The list takes the focus when it arrives, and would take the key as well.
  await waitFor('the focus', () => popup.evaluate('document.activeElement !== document.body'));
  // By keyboard, because the button moves when the deal above it appears.
  await (await byRole(popup, 'button', `Turn on for ${new URL(page.url()).host}`)).press('Enter');
  await waitFor('the site', async () => (await registered()).includes(site));
  await popup.close();
}

describe('an added site', () => {
  it('gets the script in its open tabs at once, with count and button, unlike other pages', async () => {
    const other = await story.newPage('https://sheet.example.com/');
    const page = await story.newPage('https://logs.example.com/');
    expect(await page.$(inPage('button'))).toBeNull();
    await addByPopup(page, logs);
    await runsOn(logs);
    await byRole(page, 'button', 'Edit deal');
    await waitFor('the count', async () => (await story.badge(page)).text === '4');
    expect(await other.$(inPage('button'))).toBeNull();
    expect((await story.badge(other)).text).toBe('');
    await other.close();
    await page.close();
  });

  it('opens the popup from the "Edit deal" button, because only Close may contain the in-page editor', async () => {
    const page = await story.newPage('https://logs.example.com/');
    const chip = await untilPressable(await byRole(page, 'button', 'Edit deal'));
    await byRole(await story.popupAfter(() => chip.click()), 'list', 'Opportunities');
    expect(page.frames()).toHaveLength(1);
    await page.close();
  });

  it('adds a button to each link to a deal, and opens that deal when it is pressed', async () => {
    const page = await story.newPage('https://mail.example.com/');
    await addByPopup(page, mail);
    // Ends the three seconds in which a page cannot open the popup again.
    await story.killWorker();
    const mark = await untilPressable(await byRole(page, 'button', markName(ids.sampleDeal)));
    expect(await page.$$(inPage('link-button'))).toHaveLength(1);
    const [beside] = await page.$$eval(inPage('link-button'), (marks) =>
      marks.map((m) => m.previousElementSibling?.id),
    );
    expect(beside).toBe('opportunity-link');
    const popup = await story.popupAfter(() => mark.press('Enter'));
    await byRole(popup, 'heading', 'Marlow Robotics');
    await popup.close();
    await page.close();
  });

  it('shows in its toast that a change was saved, but not what or whose', async () => {
    const page = await story.newPage('https://mail.example.com/');
    await byRole(page, 'button', markName(ids.sampleDeal));
    await story.clickMenu(page, { menuItemId: 'confidence:90', selectionText: ids.sampleDeal });
    const undo = await byRole(page, 'button', 'Undo…');
    expect(await undo.evaluate((button) => button.getRootNode().textContent)).toBe(
      'Quick Edit for Close · SavedUndo…',
    );
    expect((await story.badge(page)).title).toContain('75% → 90%');
    await resetClose(story);
    await page.close();
  });

  it('gets a link button for a later link when the popup opens', async () => {
    const page = await story.newPage('https://mail.example.com/');
    await byRole(page, 'button', markName(ids.sampleDeal));
    await page.evaluate((id) => {
      const link = Object.assign(document.createElement('a'), { href: `/?deal=${id}`, textContent: 'later' });
      document.querySelector('#opportunity-link')?.after(link);
    }, ids.deals.euro);
    const popup = await story.openPopup(page);
    await waitFor('the second', async () => (await page.$$(inPage('link-button'))).length === 2);
    await popup.close();
    await page.close();
  });

  it('ignores presses by the page itself, and shows at most fifty link buttons for ten thousand links', async () => {
    const page = await story.newPage('https://mail.example.com/');
    await byRole(page, 'button', markName(ids.sampleDeal));
    const forged = `for (const host of document.querySelectorAll('*')) {
      if (!host.localName.startsWith('quick-edit-')) continue;
      host.click();
      host.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      if (host.shadowRoot) throw new Error('open');
    }
    window.postMessage({ name: 'reference.open', input: { reference: null } }, '*');`;
    await page.evaluate(forged);
    const id = (index: number) => `oppo_${String(index).padStart(43, '0')}`;
    const links = Array.from({ length: 10_000 }, (_, index) => `<a href="/?deal=${id(index)}">deal</a> `);
    await page.evaluate((html) => {
      document.body.innerHTML = html;
      history.pushState({}, '', '/many');
    }, links.join(''));
    await waitFor('the count', async () => (await story.badge(page)).text === '50');
    await waitFor('the last link button', async () => (await page.$$(inPage('link-button'))).length >= 50);
    expect(await page.$$(inPage('link-button'))).toHaveLength(50);
    expect(story.browser.targets().filter((target) => target.url().includes('popup.html'))).toEqual([]);
    await page.evaluate(
      "document.querySelectorAll('*').forEach((host) => host.localName.startsWith('quick-edit-') && host.remove())",
    );
    await page.evaluate(`history.pushState({}, '', '/?opportunity_id=${ids.sampleDeal}')`);
    await byRole(page, 'button', 'Edit deal');
    await page.close();
  });

  it('is registered again after the worker stopped and the registration was lost', async () => {
    await story.evaluateInWorker('chrome.scripting.unregisterContentScripts()');
    await story.killWorker();
    await runsOn(logs, mail);
  });

  it('shows no buttons if the user hides them, until the options show them again', async () => {
    const page = await story.newPage('https://mail.example.com/');
    await (await byRole(page, 'button', 'Hide')).click();
    await (await byRole(page, 'button', 'Hide on this site')).click();
    await untilRemoved(page, inPage('link-button'));
    await page.reload();
    await waitFor('the count', async () => (await story.badge(page)).text === '1');
    expect(await page.$(inPage('button'))).toBeNull();
    const options = await story.openExtensionPage('options.html');
    await press(options, 'Show again on mail.example.com');
    await hasInBackground(page, inPage('button'));
    await hasInBackground(page, inPage('link-button'));
    await options.close();
    await page.close();
  });

  it('loses script and buttons at once when it is removed in the options or in the browser', async () => {
    const first = await story.newPage('https://logs.example.com/');
    const second = await story.newPage('https://mail.example.com/');
    await hasInBackground(first, inPage('button'));
    await hasInBackground(second, inPage('button'));
    const options = await story.openExtensionPage('options.html');
    await press(options, 'Remove logs.example.com');
    await runsOn(mail);
    await untilRemoved(first, inPage('button'));
    await hasInBackground(second, inPage('button'));
    await story.takeAway(mail);
    await runsOn();
    await untilRemoved(second, inPage('button'));
    await untilRemoved(second, inPage('link-button'));
    // Taken away in the browser and not in the options, so it is still one of the user's sites.
    await byRole(options, 'button', 'Allow access to mail.example.com');
    await options.waitForSelector('::-p-text(only when you click its icon)');
    await story.allowWhenAsked(mail);
    await runsOn(mail);
    await hasInBackground(second, inPage('button'));
    await untilRemoved(options, '::-p-text(only when you click its icon)');
    await press(options, 'Remove mail.example.com');
    await runsOn();
    await untilRemoved(second, inPage('button'));
    await options.waitForSelector('::-p-text(No sites added yet.)');
    await first.reload();
    expect(await first.$(inPage('button'))).toBeNull();
    for (const page of [first, second, options]) await page.close();
    expect(puts(story)).toEqual([]);
  });

  it('can be added in the options, which refuse invalid addresses', async () => {
    const page = await story.newPage('https://logs.example.com/');
    const options = await story.openExtensionPage('options.html');
    const field = await byRole(options, 'textbox', 'Website address');
    const add = await byRole(options, 'button', 'Add');
    await field.type('not an address');
    await add.click();
    await options.waitForSelector('::-p-text(Enter the full address of a website.)');
    await story.allowWhenAsked(logs);
    await options.bringToFront();
    await field.click({ count: 3 });
    await field.type('logs.example.com/runs?page=2');
    await add.click();
    await runsOn(logs);
    await byRole(options, 'button', 'Remove logs.example.com');
    await hasInBackground(page, inPage('button'));
    await options.close();
    await page.close();
  });

  it('is listed with a button while access is set to "On click", and works again once it is allowed', async () => {
    const page = await story.newPage('https://logs.example.com/');
    await byRole(page, 'button', 'Edit deal');
    await story.setHostAccess('ON_CLICK');
    await runsOn();
    await story.killWorker();
    const options = await story.openExtensionPage('options.html');
    await byRole(options, 'button', 'Allow access to logs.example.com');
    await byRole(options, 'button', 'Remove logs.example.com');
    await story.setHostAccess('ON_ALL_SITES');
    await runsOn(logs);
    await untilRemoved(options, '::-p-text(only when you click its icon)');
    await hasInBackground(page, inPage('button'));
    await options.close();
    await page.close();
  });
});

describe('while the user withholds access to Close', () => {
  it('a save waits, says why and offers to ask, and goes out once access is allowed', async () => {
    const page = await story.newPage(leadPage());
    const popup = await story.openExtensionPage(`popup.html?tabId=${await story.tabId(page)}`);
    await dealIsRead(popup);
    await story.setHostAccess('ON_CLICK');
    await popup.bringToFront();
    await (await byRole(popup, 'radio', '90%')).click();
    await waitFor('the reason', async () =>
      (await said(popup, 'alert')).includes("Chrome doesn't let Quick Edit reach Close."),
    );
    await byRole(popup, 'button', 'Allow access');
    expect(puts(story)).toEqual([]);
    await story.setHostAccess('ON_ALL_SITES');
    await waitFor('the save', () => puts(story)[0]?.status === 200);
    expect(puts(story).map(({ body }) => body)).toEqual([{ confidence: 90 }]);
  });
});

// Last, because after the update the old tabs no longer work.
describe('after an update of the extension', () => {
  it('an old tab offers to reload once but never reloads itself, and the sites are kept', async () => {
    const page = await story.newPage(leadPage(ids.leads.emoji));
    await byRole(page, 'button', 'Edit deal');
    await page.evaluate('globalThis.isSamePage = true');
    await story.reload();
    await page.bringToFront();
    await page.evaluate(`history.pushState({}, '', '/lead/${ids.sampleLead}/')`);
    await byRole(page, 'button', 'Reload page');
    expect(await page.evaluate('globalThis.isSamePage')).toBe(true);
    await (await byRole(page, 'button', 'Hide')).click();
    await untilRemoved(page, inPage('button'));
    await page.evaluate(`history.pushState({}, '', '/lead/${ids.leads.emoji}/')`);
    await page.evaluate('new Promise(requestAnimationFrame)');
    expect(await page.$(inPage('button'))).toBeNull();
    await page.reload();
    await byRole(page, 'button', 'Edit deal');
    // Read by a page, because the harness only knows the old worker.
    const options = await story.openExtensionPage('options.html');
    await byRole(options, 'button', 'Remove logs.example.com');
    const matches = () =>
      options.evaluate<[], () => Promise<string[]>>(
        async () => (await chrome.scripting.getRegisteredContentScripts())[0]?.matches ?? [],
      );
    await waitFor('the script to be registered', async () => (await matches()).includes(logs));
  });
});
