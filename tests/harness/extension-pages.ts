import type { Browser, CDPSession, Page, Target } from 'puppeteer-core';
import { waitFor } from './wait-for.ts';

export type ExtensionPages = {
  /** Opens a page in a tab, for Close in one that an earlier test has left there: a tab's process costs most of it. */
  newPage(address: string): Promise<Page>;
  /** Begins a test, and returns what ends it: `newPage` may take the tabs of Close that the test opened. */
  beginPages(): () => void;
  /** Closes all pages, those of the extension too, and leaves an empty one. */
  closePages(): Promise<void>;
  /** Opens a page of the extension in a tab and waits until nothing more arrives in it. */
  openExtensionPage(path: string): Promise<Page>;
  /** The page that the extension opened by itself, once it is there. */
  waitForExtensionPage(path: string): Promise<Page>;
  /** Presses the toolbar button on a page, which grants `activeTab`, and returns the real popup. */
  openPopup(page: Page): Promise<Page>;
  /** The popup that a step opens; one that is open before is closed first, so that it is not taken for it. */
  popupAfter(step: () => Promise<unknown>): Promise<Page>;
};

const closeApp = 'https://app.close.com';

/** Opens and finds pages, those of the extension among them. */
export function createExtensionPages(browser: Browser, control: CDPSession, origin: string): ExtensionPages {
  const popupAddress = `${origin}/popup.html`;

  // Tabs that this test has opened, and those that earlier tests have left.
  let opened: Page[] = [];
  let left: Page[] = [];

  async function newPage(address: string): Promise<Page> {
    const page = (await takeLeft(address)) ?? (await browser.newPage());
    opened.push(page);
    // Ends only what hangs: many pages load at the same time on a busy machine.
    await page.goto(address, { timeout: 120_000 });
    return page;
  }

  /** Takes a tab of Close only, because other sites lose the `activeTab` that a test was granted with the tab alone. */
  async function takeLeft(address: string): Promise<Page | undefined> {
    left = left.filter((page) => !page.isClosed());
    const { origin } = new URL(address);
    const page = left.find((each) => origin === closeApp && new URL(each.url()).origin === origin);
    if (!page) return undefined;
    left = left.filter((each) => each !== page);
    await closePopups();
    await page.bringToFront();
    return page;
  }

  /** Saves the process of an empty tab, which a page of the extension never goes on with. */
  async function openDirectly(address: string): Promise<Page> {
    const before = new Set(browser.targets());
    await control.send('Target.createTarget', { url: address });
    const page = await waitFor(`a new tab with ${address}`, async () => {
      const target = browser.targets().find((each) => !before.has(each) && each.url() === address);
      const found = await target?.page();
      return (await found?.evaluate('document.readyState')) === 'complete' ? found : undefined;
    });
    await page.bringToFront();
    return page;
  }

  function findPopups(): Target[] {
    return browser.targets().filter((target) => target.url() === popupAddress);
  }

  async function waitForExtensionPage(path: string): Promise<Page> {
    return waitFor(`the extension's page ${path}`, () =>
      loaded(browser.targets().find((target) => target.url().startsWith(`${origin}/${path}`))),
    );
  }

  // A button that is pressed while the sections above it still arrive is no more where it was.
  async function standsStill(page: Page): Promise<void> {
    let before: unknown;
    await waitFor('the page to stand still', async () => {
      const [last, now] = [before, await page.evaluate('document.body.textContent')];
      before = now;
      return last === now;
    });
  }

  // What is found before its document is there would be left behind by the next step.
  async function loaded(target: Target | undefined): Promise<Page | undefined> {
    const page = await target?.asPage();
    return (await page?.evaluate('document.readyState')) === 'complete' ? page : undefined;
  }

  async function popupAfter(step: () => Promise<unknown>): Promise<Page> {
    // Pressing the button again would close a popup that is still open.
    await closePopups();
    await step();
    return waitFor('the popup', () => loaded(findPopups()[0]));
  }

  async function closePopups(): Promise<void> {
    for (const popup of findPopups()) await (await popup.asPage()).close();
    await waitFor('the former popup to be gone', () => findPopups().length === 0);
  }

  return {
    newPage,
    beginPages() {
      opened = [];
      return () => {
        left.push(...opened);
      };
    },
    async closePages() {
      // Waking the worker takes an open page.
      const empty = await browser.newPage();
      for (const page of await browser.pages()) if (page !== empty) await page.close();
      for (const target of browser.targets()) {
        if (target.type() === 'service_worker' || !target.url().startsWith(`${origin}/`)) continue;
        await (await target.asPage()).close();
      }
    },
    async openExtensionPage(path) {
      const page = await openDirectly(`${origin}/${path}`);
      await standsStill(page);
      return page;
    },
    waitForExtensionPage,
    openPopup: (page) =>
      popupAfter(async () => {
        await page.bringToFront();
        const extension = (await browser.extensions()).get(new URL(origin).host);
        if (!extension) throw new Error('Chromium does not know the extension any more.');
        await extension.triggerAction(page);
      }),
    popupAfter,
  };
}
