import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { byRole, bySelector, said } from '../../harness/accessible.ts';
import { storedText } from '../../harness/stored-text.ts';
import { connect, leadPage, puts, storedDeal } from '../../harness/story.ts';
import { useInstalledStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids, keys } from '../../sandbox/seed.ts';

const key = `key:${ids.organizations.alder}`;

const story = useInstalledStory();
let options: Page;
beforeAll(async () => {
  options = await story.openExtensionPage('options.html');
});

const press = async (page: Page, name: string) => (await byRole(page, 'button', name)).click();
const untilSaid = (page: Page, role: 'status' | 'alert', sentence: string) =>
  waitFor(`"${sentence}"`, async () => (await said(page, role)).includes(sentence));
const stored = () => storedText(options, 'local');
const tokenRequests = () => story.sandbox.requests.filter(({ path }) => path === '/oauth2/token/');

async function enterApp(clientSecret: string): Promise<void> {
  await options.bringToFront();
  await options.$eval('details', (details) => details.setAttribute('open', ''));
  for (const [name, value] of [
    ['client-id', keys.app.clientId],
    ['client-secret', clientSecret],
  ]) {
    const field = await bySelector(options, `input[name=${name}]`);
    await field.click({ count: 3 });
    await field.type(value ?? '');
  }
  await press(options, 'Continue in Close');
}

/** Makes the stored access token expire soon. */
async function expireSoon(): Promise<void> {
  await options.evaluate(`chrome.storage.local.get('${key}').then(({ '${key}': tokens }) =>
    chrome.storage.local.set({ '${key}': { ...tokens, renewal: { ...tokens.renewal, expiresAt: Date.now() } } }))`);
}

describe('an access token', () => {
  it('connects like a key, with or without "Bearer"', async () => {
    await connect(story, keys.anaToken);
    await press(options, 'Disconnect');
    await byRole(options, 'button', 'Connect');
    await connect(story, `Authorization: Bearer ${keys.anaToken}`);
    expect(story.sandbox.requests.at(-1)?.headers.authorization).toBe(`Bearer ${keys.anaToken}`);
    await press(options, 'Disconnect');
    await byRole(options, 'button', 'Connect');
    expect(await stored()).not.toContain(keys.anaToken);
  });
});

describe("the organization's own app", () => {
  it('explains each problem in one sentence', async () => {
    story.sandbox.world.oauth.isDenied = true;
    await enterApp(keys.app.clientSecret);
    await untilSaid(options, 'alert', 'Access was denied in Close.');
    story.sandbox.world.oauth.isDenied = false;
    story.sandbox.world.oauth.answersWithState = 'of-another-request';
    await enterApp(keys.app.clientSecret);
    await untilSaid(options, 'alert', 'Access was denied in Close.');
    story.sandbox.world.oauth.answersWithState = null;
    await enterApp('another-secret');
    await untilSaid(options, 'alert', 'Close rejected this app.');
  });

  it("connects through Close's authorization window", async () => {
    await enterApp(keys.app.clientSecret);
    await options.waitForSelector('::-p-text(Connected as Ana Ruiz · Alder & Finch)');
    expect(await options.content()).not.toContain(keys.app.clientSecret);
    const session = await options.evaluate('chrome.storage.session.get(null).then(JSON.stringify)');
    expect(session).not.toContain(keys.app.clientSecret);
  });

  it('gets a new token before the old one expires, and saves with it', async () => {
    await expireSoon();
    story.sandbox.requests.length = 0;
    const popup = await story.openPopup(await story.newPage(leadPage()));
    await byRole(popup, 'heading', 'Marlow Robotics');
    await expireSoon();
    await (await byRole(popup, 'radio', '90%')).click();
    await untilSaid(popup, 'status', '75% → 90%');
    expect(tokenRequests().length).toBe(2);
    expect(story.sandbox.requests.every(({ status }) => status === 200)).toBe(true);
    expect(puts(story)[0]?.headers.authorization).toMatch(/^Bearer access-/);
  });

  it('keeps the change and asks to connect again if a killed worker lost the new token', async () => {
    const popup = await story.openPopup(await story.newPage(leadPage()));
    await byRole(popup, 'heading', 'Marlow Robotics');
    await expireSoon();
    let release = (): void => {};
    const hold = new Promise<void>((resolve) => {
      release = resolve;
    });
    story.sandbox.requests.length = 0;
    story.sandbox.fault({ path: '/oauth2/token/', then: { hold, applied: 'before' } });
    await (await byRole(popup, 'radio', '25%')).click();
    await waitFor('the renewal', () => tokenRequests().length === 1);
    await story.killWorker();
    release();
    await untilSaid(popup, 'alert', 'Your connection to Close has expired.');
    expect(puts(story)).toEqual([]);
    await options.bringToFront();
    await press(options, 'Connect another organization');
    await enterApp(keys.app.clientSecret);
    await waitFor('the save', () => storedDeal(story).confidence === 25);
  });

  it('has its tokens revoked on Disconnect', async () => {
    await options.bringToFront();
    await waitFor('the end of connecting', async () => !(await said(options, 'status')).includes('Waiting'));
    const { refreshTokens } = story.sandbox.world.oauth;
    const before = refreshTokens.size;
    await press(options, 'Disconnect');
    await untilSaid(options, 'status', 'Disconnected.');
    expect(await stored()).not.toMatch(/refresh-|access-|sandbox-client-secret/);
    const revocations = story.sandbox.requests.filter(({ path }) => path === '/oauth2/revoke/');
    expect(revocations).toMatchObject([{ status: 200 }]);
    expect(refreshTokens.size).toBe(before - 1);
  });
});
