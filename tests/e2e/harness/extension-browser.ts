import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, {
  type Browser,
  type CDPSession,
  type Page,
  type Target,
  type WebWorker,
} from 'puppeteer-core';
import { chromiumFlags } from '../../../scripts/chromium-flags.ts';
import { requireChromium } from '../../../scripts/chromium-path.ts';
import { waitFor } from './wait-for.ts';

export type LaunchOptions = {
  /** Sends the real names of Close and the sample sites to the sandbox. */
  hostRules: string;
  colorScheme?: 'light' | 'dark';
  /** A profile to go on with; without one a fresh profile is made and removed at the end. */
  profile?: string;
  headless?: boolean;
  /** The unpacked extension, the production build unless said otherwise. */
  extension?: string;
};

/** What a context menu click carries; stands in for Chrome's own click data. */
export type MenuClick = {
  menuItemId: string;
  pageUrl?: string;
  linkUrl?: string;
  selectionText?: string;
  editable?: boolean;
};

export type ExtensionBrowser = {
  browser: Browser;
  extensionId: string;
  newPage(address: string): Promise<Page>;
  /** Opens a page of the extension in a tab. */
  openExtensionPage(path: string): Promise<Page>;
  /** The page that the extension opened by itself, once it is there. */
  waitForExtensionPage(path: string): Promise<Page>;
  /** Presses the toolbar button on a page and returns the real popup. */
  openPopup(page: Page): Promise<Page>;
  /** The popup that something else opens meanwhile. */
  waitForPopup(): Promise<Page>;
  worker(): Promise<WebWorker>;
  killWorker(): Promise<void>;
  clickMenu(page: Page, click: MenuClick): Promise<void>;
  tabId(page: Page): Promise<number>;
  badge(page: Page): Promise<{ text: string; title: string }>;
  /** Ends the browser at once, as a crash would. */
  crash(): Promise<void>;
  close(): Promise<void>;
};

const productionBuild = '.output/chrome-mv3';

/** Starts Chromium with the extension. */
export async function launch(options: LaunchOptions): Promise<ExtensionBrowser> {
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'quick-edit-')));
  const browser = await puppeteer.launch({
    executablePath: requireChromium(),
    headless: options.headless ?? true,
    pipe: true,
    userDataDir: profile,
    enableExtensions: [join(process.cwd(), options.extension ?? productionBuild)],
    acceptInsecureCerts: true,
    defaultViewport: null,
    args: [
      ...chromiumFlags,
      '--ignore-certificate-errors',
      '--window-size=1200,800',
      `--host-resolver-rules=${options.hostRules}`,
      ...(options.colorScheme === 'dark' ? ['--force-dark-mode'] : []),
    ],
  });
  const control = await browser.target().createCDPSession();
  const isWorker = (target: Target) =>
    target.type() === 'service_worker' && target.url().includes('background.js');
  const extensionId = new URL((await browser.waitForTarget(isWorker)).url()).host;
  const origin = `chrome-extension://${extensionId}`;

  async function openExtensionPage(path: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(`${origin}/${path}`);
    return page;
  }

  async function waitForExtensionPage(path: string): Promise<Page> {
    const target = await browser.waitForTarget((each) => each.url().startsWith(`${origin}/${path}`));
    return target.asPage();
  }

  async function openPopup(page: Page): Promise<Page> {
    // Pressing the button again would close a popup that is still open.
    await closePopups();
    await page.bringToFront();
    const popup = waitForExtensionPage('popup.html');
    await control.send('Extensions.triggerAction', {
      id: extensionId,
      targetId: await tabTarget(control, page),
    });
    return popup;
  }

  async function closePopups(): Promise<void> {
    const isPopup = (target: Target) => target.url() === `${origin}/popup.html`;
    for (const target of browser.targets().filter(isPopup)) await (await target.asPage()).close();
    await waitFor('the popup to be gone', () => !browser.targets().some(isPopup));
  }

  // Any page of the extension reaches the worker's interfaces and wakes it on the way.
  async function inExtension<Value>(work: string): Promise<Value> {
    const worker = await waitFor('the worker', async () => {
      const target = browser.targets().find(isWorker);
      return target ? await target.worker() : wake();
    });
    return (await worker.evaluate(work)) as Value;
  }

  async function wake(): Promise<null> {
    const page = await openExtensionPage('options.html');
    await page.evaluate("chrome.runtime.sendMessage({ name: 'connection.list', input: {} })");
    await page.close();
    return null;
  }

  async function killWorker(): Promise<void> {
    // Asked of the browser each time: a page that waits for an answer wakes the next worker at once.
    const workers = async () => {
      const { targetInfos } = await control.send('Target.getTargets');
      return targetInfos
        .filter(({ type, url }) => type === 'service_worker' && url.startsWith(origin))
        .map(({ targetId }) => targetId);
    };
    const [targetId] = await workers();
    if (targetId === undefined) return;
    await control.send('Target.closeTarget', { targetId });
    await waitFor('the worker to be gone', async () => !(await workers()).includes(targetId));
  }

  async function tabId(page: Page): Promise<number> {
    await page.bringToFront();
    return inExtension<number>(
      'chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => tab.id)',
    );
  }

  async function badge(page: Page): Promise<{ text: string; title: string }> {
    const id = await tabId(page);
    return inExtension(
      `Promise.all([chrome.action.getBadgeText({ tabId: ${id} }), chrome.action.getTitle({ tabId: ${id} })])
        .then(([text, title]) => ({ text, title }))`,
    );
  }

  async function clickMenu(page: Page, click: MenuClick): Promise<void> {
    const id = await tabId(page);
    const data = JSON.stringify({ pageUrl: page.url(), editable: false, ...click });
    await inExtension(
      `chrome.tabs.get(${id}).then((tab) => chrome.contextMenus.onClicked.dispatch(${data}, tab))`,
    );
  }

  async function cleanUp(): Promise<void> {
    if (options.profile === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }

  return {
    ...{
      browser,
      extensionId,
      openExtensionPage,
      waitForExtensionPage,
      openPopup,
      killWorker,
      tabId,
      badge,
      clickMenu,
    },
    waitForPopup: () => waitForExtensionPage('popup.html'),
    async newPage(address) {
      const page = await browser.newPage();
      await page.goto(address);
      return page;
    },
    async worker() {
      const target = await browser.waitForTarget(isWorker);
      const worker = await target.worker();
      if (!worker) throw new Error('The worker went away.');
      return worker;
    },
    async crash() {
      const process: ChildProcess | null = browser.process();
      const gone = new Promise((resolve) => process?.once('exit', resolve));
      process?.kill('SIGKILL');
      await gone;
    },
    async close() {
      await browser.close().catch(() => {});
      await cleanUp();
    },
  };
}

// The toolbar button belongs to the tab around a page, which the protocol knows as a target of its own.
async function tabTarget(control: CDPSession, page: Page): Promise<string> {
  const { targetInfos } = await control.send('Target.getTargets', { filter: [{ type: 'tab' }] });
  const tab = targetInfos.find(({ url }) => url === page.url());
  if (!tab) throw new Error(`No tab shows ${page.url()}`);
  return tab.targetId;
}
