import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { type Chip, createChip } from '../../../lib/in-page/chip.ts';
import { createLinkButtons } from '../../../lib/in-page/link-buttons.ts';
import { idOf } from '../samples/editors.ts';

const { attachShadow } = Element.prototype;
let now: number;
let pressed: number;
let hosts: Element[];
let chip: Chip | undefined;
beforeEach(() => {
  now = 1_000;
  pressed = 0;
  hosts = [];
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  // Opens the shadow roots, so that the test can press the buttons in them.
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, options) {
    hosts.push(this);
    return attachShadow.call(this, { ...options, mode: 'open' });
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  chip?.show(null);
  for (const host of hosts) host.remove();
});

const onPress = () => {
  pressed += 1;
};
const button = page.getByRole('button', { name: /^(Edit|Covered)/ });

function cover(): void {
  const sheet = document.createElement('div');
  sheet.style.cssText = 'position: fixed; inset: 0; z-index: 999; pointer-events: none';
  document.body.append(sheet);
}

function showChip(): void {
  chip = createChip({ onPress, onHide() {} });
  chip.show('');
}

async function showLinkButton(): Promise<void> {
  const link = document.createElement('a');
  const id = idOf('oppo', 1);
  link.href = `https://tool.example/?deal=${id}`;
  link.textContent = 'Deal';
  document.body.append(link);
  await createLinkButtons(onPress).placeFor(new Map([[link, { kind: 'opportunity', id, foundIn: 'link' }]]));
}

/** Presses the button until the browser has reported that it is visible, which may take 100 ms. */
const pressUntilHeard = () =>
  expect.poll(async () => {
    await button.click();
    return pressed;
  });

it.each([
  ['The "Edit deal" button', showChip],
  ['A link button', showLinkButton],
])('%s takes no press before it was visible for 300 ms', async (_what, show) => {
  await show();
  // The clock does not move, and the browser reports within these presses.
  for (let press = 0; press < 8; press += 1) await button.click();
  expect(pressed).toBe(0);
  now += 300;
  await pressUntilHeard().toBe(1);
});

it.each([
  ['The "Edit deal" button', showChip],
  ['A link button', showLinkButton],
])('%s takes no press while the page covers it', async (_what, show) => {
  await show();
  cover();
  for (let press = 0; press < 8; press += 1) {
    now += 300;
    await button.click();
  }
  expect(pressed).toBe(0);
});

it('the covered "Edit deal" button says that the toolbar button works', async () => {
  showChip();
  cover();
  await expect
    .poll(async () => {
      await button.click();
      return hosts[0]?.shadowRoot?.textContent;
    })
    .toContain('Covered by the page. Use the toolbar icon.');
});

it('a link gets one button, however often and quickly it is looked for', async () => {
  const id = idOf('oppo', 1);
  const link = document.createElement('a');
  document.body.append(link);
  const buttons = createLinkButtons(onPress);
  // Each step takes a slice of its own.
  vi.mocked(performance.now).mockImplementation(() => {
    now += 10;
    return now;
  });
  const links = new Map([[link, { kind: 'opportunity' as const, id, foundIn: 'link' as const }]]);
  await Promise.all([buttons.placeFor(links), buttons.placeFor(links), buttons.placeFor(new Map(links))]);
  expect(hosts.filter(({ isConnected }) => isConnected)).toHaveLength(1);
  await buttons.placeFor(new Map());
  expect(hosts.filter(({ isConnected }) => isConnected)).toEqual([]);
});
