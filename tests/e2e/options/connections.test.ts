import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { byRole, bySelector, said } from '../../harness/accessible.ts';
import { storedText } from '../../harness/stored-text.ts';
import { emptyOutbox, leadPage, puts, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids, keys } from '../../sandbox/seed.ts';

const story = useConnectedStory({ keepsCloseData: true });
let options: Page;
let foreign: Page;

beforeAll(async () => {
  options = await story.openExtensionPage('options.html');
  await connectAnother(keys.bryggen, 'Ingrid Solheim · Bryggen Handel');
  foreign = await story.newPage(leadPage(ids.leads.bryggen));
  story.sandbox.requests.length = 0;
});

const basic = (key: string) => `Basic ${btoa(`${key}:`)}`;
const press = async (page: Page, name: string) => (await byRole(page, 'button', name)).click();
const status = (page: Page, sentence: string) =>
  waitFor(`"${sentence}"`, async () => (await said(page, 'status')).includes(sentence));

async function connectAnother(key: string, userName: string): Promise<void> {
  await press(options, 'Connect another organization');
  await (await byRole(options, 'textbox', 'API key')).type(key);
  await press(options, 'Connect');
  await status(options, `Connected as ${userName}`);
}

/** Returns the keys of requests for a path since the list was last cleared. */
function keysUsedFor(path: string): (string | undefined)[] {
  const requests = story.sandbox.requests.filter((request) => request.path === path);
  return requests.map(({ headers }) => headers.authorization);
}

async function openDeal(page: Page, heading: string): Promise<Page> {
  const popup = await story.openPopup(page);
  await byRole(popup, 'heading', heading);
  return popup;
}

describe('two connected organizations', () => {
  it('open and save the deals of either with its own key, and the header shows the organization', async () => {
    const path = `/api/v1/opportunity/${ids.deals.bryggen}/`;
    let popup = await openDeal(foreign, 'Fjordlys AS');
    await popup.waitForSelector('::-p-text(Bryggen Handel)');
    await (await byRole(popup, 'radio', 'Kontaktet')).click();
    await status(popup, 'Tilbud sendt → Kontaktet');
    expect(puts(story).map(({ headers }) => headers.authorization)).toEqual([basic(keys.bryggen)]);
    story.sandbox.requests.length = 0;
    popup = await openDeal(foreign, 'Fjordlys AS');
    // The popup shows the remembered deal before the request to Close.
    await waitFor('the deal to be read', () => keysUsedFor(path).length > 0);
    expect(new Set(keysUsedFor(path))).toEqual(new Set([basic(keys.bryggen)]));
    popup = await openDeal(await story.newPage(leadPage()), 'Marlow Robotics');
    await popup.waitForSelector('::-p-text(Alder & Finch)');
    const sample = `/api/v1/opportunity/${ids.sampleDeal}/`;
    await waitFor('the other deal to be read', () => keysUsedFor(sample).length > 0);
    expect(keysUsedFor(sample)).toEqual([basic(keys.ana)]);
  });

  it('are searched together, and each deal shows its organization', async () => {
    const popup = await story.openPopup(await story.newPage('https://plain.example.com/'));
    await (await byRole(popup, 'searchbox', 'Find a deal')).type('nor\n');
    // Known deals are shown before Close answers.
    await waitFor('both answers', () => {
      const searches = story.sandbox.requests.filter(({ path }) => path.includes('/data/search/'));
      return (
        new Set(searches.filter(({ status }) => status === 200).map(({ headers }) => headers.authorization))
          .size === 2
      );
    });
    await waitFor('the deals of both organizations', async () => {
      const rows = await popup.$$eval('ul.deals li', (items) => items.map((item) => item.textContent));
      const isShown = (...words: string[]) => rows.some((row) => words.every((word) => row.includes(word)));
      return isShown('Nordvik Kaffe', 'Bryggen Handel') && isShown('Alder & Finch');
    });
    story.sandbox.fault({ path: '/data/search/', then: { status: 500 } });
    const box = await byRole(popup, 'searchbox', 'Find a deal');
    await box.click({ count: 3 });
    // Without Enter, which would search again if the pause in typing was long enough.
    await box.type('kaffe');
    // By reading, because `waitForSelector` misses a text that changes in place.
    const shown = () => popup.$eval('body', (body) => body.textContent);
    await waitFor('the failure', async () => (await shown()).includes("couldn't reach Alder & Finch"));
  });

  it('do not accept a status of the other organization', async () => {
    const before = puts(story).length;
    await story.clickMenu(foreign, {
      menuItemId: `status:${ids.statuses.proposalSent}`,
      linkUrl: `https://logs.example.com/?opportunity_id=${ids.deals.bryggen}`,
    });
    await waitFor('the refusal', async () =>
      (await story.badge(foreign)).title.includes("This status doesn't exist in the deal's organization."),
    );
    expect(puts(story).length).toBe(before);
  });

  it('can swap the default, and the menu shows its statuses', async () => {
    const menu = () =>
      options.evaluate("chrome.storage.session.get('built-menu').then((all) => all['built-menu'])");
    expect(await menu()).toContain('Proposal sent');
    await options.bringToFront();
    await press(options, 'Make default');
    await waitFor('the other menu', async () => {
      const built = String(await menu());
      return built.includes('Kontaktet') && !built.includes('Proposal sent');
    });
    const first = () => options.$eval('.connection p', (line) => line.textContent);
    await waitFor(
      'the new order',
      async () => (await first()) === 'Connected as Ingrid Solheim · Bryggen Handel',
    );
  });

  it('have separate waiting changes, which survive disconnecting their organization', async () => {
    let popup = await openDeal(await story.newPage(leadPage()), 'Marlow Robotics');
    story.sandbox.fault({ method: 'PUT', then: { status: 429, retryAfter: 60 } });
    await (await byRole(popup, 'radio', '90%')).click();
    await popup.waitForSelector('::-p-text(Too many requests to Close right now.)');
    popup = await openDeal(foreign, 'Fjordlys AS');
    await (await byRole(popup, 'radio', '25%')).click();
    await status(popup, '25%');
    expect(storedDeal(story).confidence).not.toBe(90);

    await options.bringToFront();
    await (
      await bySelector(options, `button[aria-describedby="${ids.organizations.alder}"]:last-child`)
    ).click();
    await status(options, '1 change is still waiting.');
    const stored = await storedText(options, 'local');
    expect(stored).not.toContain(keys.ana);
    expect(stored).toContain(keys.bryggen);
    await connectAnother(keys.ana, 'Ana Ruiz · Alder & Finch');
    await waitFor('the save', () => storedDeal(story).confidence === 90);
    expect(puts(story).at(-1)?.headers.authorization).toBe(basic(keys.ana));
  });
});

describe('an options page closed right after a button is pressed', () => {
  const everything = () => story.evaluateInWorker<Record<string, unknown>>('chrome.storage.local.get(null)');

  const isOfKnownDeals = (name: string) => name.startsWith('known-deals');

  it('finishes Disconnect and keeps all other keys', async () => {
    // The save before is still recorded after Close has it, and counted after that.
    await emptyOutbox(story);
    const { pins: _none, experience: _count, ...before } = await everything();
    const page = await story.openExtensionPage('options.html');
    const button = await bySelector(
      page,
      `button[aria-describedby="${ids.organizations.bryggen}"]:last-child`,
    );
    await button.evaluate((shown) => (shown as HTMLElement).click());
    await page.close();
    const removed = `key:${ids.organizations.bryggen}`;
    await waitFor('the removal', async () => {
      const held = await everything();
      return 'connections' in held && !(removed in held) && !('holds-removed' in held);
    });
    const { [removed]: _key, connections, 'menu-pipelines': _menu, ...rest } = before;
    const others = Object.fromEntries(Object.entries(rest).filter(([name]) => !isOfKnownDeals(name)));
    const remaining = (connections as { organizationId: string }[]).filter(
      ({ organizationId }) => organizationId !== ids.organizations.bryggen,
    );
    const after = await everything();
    expect(after).toMatchObject({ ...others, connections: remaining });
    const knownDeals = Object.entries(after).filter(([name]) => isOfKnownDeals(name));
    expect(JSON.stringify(knownDeals)).not.toContain(ids.organizations.bryggen);
  });

  it('finishes "Remove everything"', async () => {
    const page = await story.openExtensionPage('options.html');
    await press(page, 'Remove everything');
    const confirm = await bySelector(page, 'dialog ::-p-text(Remove everything):is(button)');
    await confirm.evaluate((shown) => (shown as HTMLElement).click());
    await page.close();
    await waitFor('the removal', async () => Object.keys(await everything()).join() === 'version');
  });
});
