import type { Browser, Page, Target } from 'puppeteer-core';
import { waitFor } from './wait-for.ts';

export type ExtensionPages = {
  /** Opens a page in a tab. */
  newPage(address: string): Promise<Page>;
  /** Opens a page of the extension in a tab and waits until nothing more arrives in it. */
  openExtensionPage(path: string): Promise<Page>;
  /** The page that the extension opened by itself, once it is there. */
  waitForExtensionPage(path: string): Promise<Page>;
  /** Presses the toolbar button on a page, which grants `activeTab`, and returns the real popup. */
  openPopup(page: Page): Promise<Page>;
  /** The popup that a step opens; one that is open before is closed first, so that it is not taken for it. */
  popupAfter(step: () => Promise<unknown>): Promise<Page>;
};

/** Opens and finds pages, those of the extension among them. */
export function createExtensionPages(browser: Browser, origin: string): ExtensionPages {
  const popupAddress = `${origin}/popup.html`;

  async function newPage(address: string): Promise<Page> {
    const page = await browser.newPage();
    // Ends only what hangs: many pages load at the same time on a busy machine.
    await page.goto(address, { timeout: 120_000 });
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
    async openExtensionPage(path) {
      const page = await newPage(`${origin}/${path}`);
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
