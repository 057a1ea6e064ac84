import type { Page } from 'puppeteer-core';
import type { WorkerControl } from './worker-control.ts';

/** What a context menu click carries; stands in for Chrome's own click data. */
export type MenuClick = {
  menuItemId: string;
  pageUrl?: string;
  linkUrl?: string;
  selectionText?: string;
  editable?: boolean;
};

export type Tabs = {
  /** The id that `chrome.tabs` has for a page; asking for it the first time brings a hidden page to the front. */
  tabId(page: Page): Promise<number>;
  /** What the toolbar button shows on a page. */
  badge(page: Page): Promise<{ text: string; title: string }>;
  /** Chooses an item of the context menu. Unlike a real click it grants no `activeTab`. */
  clickMenu(page: Page, click: MenuClick): Promise<void>;
};

/** Acts on tabs by way of the worker, which alone knows their ids. */
export function createTabs({ evaluateInWorker }: WorkerControl): Tabs {
  const known = new WeakMap<Page, number>();

  async function tabId(page: Page): Promise<number> {
    const before = known.get(page);
    if (before !== undefined) return before;
    // The protocol does not tell a tab's id, but which tab is in front is known on both sides.
    // Left alone where it is in front already: focus going to the page closes a popup over it.
    if ((await page.evaluate('document.visibilityState')) !== 'visible') await page.bringToFront();
    const id = await evaluateInWorker<number>(
      'chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => tab.id)',
    );
    known.set(page, id);
    return id;
  }

  return {
    tabId,
    async badge(page) {
      const id = await tabId(page);
      return evaluateInWorker(
        async (tab) => ({
          text: await chrome.action.getBadgeText({ tabId: tab }),
          title: await chrome.action.getTitle({ tabId: tab }),
        }),
        id,
      );
    },
    async clickMenu(page, click) {
      const id = await tabId(page);
      const data = JSON.stringify({ pageUrl: page.url(), editable: false, ...click });
      // `dispatch` is in no published type: it is how Chromium itself hands events over.
      await evaluateInWorker(
        `chrome.tabs.get(${id}).then((tab) => chrome.contextMenus.onClicked.dispatch(${data}, tab))`,
      );
    },
  };
}
