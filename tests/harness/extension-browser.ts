import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { chromiumFlags } from './chromium-flags.ts';
import { requireChromium } from './chromium-path.ts';
import { createExtensionPages, type ExtensionPages } from './extension-pages.ts';
import { createExtensionSettings, type ExtensionSettings } from './extension-settings.ts';
import { buildFolder } from './root.ts';
import { createTabs, type Tabs } from './tabs.ts';
import { deadlineMs } from './wait-for.ts';
import { createWorkerControl, type WorkerControl } from './worker-control.ts';

export type LaunchOptions = {
  /** Maps the real host names of Close and the sample sites to the sandbox. */
  hostRules: string;
  colorScheme?: 'light' | 'dark';
  /** The language of the browser and so of the extension, such as `de`; by default that of this process. */
  language?: string;
  /** An existing profile; without one, a temporary profile is used. */
  profile?: string;
  headless?: boolean;
  /** The X display for the windows, such as `:99`; by default the display of this process. */
  display?: string;
  /** Absolute path of the unpacked extension; by default the production build. */
  extension?: string;
};

export type ExtensionBrowser = ExtensionPages &
  WorkerControl &
  Tabs &
  ExtensionSettings & {
    browser: Browser;
    extensionId: string;
    /** Kills the browser, like a crash. */
    crash(): Promise<void>;
    close(): Promise<void>;
  };

/** Avoids work that no test sees. Opening a popup takes half the time, opening a tab four fifths. */
const lightFlags = [
  // Affects the browser's own windows, not pages.
  '--animation-duration-scale=0',
  // Starts no process in advance for the next tab.
  '--disable-features=SpareRendererForSitePerProcess',
  '--in-process-gpu',
];

/** Starts Chromium with the extension. */
export async function launch(options: LaunchOptions): Promise<ExtensionBrowser> {
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'quick-edit-')));

  async function cleanUp(): Promise<void> {
    if (options.profile === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }

  const headless = options.headless ?? true;
  const browser = await puppeteer.launch({
    executablePath: requireChromium(),
    headless,
    env: {
      ...process.env,
      ...(options.display !== undefined && { DISPLAY: options.display }),
      ...(options.language !== undefined && { LANGUAGE: options.language }),
    },
    // They end only what hangs.
    ...{ timeout: 2 * deadlineMs, protocolTimeout: 4 * deadlineMs },
    pipe: true,
    userDataDir: profile,
    enableExtensions: true,
    acceptInsecureCerts: true,
    // No emulated viewport, because it would change the size of the popup.
    defaultViewport: null,
    args: [
      ...chromiumFlags,
      ...(headless ? lightFlags : []),
      '--ignore-certificate-errors',
      '--window-size=1200,800',
      `--host-resolver-rules=${options.hostRules}`,
      ...(options.colorScheme === 'dark' ? ['--force-dark-mode'] : []),
    ],
  });
  const waitForTarget = browser.waitForTarget.bind(browser);
  browser.waitForTarget = (isWanted) => waitForTarget(isWanted, { timeout: deadlineMs });
  const extensionId = await browser.installExtension(options.extension ?? buildFolder);
  const origin = `chrome-extension://${extensionId}`;
  const control = await browser.target().createCDPSession();
  const workerControl = createWorkerControl(browser, control, origin);

  return {
    browser,
    extensionId,
    ...createExtensionPages(browser, control, origin),
    ...workerControl,
    ...createTabs(workerControl),
    ...createExtensionSettings(browser, extensionId),
    async crash() {
      const chromium = browser.process();
      if (chromium && chromium.exitCode === null) {
        const exit = once(chromium, 'exit');
        chromium.kill('SIGKILL');
        await exit;
      }
      await cleanUp();
    },
    async close() {
      await browser.close().catch(() => {});
      await cleanUp();
    },
  };
}
