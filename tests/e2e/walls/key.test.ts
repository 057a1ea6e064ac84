import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { byRole, bySelector, said } from '../../harness/accessible.ts';
import { hookEverything, listenToConsole, snapshotHeap } from '../../harness/hostile-page.ts';
import { takeUp } from '../../harness/in-page.ts';
import { makeLeakyBuild } from '../../harness/leaky-build.ts';
import { formsOf, searchProfile } from '../../harness/profile.ts';
import { chipOn, connect, leadPage, puts, type Story, startStory, stopStory } from '../../harness/story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { keys } from '../../sandbox/seed.ts';

// One story in one browser: a key is connected, removed, connected again and used on a page that hooks everything.

// Random letters, because repeated text is compressed on the disk and a search would miss it.
const key = 'api_4Kq8ZtVbN2xLw7RgYc1HdP.m9EsJu3FaXo6TiBvQ5kWzC';
const forms = formsOf(key);
const containsKey = (text: string) =>
  [forms.raw, forms.base64, forms.Basic].some((form) => text.includes(String(form)));

/** Starts a browser and a sandbox that accepts this key. */
async function startStoryWithKey(options: Parameters<typeof startStory>[0]): Promise<Story> {
  const started = await startStory(options);
  acceptKey(started);
  return started;
}

function acceptKey({ sandbox: { world } }: Story): void {
  const access = world.apiKeys.get(keys.ana);
  if (access) world.apiKeys.set(key, access);
}

let story: Story;
let profile: string;
beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'quick-edit-'));
  story = await startStoryWithKey({ profile });
});
afterAll(async () => {
  await stopStory(story);
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

it('is in one place on the disk, and nowhere after Disconnect', async () => {
  await connect(story, key);
  const found = await searchProfile(profile, forms);
  expect(found).not.toEqual([]);
  for (const place of found)
    expect(place).toMatch(`raw: Default/Local Extension Settings/${story.extensionId}/`);
  const options = await story.waitForExtensionPage('options.html');
  await (await byRole(options, 'button', 'Disconnect')).click();
  await byRole(options, 'button', 'Connect');
  expect(await searchProfile(profile, forms)).toEqual([]);
});

it('is removed from the disk when stored in memory, and is not on the disk with a passphrase', async () => {
  const options = await story.waitForExtensionPage('options.html');
  const choose = async (name: string) => (await byRole(options, 'radio', name)).click();
  const untilRemoved = () =>
    waitFor('the disk without the key', async () => (await searchProfile(profile, forms)).length === 0);
  await connect(story, key);
  await choose('Until the browser closes');
  await untilRemoved();
  await choose('On this device, protected by a passphrase');
  await options.waitForSelector('input[autocomplete=new-password]');
  for (const field of await options.$$('input[autocomplete=new-password]'))
    await field.type('orchard lantern saddle');
  await (await byRole(options, 'button', 'Set passphrase')).click();
  await byRole(options, 'button', 'Lock now');
  expect(await searchProfile(profile, forms)).toEqual([]);
  await choose('On this device');
  await waitFor('the key on the disk', async () => (await searchProfile(profile, forms)).length > 0);
  await (await byRole(options, 'button', 'Disconnect')).click();
  await byRole(options, 'button', 'Connect');
  await untilRemoved();
});

/** Connects and uses the key on a page that hooks everything. Returns everything observed, by place. */
async function useOnHostilePage(used: Story): Promise<Record<string, string>> {
  const lines: string[] = [];
  const worker = await used.browser.waitForTarget(
    (target) => target.type() === 'service_worker' && target.url().includes(used.extensionId),
  );
  await listenToConsole(await worker.createCDPSession(), lines);
  // First, because the extension reuses an empty tab for this page.
  const options = await used.waitForExtensionPage('options.html');
  await listenToConsole(await options.createCDPSession(), lines);
  // A page of the extension receives the messages of other pages to the worker.
  const witness = await used.openExtensionPage('card.html');
  await witness.evaluate(`globalThis.messages = [];
    chrome.runtime.onMessage.addListener((message) => { messages.push(JSON.stringify(message)); });`);
  await options.bringToFront();
  await connect(used, key);

  const page = await used.browser.newPage();
  await listenToConsole(await page.createCDPSession(), lines);
  const { heard } = await hookEverything(page);
  await page.goto(leadPage());
  await (await chipOn(page)).click();
  const card = await waitFor('the card', () =>
    page.frames().find((frame) => frame.url().includes('card.html')),
  );
  // By keyboard, because the in-page editor grows while its deal loads, and a click would miss the control.
  const press = async (name: string) => (await bySelector(card, `aria/${name}`)).press('Enter');
  await takeUp(card);
  await press('Proposal sent');
  await waitFor('the save', () => puts(used).length === 1);
  await press('Undo');
  await waitFor('the undo', () => puts(used).length === 2);
  // The worst case of an answer: it repeats the key.
  used.sandbox.fault({
    path: /\/(opportunity|me)\//,
    times: Number.POSITIVE_INFINITY,
    then: { status: 401, body: { error: `${key} ${forms.Basic}`, 'field-errors': { [key]: key } } },
  });
  await press('90%');
  await card.waitForSelector('[role=alert] ::-p-text(no longer accepts your API key)');

  const stored = (await witness.evaluate(`Promise.all([
    chrome.storage.local.get(null), chrome.storage.session.get(null), chrome.storage.sync.get(null),
  ]).then(([local, ...rest]) => JSON.stringify([
    Object.entries(local).filter(([name]) => !name.startsWith('key:')), ...rest,
  ]))`)) as string;
  const places = {
    stored,
    messages: (await witness.evaluate('JSON.stringify(messages)')) as string,
    heard: await heard(),
    page: await page.content(),
    card: await card.content(),
    options: await options.content(),
    console: lines.join('\n'),
    heap: await snapshotHeap(page),
  };
  await page.close();
  return places;
}

const holding = (places: Record<string, string>) =>
  Object.keys(places).filter((place) => containsKey(places[place] ?? ''));

it('reaches no page, even one that hooks everything', async () => {
  const places = await useOnHostilePage(story);
  expect(places.messages).toContain('deal.save');
  expect(places.heard).toContain('Marlow Robotics');
  expect(holding(places)).toEqual([]);
  expect(story.sandbox.strayRequests).toEqual([]);
});

it('is found in every one of these places if a build leaks it from the worker', async () => {
  const extension = await mkdtemp(join(tmpdir(), 'quick-edit-build-'));
  let leaky: Story | undefined;
  try {
    await makeLeakyBuild(extension);
    leaky = await startStoryWithKey({ extension });
    const places = await useOnHostilePage(leaky);
    expect(holding(places)).toEqual(Object.keys(places));
  } finally {
    await stopStory(leaky);
    await rm(extension, { recursive: true, force: true });
  }
});

it('is not in the diagnostics, and neither are users or customers', async () => {
  story.sandbox.reset();
  acceptKey(story);
  const page = await story.newPage(leadPage());
  // Makes a request whose address contains a deal id the last one.
  await byRole(await story.openPopup(page), 'heading', 'Marlow Robotics');
  const options = await story.waitForExtensionPage('options.html');
  await options.bringToFront();
  await story.browser
    .defaultBrowserContext()
    .overridePermissions(`chrome-extension://${story.extensionId}`, ['clipboard-read', 'clipboard-write']);
  await (await bySelector(options, 'summary ::-p-text(Diagnostics)')).click();
  await options.waitForSelector('dd ::-p-text(oppo_…)');
  await (await byRole(options, 'button', 'Copy diagnostics')).click();
  await waitFor('the copy', async () => (await said(options, 'status')).includes('Diagnostics copied.'));
  const copied = (await options.evaluate('navigator.clipboard.readText()')) as string;
  expect(copied).toMatch(/GET \/opportunity\/oppo_…\/ · 200/);
  expect(copied).toMatch(/opportunity \d+, lead \d+ · address 1/);
  expect(containsKey(copied)).toBe(false);
  expect(copied).not.toMatch(/Marlow|Ana|Ruiz|Alder|(?:oppo|lead|orga|user)_[0-9A-Za-z]/);
  await page.close();
});

it('is removed with everything else at the press of one button', async () => {
  const options = await story.waitForExtensionPage('options.html');
  await options.bringToFront();
  await (await byRole(options, 'button', 'Remove everything')).click();
  // The change that Close refused with this key.
  await options.waitForSelector('dialog ::-p-text(will be lost)');
  await (await bySelector(options, 'dialog ::-p-text(Remove everything):is(button)')).click();
  await waitFor('the end', async () =>
    (await said(options, 'status')).includes('All data was removed from this device.'),
  );
  expect(await searchProfile(profile, forms)).toEqual([]);
  const named = await searchProfile(profile, { name: Buffer.from('Marlow Robotics') });
  // The browser itself stores the titles of visited pages, some seconds later.
  expect(named.filter((place) => !/ Default\/(History|Top Sites)/.test(place))).toEqual([]);
  const remaining = await options.evaluate(`Promise.all([
    chrome.storage.local.get(null), chrome.storage.sync.get(null), chrome.alarms.getAll(),
    chrome.contextMenus.update('root', {}).then(() => 'a menu', () => 'no menu'),
  ])`);
  expect(remaining).toEqual([{ version: expect.any(Number) }, {}, [], 'no menu']);
});
