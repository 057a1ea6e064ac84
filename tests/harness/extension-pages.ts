import type { Browser, CDPSession, Page, Target } from 'puppeteer-core';
import { deadlineMs, waitFor } from './wait-for.ts';

export type ExtensionPages = {
  /** Opens a page in a tab; a page of Close in a tab of an earlier test, because a new process takes most of the time. */
  newPage(address: string): Promise<Page>;
  /** Starts a test. The returned function ends it, so that `newPage` may reuse its tabs. */
  beginPages(): () => void;
  /** Closes all pages, including those of the extension, and leaves an empty one. */
  closePages(): Promise<void>;
  /** Opens a page of the extension in a tab and waits until its content no longer changes. */
  openExtensionPage(path: string): Promise<Page>;
  /** Waits for a page that the extension opens without a request of the test. */
  waitForExtensionPage(path: string): Promise<Page>;
  /** Presses the toolbar button on a page, which grants `activeTab`, and returns the real popup. */
  openPopup(page: Page): Promise<Page>;
  /** Returns the popup that a step opens; closes an open one first, so that the two are not confused. */
  popupAfter(step: () => Promise<unknown>): Promise<Page>;
};

const closeApp = 'https://app.close.com';

/** Lets Puppeteer's own waits in a page take as long as those of the tests. */
function patient(page: Page): Page {
  page.setDefaultTimeout(deadlineMs);
  return page;
}

/** Opens and finds pages, including those of the extension. */
export function createExtensionPages(browser: Browser, control: CDPSession, origin: string): ExtensionPages {
  const popupAddress = `${origin}/popup.html`;

  // Tabs opened by this test, and reusable tabs of earlier tests.
  let opened: Page[] = [];
  let reusable: Page[] = [];

  async function newPage(address: string): Promise<Page> {
    const page = (await takeReusable(address)) ?? (await browser.newPage());
    opened.push(page);
    await patient(page).goto(address);
    return page;
  }

  /** Reuses only tabs of Close, because on other sites a tab keeps the `activeTab` permission of the previous test. */
  async function takeReusable(address: string): Promise<Page | undefined> {
    reusable = reusable.filter((page) => !page.isClosed());
    const { origin } = new URL(address);
    const page = reusable.find((each) => origin === closeApp && new URL(each.url()).origin === origin);
    if (!page) return undefined;
    reusable = reusable.filter((each) => each !== page);
    await closePopups();
    await page.bringToFront();
    return page;
  }

  /** Avoids the process of an empty tab, which a page of the extension cannot use. */
  async function openDirectly(address: string): Promise<Page> {
    const before = new Set(browser.targets());
    await control.send('Target.createTarget', { url: address });
    const page = await waitFor(`a new tab with ${address}`, async () => {
      const target = browser.targets().find((each) => !before.has(each) && each.url() === address);
      return ifLoaded(await target?.page());
    });
    await page.bringToFront();
    return page;
  }

  function findPopups(): Target[] {
    return browser.targets().filter((target) => target.url() === popupAddress);
  }

  async function waitForExtensionPage(path: string): Promise<Page> {
    return waitFor(`the extension's page ${path}`, () =>
      asLoadedPage(browser.targets().find((target) => target.url().startsWith(`${origin}/${path}`))),
    );
  }

  // Waits, because a button moves while the sections above it arrive.
  async function untilStill(page: Page): Promise<void> {
    let before: unknown;
    await waitFor('the page to stop changing', async () => {
      const [last, now] = [before, await page.evaluate('document.body.textContent')];
      before = now;
      return last === now;
    });
  }

  async function asLoadedPage(target: Target | undefined): Promise<Page | undefined> {
    return ifLoaded(await target?.asPage());
  }

  // A target has its address before its document: until then, the empty document of a new tab answers, which is complete
  // and has no `chrome.runtime`.
  async function ifLoaded(page: Page | null | undefined): Promise<Page | undefined> {
    const isLoaded = `document.readyState === 'complete' && location.origin === '${origin}'`;
    return page && (await page.evaluate(isLoaded)) === true ? patient(page) : undefined;
  }

  async function popupAfter(step: () => Promise<unknown>): Promise<Page> {
    // Closes an open popup first, because pressing the button would only close it.
    await closePopups();
    await step();
    return waitFor('the popup', () => asLoadedPage(findPopups()[0]));
  }

  async function closePopups(): Promise<void> {
    for (const popup of findPopups()) await (await popup.asPage()).close();
    await waitFor('the previous popup to close', () => findPopups().length === 0);
  }

  return {
    newPage,
    beginPages() {
      opened = [];
      return () => {
        reusable.push(...opened);
      };
    },
    async closePages() {
      // Keeps an empty page, because waking the worker requires an open page.
      const empty = await browser.newPage();
      for (const page of await browser.pages()) if (page !== empty) await page.close();
      for (const target of browser.targets()) {
        if (target.type() === 'service_worker' || !target.url().startsWith(`${origin}/`)) continue;
        await (await target.asPage()).close();
      }
    },
    async openExtensionPage(path) {
      const page = await openDirectly(`${origin}/${path}`);
      await untilStill(page);
      return page;
    },
    waitForExtensionPage,
    openPopup: (page) =>
      popupAfter(async () => {
        await page.bringToFront();
        const extension = (await browser.extensions()).get(new URL(origin).host);
        if (!extension) throw new Error('The extension is no longer installed.');
        await extension.triggerAction(page);
      }),
    popupAfter,
  };
}
