import type { CDPSession, Page, Target } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { beginWithDeal } from '../../harness/deal-story.ts';
import { leadPage, puts, type Story, storedDeal } from '../../harness/story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

let story: Story;
let page: Page;
let popup: Page;

beginWithDeal(async (opened) => {
  ({ story, page, popup } = opened);
  await byRole(popup, 'heading', 'Marlow Robotics');
});

const choose = async (name: string) => (await byRole(popup, 'radio', name)).click();
const press = async (name: string) => (await byRole(popup, 'button', name)).click();
const status = (sentence: string, withinMs?: number) =>
  waitFor(`"${sentence}"`, async () => (await said(popup, 'status')).includes(sentence), withinMs);
const emptyOutbox = () =>
  waitFor('an empty outbox', async () =>
    popup.evaluate("chrome.storage.local.get('outbox').then(({ outbox = [] }) => outbox.length === 0)"),
  );

let network: CDPSession | undefined;

/** Sets worker and popup offline or online. */
async function setOffline(isOffline: boolean): Promise<void> {
  const conditions = { offline: isOffline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  const isWorker = (target: Target) => target.type() === 'service_worker';
  // Kept, because the emulation ends with the session that requested it.
  network ??= await (await story.browser.waitForTarget(isWorker)).createCDPSession();
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', conditions);
  if (!isOffline) {
    await network.detach();
    network = undefined;
  }
  await popup.setOfflineMode(isOffline);
}

// Sets the network online even after a failed test.
afterEach(async () => {
  if (network) await setOffline(false);
});

describe('a popup while Close does not answer', () => {
  it('shows what it is waiting for', async () => {
    const answered = Promise.withResolvers<void>();
    story.sandbox.fault({ method: 'GET', then: { hold: answered.promise, applied: 'after' } });
    popup = await story.openPopup(await story.newPage(leadPage(ids.leads.emoji)));
    await popup.waitForSelector('::-p-text(Opening deal…)');
    answered.resolve();
    await byRole(popup, 'radiogroup', 'Status');
  });
});

describe('without a network', () => {
  it('shows that the change is queued, sends no request, and sends it when the network returns', async () => {
    await setOffline(true);
    const before = story.sandbox.requests.length;
    await choose('90%');
    await status("Your change will be saved when you're back online.");
    expect(story.sandbox.requests.length).toBe(before);
    await setOffline(false);
    await status('75% → 90%');
  });

  it('sends only the last of several changes of one field', async () => {
    await setOffline(true);
    await choose('90%');
    await status('back online');
    await choose('25%');
    await status('back online');
    await setOffline(false);
    await status('75% → 25%');
    expect(puts(story).map(({ body }) => body)).toEqual([{ confidence: 25 }]);
    await emptyOutbox();
  });

  it('removes a queued change on Cancel, and keeps the typed text', async () => {
    await setOffline(true);
    const value = await byRole(popup, 'textbox', 'Value');
    await value.click({ count: 3 });
    await value.type('777');
    await press('Save');
    await status('back online');
    await press('Cancel');
    await emptyOutbox();
    await setOffline(false);
    expect(await value.evaluate((input) => (input as HTMLInputElement).value)).toBe('777');
    await byRole(popup, 'button', 'Save');
    expect(puts(story)).toEqual([]);
    await press('Discard');
  });
});

describe('a change that waited for more than a day', () => {
  it('is not sent, and becomes a draft', async () => {
    await setOffline(true);
    await choose('90%');
    await status('back online');
    await popup.evaluate(`(async () => {
      const { outbox: [id] } = await chrome.storage.local.get('outbox');
      const key = 'outbox:' + id;
      const { [key]: operation } = await chrome.storage.local.get(key);
      await chrome.storage.local.set({ [key]: { ...operation, expiresAt: Date.now() - 1 } });
    })()`);
    await setOffline(false);
    await waitFor('the sentence', async () =>
      (await said(popup, 'alert')).includes("This change couldn't be sent for 24 hours."),
    );
    await emptyOutbox();
    popup = await story.openPopup(page);
    await popup.waitForSelector('::-p-text(Restored)');
    expect(puts(story)).toEqual([]);
    await press('Save');
    await status('75% → 90%');
    expect(storedDeal(story, ids.sampleDeal).confidence).toBe(90);
  });
});

describe('a refused change whose popup was closed', () => {
  it('becomes a draft', async () => {
    let release = (): void => {};
    const hold = new Promise<void>((resolve) => {
      release = resolve;
    });
    story.sandbox.fault({ method: 'GET', path: '/opportunity/', then: { hold, applied: 'after' } });
    story.sandbox.fault({ method: 'PUT', then: { status: 400, body: { error: 'No' } } });
    const value = await byRole(popup, 'textbox', 'Value');
    await value.click({ count: 3 });
    await value.type('888');
    await press('Save');
    await waitFor('the reading', () => story.sandbox.requests.at(-1)?.method === 'GET');
    await popup.close();
    release();
    await waitFor('the refusal', () => puts(story).some(({ status: code }) => code === 400));
    popup = await story.openPopup(page);
    await popup.waitForSelector('::-p-text(Restored)');
    const again = await byRole(popup, 'textbox', 'Value');
    expect(await again.evaluate((input) => (input as HTMLInputElement).value)).toBe('888');
    await press('Discard');
  });
});
