import { randomUUID } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { beforeEach, expect, it } from 'vitest';
import { byRole, chooseInMenu } from '../../harness/accessible.ts';
import { dealIsRead, leadPage, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();
const lines = Array.from({ length: 60 }, (_none, index) => `Line ${index + 1} of a long note`).join('\n');

let popup: Page;
beforeEach(async () => {
  storedDeal(story).note = lines;
});

/** Opens the popup in a tab of its largest size with a page zoom of 200 %, as the browser keeps it for each site. */
async function openAtDoubleZoom(): Promise<void> {
  const page = await story.newPage(leadPage());
  popup = await story.openExtensionPage(`popup.html?tabId=${await story.tabId(page)}`);
  await popup.setViewport({ width: 760, height: 600 });
  await popup.evaluate(async () => {
    const tab = await chrome.tabs.getCurrent();
    await chrome.tabs.setZoomSettings(tab?.id ?? 0, { scope: 'per-tab' });
    await chrome.tabs.setZoom(tab?.id ?? 0, 2);
  });
  await waitFor('the zoom', () => popup.evaluate(() => innerWidth === 380 && innerHeight === 300));
  await dealIsRead(popup);
}

const controls = 'button, input, select, textarea, summary, a[href], [role=radio], [role=menuitem]';

/** Names the controls of the open dialog or menu, or of the screen, that no mouse could press, once scrolled to. */
const outOfMouse = () =>
  popup.evaluate((selector) => {
    const top = [...document.querySelectorAll('dialog[open], [role=menu]')].at(-1) ?? document.body;
    const unreachable: string[] = [];
    for (const control of top.querySelectorAll<HTMLElement>(selector)) {
      if (!control.checkVisibility({ visibilityProperty: true }) || control.matches(':disabled')) continue;
      control.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      const { x, y, width, height } = control.getBoundingClientRect();
      const hit = document.elementFromPoint(x + width / 2, y + Math.min(height / 2, 150));
      const label = control.closest('label');
      if (hit && (control.contains(hit) || label?.contains(hit) || hit.contains(control))) continue;
      const name = control.getAttribute('aria-label') || control.textContent || control.id;
      unreachable.push(
        `${control.localName} ${name} at ${x} ${y} ${width} ${height}, under ${hit?.className}`,
      );
    }
    return unreachable;
  }, controls);

/** Names the controls that Tab does not reach, or reaches outside of the window, but for those that arrow keys reach. */
async function outOfKeyboard(): Promise<string[]> {
  await popup.evaluate((selector) => {
    const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    for (const control of top.querySelectorAll<HTMLElement>(selector)) {
      const isTabbable = control.tabIndex >= 0 && !control.matches(':disabled');
      if (isTabbable && control.checkVisibility({ visibilityProperty: true })) control.dataset.unreached = '';
    }
  }, controls);
  const outside: string[] = [];
  const total = await popup.$$eval('[data-unreached]', ({ length }) => length);
  for (let step = 0; step < 2 * total; step += 1) {
    await popup.keyboard.press('Tab');
    const found = await popup.evaluate(() => {
      const control = document.activeElement as HTMLElement;
      delete control.dataset.unreached;
      const box = control.getBoundingClientRect();
      const isTall = box.height > innerHeight / 2;
      // A pixel off, because positions at this zoom end on fractions.
      const isInWindow = isTall
        ? box.top < innerHeight && box.bottom > 0
        : box.top > -1 && box.bottom < innerHeight + 1;
      const x = box.left + box.width / 2;
      const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
      const hit = document.elementFromPoint(x, y);
      const isSeen = hit !== null && (control.contains(hit) || hit.contains(control));
      const isFine = control === document.body || (isInWindow && isSeen);
      return isFine
        ? ''
        : `${control.outerHTML.slice(0, 80)} at ${box.top}–${box.bottom}, under ${hit?.outerHTML.slice(0, 60)}`;
    });
    if (found) outside.push(found);
  }
  const unreached = await popup.$$eval('[data-unreached]', (all) =>
    all.map((control) => {
      delete (control as HTMLElement).dataset.unreached;
      return control.outerHTML.slice(0, 120);
    }),
  );
  return [...outside, ...unreached];
}

async function expectAllInReach(): Promise<void> {
  expect(await outOfMouse()).toEqual([]);
  expect(await outOfKeyboard()).toEqual([]);
}

it('at 200 % zoom, every control of the editor with a note of 60 lines can be reached, also with a draft', async () => {
  await openAtDoubleZoom();
  await expectAllInReach();
  await (await byRole(popup, 'button', 'All fields')).press('Enter');
  await (await byRole(popup, 'textbox', 'Note')).type('!');
  await byRole(popup, 'button', 'Save');
  await expectAllInReach();
});

it('at 200 % zoom, every control of menu and dialogs can be reached', async () => {
  await openAtDoubleZoom();
  await (await byRole(popup, 'button', 'More')).press('Enter');
  await popup.waitForSelector('[role=menu]');
  expect(await outOfMouse()).toEqual([]);
  await popup.keyboard.press('Escape');
  for (const open of [
    async () => (await byRole(popup, 'radio', 'Won')).press('Space'),
    async () => (await byRole(popup, 'radio', 'Lost')).press('Space'),
    () => chooseInMenu(popup, 'Keyboard shortcuts'),
    () => chooseInMenu(popup, 'History'),
  ]) {
    await open();
    await popup.waitForSelector('dialog[open]');
    await expectAllInReach();
    await popup.keyboard.press('Escape');
    await waitFor('the dialog to close', async () => (await popup.$('dialog[open]')) === null);
  }
});

it('at 200 % zoom, every choice of a conflict in five fields can be reached', async () => {
  const table = await story.openExtensionPage('deals.html');
  const base = {
    ...{ value: 1, note: 'before', confidence: 1 },
    ...{ [`custom.${ids.fields.nextStep}`]: 'before', [`custom.${ids.fields.seats}`]: 1 },
  };
  const patch = {
    ...{ value: 2, note: `${lines}\nand mine`, confidence: 2 },
    ...{ [`custom.${ids.fields.nextStep}`]: 'mine', [`custom.${ids.fields.seats}`]: 2 },
  };
  await table.evaluate((input) => chrome.runtime.sendMessage({ name: 'deal.save', input }), {
    ...{ id: randomUUID(), opportunityId: ids.sampleDeal, organizationId: ids.organizations.alder },
    ...{ leadName: 'Marlow Robotics', base, patch, openedFor: null },
  });
  await table.close();
  await openAtDoubleZoom();
  await byRole(popup, 'dialog', 'Changed in Close');
  expect(await popup.$$eval('dialog [role=radiogroup]', ({ length }) => length)).toBe(5);
  await expectAllInReach();
});
