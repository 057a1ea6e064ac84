import type { Page } from 'puppeteer-core';
import type { WorkerControl } from './worker-control.ts';

/** The data of a context menu click, in place of Chrome's own data. */
export type MenuClick = {
  menuItemId: string;
  pageUrl?: string;
  linkUrl?: string;
  selectionText?: string;
  editable?: boolean;
};

export type Tabs = {
  /** Returns the tab id of a page. The first call brings a hidden page to the front. */
  tabId(page: Page): Promise<number>;
  /** Returns text and title of the toolbar button on a page. */
  badge(page: Page): Promise<{ text: string; title: string }>;
  /** Clicks an item of the context menu. Unlike a real click it does not grant `activeTab`. */
  clickMenu(page: Page, click: MenuClick): Promise<void>;
};

/** Acts on tabs through the worker, because only the worker knows their ids. */
export function createTabs({ evaluateInWorker }: WorkerControl): Tabs {
  const tabIds = new WeakMap<Page, number>();

  async function tabId(page: Page): Promise<number> {
    const before = tabIds.get(page);
    if (before !== undefined) return before;
    // The protocol does not expose tab ids, so the page is brought to the front and the active tab is queried.
    // A visible page stays as it is, because focusing it would close a popup over it.
    if ((await page.evaluate('document.visibilityState')) !== 'visible') await page.bringToFront();
    const id = await evaluateInWorker<number>(
      'chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => tab.id)',
    );
    tabIds.set(page, id);
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
      // `dispatch` is how Chromium itself delivers events; it has no published type.
      await evaluateInWorker(
        `chrome.tabs.get(${id}).then((tab) => chrome.contextMenus.onClicked.dispatch(${data}, tab))`,
      );
    },
  };
}
