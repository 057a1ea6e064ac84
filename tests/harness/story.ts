import type { Frame, Page } from 'puppeteer-core';
import type { Preferences } from '../../lib/model/preferences.ts';
import { ids, keys } from '../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../sandbox/server.ts';
import type { RecordedRequest } from '../sandbox/traffic-types.ts';
import { byRole } from './accessible.ts';
import { type Control, createControl } from './control.ts';
import { type ExtensionBrowser, type LaunchOptions, launch } from './extension-browser.ts';
import { untilPressable } from './in-page.ts';
import { waitFor } from './wait-for.ts';

/** A browser with the extension, and a sandbox in place of Close. */
export type Story = ExtensionBrowser & { sandbox: Sandbox; stop(): Promise<void> };

/** Starts browser and sandbox without a connection. */
export async function startStory(options: Omit<LaunchOptions, 'hostRules'> = {}): Promise<Story> {
  const sandbox = await startSandbox();
  const browser = await launch({ ...options, hostRules: sandbox.hostRules });
  return {
    ...browser,
    sandbox,
    async stop() {
      await browser.close();
      await sandbox.stop();
    },
  };
}

/** Starts browser and sandbox, and connects by pasting a key into the page that opens on first run. */
export async function startConnectedStory(
  key: string = keys.ana,
  options: Omit<LaunchOptions, 'hostRules'> = {},
): Promise<Story> {
  const story = await startStory(options);
  await connectFully(story, key);
  return story;
}

/** Starts another browser with a profile of its own, connected to the same account of the same sandbox. */
export async function startSecondProfile({ sandbox }: Story, key: string = keys.ana): Promise<Story> {
  const browser = await launch({ hostRules: sandbox.hostRules });
  // The second profile counts its own requests only.
  sandbox.requests.length = 0;
  const story = { ...browser, sandbox, stop: () => browser.close() };
  await connectFully(story, key);
  return story;
}

/** Connects, and waits until pipelines are read, the menu is built and every request is counted. */
export async function connectFully(story: Story, key: string): Promise<void> {
  await connect(story, key);
  await waitFor('the statuses in the menu', () =>
    story.evaluateInWorker(async (requests) => {
      const { 'built-menu': menu = '', 'request-log': log } = await chrome.storage.session.get([
        'built-menu',
        'request-log',
      ]);
      return String(menu).includes('"status:') && (log as { count: number }).count >= requests;
    }, story.sandbox.requests.length),
  );
  await forgetAdvice(story);
  story.sandbox.requests.length = 0;
}

/**
 * Lets the organizations count as those without Close's advice, so that the tests see only requests that they cause. Tests
 * of the advice remove this.
 */
async function forgetAdvice(story: Story): Promise<void> {
  const seenAt = Object.fromEntries(Object.values(ids.organizations).map((id) => [id, Date.now()]));
  await story.evaluateInWorker(
    (stored) => chrome.storage.local.set({ 'organizations-without-advice': stored }),
    seenAt,
  );
}

/** Resets Close to its initial data, after the saves of the previous test have ended. */
export async function resetClose(story: Story): Promise<void> {
  await emptyOutbox(story);
  story.sandbox.reset();
  await forgetDeals(story);
}

/** Forgets remembered deals, because the popup would briefly show values of the previous test. */
async function forgetDeals(story: Story): Promise<void> {
  await story.evaluateInWorker(async () => {
    const names = await chrome.storage.session.getKeys();
    await chrome.storage.session.remove(names.filter((name) => name.startsWith('deal:')));
  });
}

/** Waits until every save has ended and was recorded by the background. */
export async function emptyOutbox(story: Story): Promise<void> {
  const stored = () =>
    story.evaluateInWorker<Record<string, unknown>>(
      "chrome.storage.local.get(null).then((all) => Object.fromEntries(Object.entries(all).filter(([name]) => name.startsWith('outbox'))))",
    );
  const isEmpty = () =>
    story.evaluateInWorker<boolean>(
      "chrome.storage.local.get('outbox').then(({ outbox = [] }) => outbox.length === 0)",
    );
  await waitFor('an empty outbox', isEmpty).catch(async (cause) => {
    throw new Error(`The outbox stays at ${JSON.stringify(await stored())}`, { cause });
  });
}

/** Pastes a key into the options page and presses Connect. */
export async function connect(story: Story, pasted: string): Promise<void> {
  const options = await story.waitForExtensionPage('options.html');
  // In the language of the browser.
  const say = (name: string) =>
    options.evaluate((key) => chrome.i18n.getMessage(key, ['|', '|']).replace(/ ?\|.*/, ''), name);
  const field = await byRole(options, 'textbox', await say('apiKey'));
  await field.evaluate((input) => {
    (input as HTMLInputElement).value = '';
  });
  await field.type(pasted);
  await (await byRole(options, 'button', await say('connect'))).click();
  await options.waitForSelector(`::-p-text(${await say('connectedAs')})`);
}

/** Returns the address of a lead's page in Close. */
export function leadPage(leadId: string = ids.sampleLead): string {
  return `https://app.close.com/lead/${leadId}/`;
}

/** Waits until the "Edit deal" button in a page, with or without status, can be pressed. */
export async function chipOn(page: Page, name = 'Edit deal'): Promise<Control> {
  const chip = createControl('the chip', async () => {
    for (const button of await page.$$('aria/[role="button"]'))
      if (await button.evaluate(({ textContent }, start) => textContent?.startsWith(start), name))
        return button;
    return null;
  });
  return untilPressable(chip);
}

/** Waits until an editor has read its deal, which it first shows from the list of the lead. */
export async function dealIsRead(editor: Page | Frame): Promise<void> {
  await editor.waitForSelector('.screen:not(.reading-again)');
}

/** Changes preferences as the options do. If they were written to storage directly, a sync would take them back. */
export async function prefer(story: Story, changed: Partial<Preferences>): Promise<void> {
  const options = await story.openExtensionPage('options.html');
  await options.evaluate(
    (input) => chrome.runtime.sendMessage({ name: 'preferences.write', input }),
    changed,
  );
  await options.close();
}

/** Returns the PUT requests that Close received. */
export function puts(story: Story): RecordedRequest[] {
  return story.sandbox.requests.filter(({ method }) => method === 'PUT');
}

/** Returns the deal stored in Close. */
export function storedDeal(story: Story, id: string = ids.sampleDeal) {
  const deal = story.sandbox.world.opportunities.get(id);
  if (!deal) throw new Error(`The sandbox has no deal ${id}`);
  return deal;
}

/** Stops a story that may not have started. */
export async function stopStory(story: Story | undefined): Promise<void> {
  await story?.stop();
}
