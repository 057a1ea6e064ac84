import type { Frame, Page } from 'puppeteer-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { byRole } from '../../harness/accessible.ts';
import type { Control } from '../../harness/control.ts';
import { inPage, takeUp, untilPressable } from '../../harness/in-page.ts';
import { chipOn, dealIsRead, leadPage, puts, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();
let page: Page;
beforeEach(async () => {
  await story.evaluateInWorker(`Promise.all([
    chrome.storage.session.remove('deal-statuses'),
    chrome.storage.local.remove('chip-hidden-on'),
  ])`);
  page = await story.newPage(leadPage());
});

const cardIn = (where: Page) => where.frames().find((frame) => frame.url().includes('card.html'));

async function openCard(): Promise<Frame> {
  await (await chipOn(page)).click();
  return waitFor('the card', () => cardIn(page));
}

const shows = (frame: Frame, name: string) =>
  waitFor(`the card to show ${name}`, () =>
    frame.$eval('main', (main, part) => main.textContent.includes(part), name),
  );

/** Waits until the frame has the height of its content, because a growing card moves its controls. */
const hasFullHeight = (frame: Frame) =>
  waitFor('the card to be as high as its deal', () =>
    frame.evaluate(() => {
      const height = document.getElementById('app')?.scrollHeight ?? 0;
      return innerHeight === Math.min(Math.max(height, 120), 600);
    }),
  );

const boxOf = async (control: Control) =>
  (await (await control.element()).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };

const untilRemoved = (name: string) =>
  waitFor(`${name} to disappear`, async () => (await page.$$(`aria/${name}[role="button"]`)).length === 0);

describe('the "Edit deal" button', () => {
  it('sends no request and appears only if the page is about a deal', async () => {
    await byRole(page, 'button', 'Edit deal');
    await page.evaluate("history.pushState({}, '', '/leads/')");
    await untilRemoved('Edit deal');
    expect(await page.$(inPage('button'))).toBeNull();
    await page.evaluate(`history.pushState({}, '', '/lead/${ids.leads.emoji}/')`);
    await byRole(page, 'button', 'Edit deal');
    expect(story.sandbox.requests.filter(({ host }) => host === 'api.close.com')).toEqual([]);
  });

  it('can be hidden on a site or everywhere, and shown again in the options', async () => {
    const hide = await byRole(page, 'button', 'Hide');
    await hide.focus();
    await page.keyboard.press('Enter');
    await byRole(page, 'button', 'Hide on this site');
    await page.keyboard.press('Escape');
    await byRole(page, 'button', 'Edit deal');
    await (await byRole(page, 'button', 'Hide')).click();
    await (await byRole(page, 'button', 'Hide everywhere')).click();
    await untilRemoved('Edit deal');
    await page.evaluate(`history.pushState({}, '', '/opportunities/?opportunity_id=${ids.deals.emoji}')`);
    await waitFor('the report', async () => (await story.badge(page)).text === '1');
    expect(await page.$(inPage('button'))).toBeNull();
    const options = await story.openExtensionPage('options.html');
    const choice = await waitFor('the choice', () =>
      options.$('::-p-xpath(//label[contains(., "Show “Edit deal” on pages")]/input)'),
    );
    await waitFor('it to be off', () => choice.evaluate((box) => !(box as HTMLInputElement).checked));
    await choice.click();
    await waitFor('the chip', () => page.$(inPage('button')));
    await options.close();
  });

  it('shows the status of a deal the user has opened, and follows saves and navigation', async () => {
    await byRole(page, 'button', 'Edit deal');
    const popup = await story.openPopup(page);
    await byRole(popup, 'heading', 'Marlow Robotics');
    await popup.close();
    const before = await byRole(page, 'button', 'Edit deal · Demo done · 75%');
    await (await untilPressable(before)).click();
    const card = await waitFor('the card', () => cardIn(page));
    await shows(card, 'Marlow Robotics');
    await (await byRole(card, 'radio', '90%')).click();
    await waitFor('the save', () => puts(story)[0]?.status === 200);
    await (await byRole(page, 'button', 'Close')).click();
    await byRole(page, 'button', 'Edit deal · Demo done · 90%');
    await page.evaluate(`history.pushState({}, '', '/lead/${ids.leads.emoji}/')`);
    await byRole(page, 'button', 'Edit deal');
    await page.evaluate('history.back()');
    await byRole(page, 'button', 'Edit deal · Demo done · 90%');
  });

  it.each([
    ['a lead', ids.sampleLead],
    ['a lead with sixty deals', ids.leads.sixtyDeals],
  ])("covers no link or row of Close's page for %s", async (_what, leadId) => {
    await page.goto(leadPage(leadId));
    await chipOn(page);
    const { reachable, covered } = await page.evaluate(() => {
      const parts = [...document.querySelectorAll('a, button, li')];
      const isReachable = (part: Element) => {
        part.scrollIntoView({ block: 'center' });
        const { x, y, width, height } = part.getBoundingClientRect();
        return part.contains(document.elementFromPoint(x + width / 2, y + height / 2));
      };
      const covered = parts.filter((part) => !isReachable(part)).map(({ textContent }) => textContent);
      return { reachable: parts.length - covered.length, covered };
    });
    expect(covered).toEqual([]);
    expect(reachable).toBeGreaterThan(8);
  });

  it('reappears with the next deal if the page has removed it', async () => {
    await chipOn(page);
    await page.$eval(inPage('button'), (host) => host.remove());
    await page.evaluate(`history.pushState({}, '', '/lead/${ids.leads.emoji}/')`);
    await (await chipOn(page)).click();
    await shows(await waitFor('the card', () => cardIn(page)), 'Sunfield');
  });

  it('is hidden from the page, which cannot press it', async () => {
    const button = await chipOn(page);
    expect(await page.$eval(inPage('button'), (host) => host.shadowRoot)).toBeNull();
    await button.evaluate((element) => (element as HTMLButtonElement).click());
    await page.$eval(inPage('button'), (host) => (host as HTMLElement).click());
    // A trusted click then opens a single card, so the forged clicks opened none.
    await openCard();
    expect(page.frames().filter((frame) => frame.url().includes('card.html'))).toHaveLength(1);
  });
});

it('the "Edit deal" button is there when a page comes back from the cache of the browser', async () => {
  await chipOn(page);
  await page.evaluate(() => {
    Object.assign(window, { isSameDocument: true });
  });
  await page.goto('https://plain.example.com/');
  await page.goBack();
  expect(await page.evaluate('window.isSameDocument')).toBe(true);
  await chipOn(page);
});

it('an edit button is beside each integration link of a lead, and opens the deal of the link', async () => {
  story.sandbox.world.webApp.showsIntegrationLinks = true;
  await page.goto(leadPage(ids.leads.threeDeals));
  const besideLink = (id: string) => byRole(page, 'button', `Edit this deal, ${id.slice(-6)}`);
  await besideLink(ids.deals.threeFirst);
  await (await untilPressable(await besideLink(ids.deals.threeSecond))).click();
  await waitFor('the card', () => cardIn(page));
  const reads = () => story.sandbox.requests.map(({ path }) => path);
  await waitFor('the deal', () => reads().includes(`/api/v1/opportunity/${ids.deals.threeSecond}/`));
  expect(reads()).not.toContain(`/api/v1/opportunity/${ids.deals.threeFirst}/`);
  story.sandbox.world.webApp.showsIntegrationLinks = false;
});

describe('the in-page card', () => {
  it.each([
    ['#16181d', 'dark'],
    ['#fff', 'light'],
  ])('follows a page with the background %s, not the system', async (color, scheme) => {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme === 'dark' ? 'light' : 'dark' },
    ]);
    await page.evaluate((background) => {
      document.body.style.background = background;
    }, color);
    await (await chipOn(page)).click();
    const card = await waitFor('the card', () => cardIn(page));
    await shows(card, 'Marlow Robotics');
    expect(await card.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe(scheme);
    await page.emulateMediaFeatures([]);
    await page.evaluate(() => document.body.removeAttribute('style'));
  });

  it("edits the page's deal by keyboard only, and returns the focus on Escape", async () => {
    const chip = await chipOn(page);
    await chip.focus();
    await page.keyboard.press('Enter');
    const card = await waitFor('the card', () => cardIn(page));
    await shows(card, 'Marlow Robotics');
    await card.waitForSelector('[role=radio]:focus');
    // The page has opened the card, so that keys count only after Tab and half a second.
    await page.keyboard.press('3');
    await takeUp(card);
    await page.keyboard.press('1');
    await waitFor('the save', () => puts(story)[0]?.status === 200);
    expect(puts(story)[0]?.body).toEqual({ status_id: ids.statuses.discovery });
    expect(puts(story)[0]?.path).toBe(`/api/v1/opportunity/${ids.sampleDeal}/`);
    // Not awaited, because the frame is removed while the key is down and the protocol then sends no answer.
    page.keyboard.press('Escape').catch(() => {});
    await waitFor('the card to disappear', () => cardIn(page) === undefined);
    await waitFor('the focus to return', async () =>
      page.evaluate(() => document.activeElement?.localName.startsWith('quick-edit-button-')),
    );
  });

  it('can be used in a page that takes the focus back', async () => {
    const chip = await chipOn(page);
    await page.evaluate(() => {
      const field = document.createElement('input');
      document.addEventListener(
        'focusout',
        ({ target }) => setTimeout(() => target === field && field.focus()),
        true,
      );
      document.body.append(field);
      field.focus();
    });
    await chip.click();
    const card = await waitFor('the card', () => cardIn(page));
    await hasFullHeight(card);
    await takeUp(card);
    const exact = await byRole(card, 'spinbutton', 'Confidence (%)');
    await exact.click();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await waitFor('the save', () => puts(story).length === 1);
    expect(puts(story).map(({ body }) => body)).toEqual([{ confidence: 80 }]);
  });

  it('follows the address, and closes on a page without a lead', async () => {
    const card = await openCard();
    await shows(card, 'Marlow Robotics');
    await page.evaluate(`history.pushState({}, '', '/lead/${ids.leads.emoji}/')`);
    await shows(card, 'Sunfield');
    await page.evaluate("history.pushState({}, '', '/leads/')");
    await waitFor('the card to disappear', () => cardIn(page) === undefined);
  });

  it('can be moved with arrow keys within the window', async () => {
    const card = await openCard();
    // The card takes the focus when its deal is shown, so keys pressed before could go to it.
    await shows(card, 'Marlow Robotics');
    await hasFullHeight(card);
    const mover = await byRole(page, 'button', 'Move (drag or arrow keys)');
    const before = await boxOf(mover);
    await mover.press('ArrowUp');
    expect((await boxOf(mover)).y).toBe(before.y - 24);
    for (let turn = 0; turn < 60; turn += 1) await mover.press('ArrowLeft');
    expect((await boxOf(mover)).x).toBeGreaterThanOrEqual(0);
  });

  it('can be moved with the pointer within the window', async () => {
    const card = await openCard();
    await shows(card, 'Marlow Robotics');
    await hasFullHeight(card);
    const mover = await byRole(page, 'button', 'Move (drag or arrow keys)');
    const moverBox = () => boxOf(mover);
    const before = await moverBox();
    const from = { x: before.x + 20, y: before.y + 8 };
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x - 200, from.y - 50, { steps: 5 });
    const after = await moverBox();
    expect([after.x - before.x, after.y - before.y]).toEqual([-200, -50]);
    await page.mouse.move(0, 0, { steps: 5 });
    await page.mouse.up();
    expect((await moverBox()).x).toBeGreaterThanOrEqual(0);
    expect((await moverBox()).y).toBeGreaterThanOrEqual(0);
    await page.mouse.move(from.x, from.y);
    expect((await moverBox()).x).toBeLessThan(100);
  });

  const cover = `const cover = document.createElement('div');
    cover.style.cssText = 'position: fixed; inset: 0; z-index: 999; background: #fff; pointer-events: none';
    document.body.append(cover);`;

  async function reveal(card: Frame): Promise<void> {
    await page.evaluate(
      "document.documentElement.style.opacity = ''; document.querySelector('[style*=fixed]')?.remove()",
    );
    await waitFor('the card to be visible', async () => (await card.$('.unseen')) === null);
  }

  it.each([
    ['transparent', "document.documentElement.style.opacity = '0'"],
    ['covered', cover],
  ])('ignores presses while the page makes it %s', async (_how, trick) => {
    const card = await openCard();
    await shows(card, 'Marlow Robotics');
    await hasFullHeight(card);
    const preset = await waitFor('the preset', () => card.$('aria/90%[role="radio"]'));
    const place = (await preset.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const press = async () => {
      await page.mouse.move(place.x, place.y);
      await page.mouse.click(place.x + place.width / 2, place.y + place.height / 2);
    };
    await page.evaluate(trick);
    await card.waitForSelector('::-p-text(Something is covering this card.)');
    await press();
    await card.evaluate('new Promise(requestAnimationFrame)');
    await page.keyboard.press('3');
    await reveal(card);
    await waitFor('a press to work again', async () => {
      await press();
      return puts(story).length > 0;
    });
    expect(puts(story).map(({ body }) => body)).toEqual([{ confidence: 90 }]);
  });

  it('marks a deal as won in its dialog, which ignores presses while the page covers it', async () => {
    const card = await openCard();
    await hasFullHeight(card);
    await (await byRole(card, 'radio', 'Won')).click();
    const confirm = await byRole(card, 'button', 'Mark as Won');
    await page.evaluate(cover);
    await card.waitForSelector('dialog .unseen');
    await confirm.press('Enter');
    await reveal(card);
    await confirm.press('Enter');
    await waitFor('the save', () => puts(story)[0]?.status === 200);
    expect(puts(story).map(({ body }) => body)).toMatchObject([{ status_id: ids.statuses.won }]);
  });

  it('saves the choice in its conflict dialog, by keyboard', async () => {
    const card = await openCard();
    await hasFullHeight(card);
    await dealIsRead(card);
    story.sandbox.changeBehind(ids.sampleDeal, { confidence: 10 }, ids.users.sam);
    await (await byRole(card, 'radio', '90%')).click();
    await (await byRole(card, 'button', 'Save my choices')).press('Enter');
    await waitFor('the save', () => storedDeal(story).confidence === 90);
  });

  it('saves an owner chosen from the list that opens over it', async () => {
    const card = await openCard();
    await hasFullHeight(card);
    const owner = await byRole(card, 'combobox', 'Owner');
    await owner.click();
    await owner.type('Sam');
    await (await byRole(card, 'option', 'Sam Lee')).click();
    await (await byRole(card, 'button', 'Save')).click();
    await waitFor('the save', () => puts(story)[0]?.status === 200);
    expect(puts(story)[0]?.body).toEqual({ user_id: ids.users.sam });
  });

  it('cannot be framed by the page under an address the page could know', async () => {
    const card = await openCard();
    await shows(card, 'Marlow Robotics');
    await page.evaluate((source) => {
      const frame = document.createElement('iframe');
      frame.name = 'forged';
      frame.src = source;
      document.body.append(frame);
    }, `chrome-extension://${story.extensionId}/card.html`);
    const forged = await waitFor('the forged frame', () =>
      page.frames().find((frame) => frame.name() === 'forged'),
    );
    await waitFor('the refusal', async () => (await forged.content()).includes('ERR_BLOCKED_BY_CLIENT'));
  });

  it('accepts a token once, in its own tab, within ten seconds', async () => {
    const own = await story.openExtensionPage('card.html');
    const redeemed = await own.evaluate(async () => {
      const tab = await chrome.tabs.getCurrent();
      const token = '00000000-0000-4000-8000-000000000000';
      const issue = (tabId: number, until: number) =>
        chrome.storage.session.set({ [`card-token:${tabId}`]: { token, until } });
      const redeem = async () =>
        ((await chrome.runtime.sendMessage({ name: 'card.redeem', input: { token } })) as { ok: boolean }).ok;
      const tabId = tab?.id ?? 0;
      const isOpenedUnasked = await redeem();
      await issue(tabId + 1, Date.now() + 10_000);
      const isOpenedElsewhere = await redeem();
      await issue(tabId, Date.now() - 1);
      const isOpenedLate = await redeem();
      await issue(tabId, Date.now() + 10_000);
      return [isOpenedUnasked, isOpenedElsewhere, isOpenedLate, await redeem()];
    });
    expect(redeemed).toEqual([false, false, false, true]);
    // Another document of the same tab.
    await own.reload();
    const isOpenedTwice = await own.evaluate(async () => {
      const input = { token: '00000000-0000-4000-8000-000000000000' };
      return ((await chrome.runtime.sendMessage({ name: 'card.redeem', input })) as { ok: boolean }).ok;
    });
    expect(isOpenedTwice).toBe(false);
    await own.close();
  });
});
