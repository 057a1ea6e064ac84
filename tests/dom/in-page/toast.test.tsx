import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { page } from 'vitest/browser';
import { createHost } from '../../../lib/in-page/host.ts';
import { prepareToast } from '../../../lib/in-page/toast.ts';

const { attachShadow } = Element.prototype;
let roots: ShadowRoot[];
beforeEach(() => {
  roots = [];
  // Reads the closed shadow roots, as no page can.
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, options) {
    const root = attachShadow.call(this, options);
    roots.push(root);
    return root;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const { host } of roots) host.remove();
});

const hosts = () =>
  [...document.querySelectorAll('*')].filter(({ localName }) => localName.startsWith('quick-edit-'));
const status = () => roots.at(-1)?.querySelector('[role=status]');
const alert = () => roots.at(-1)?.querySelector('[role=alert]');

it('says its words in a region that was there before them', async () => {
  const show = prepareToast(document);
  expect(status()?.checkVisibility()).toBe(true);
  expect(status()?.textContent).toBe('');
  show?.('Saved', 'done', '');
  await expect.poll(() => status()?.textContent).toBe('Quick Edit for Close · Saved');
  expect(alert()?.textContent).toBe('');
});

it('takes the place of the previous one', async () => {
  prepareToast(document)?.('Saved', 'done', '');
  prepareToast(document)?.('Not saved', 'problem', 'Edit deal…');
  await expect.poll(() => alert()?.textContent).toBe('Quick Edit for Close · Not saved');
  expect(hosts()).toHaveLength(1);
});

it.each([
  ['a modal dialog', (dialog: HTMLDialogElement) => dialog.showModal()],
  [
    'another part in the top layer',
    (dialog: HTMLDialogElement) => {
      dialog.popover = 'manual';
      dialog.showPopover();
    },
  ],
])('is seen and can be pressed above %s of the page', async (_what, open) => {
  const dialog = document.createElement('dialog');
  dialog.style.cssText = 'inset: 0; width: 100vw; height: 100vh; max-width: none; max-height: none';
  document.body.append(dialog);
  open(dialog);
  prepareToast(document)?.('Saved', 'done', 'Undo…');
  const topmost = () => document.elementFromPoint(innerWidth - 60, innerHeight - 30);
  await expect.poll(() => hosts().includes(topmost() as Element)).toBe(true);
});

it('keeps its look whatever the page styles', async () => {
  const style = document.createElement('style');
  style.textContent =
    ':not(html, body) { display: none !important; opacity: 0 !important; visibility: hidden !important }';
  document.head.append(style);
  onTestFinished(() => style.remove());
  prepareToast(document)?.('Saved', 'done', '');
  expect(status()?.checkVisibility({ opacityProperty: true, visibilityProperty: true })).toBe(true);
});

describe.each([
  ['many words', 'Amalgamated Consolidated Holdings of Northern Europe '.repeat(80)],
  ['one endless word', 'x'.repeat(4_000)],
  ['many lines', 'A line\n'.repeat(400)],
])('with %s', (_what, words) => {
  it.each([
    [1280, 800],
    [380, 300],
    [320, 200],
  ])('it stays in a window of %i × %i with its button', async (width, height) => {
    await page.viewport(width, height);
    prepareToast(document)?.(words, 'done', 'Undo…');
    await expect.poll(() => roots.at(-1)?.querySelector('button')).toBeTruthy();
    const toast = roots.at(-1)?.querySelector('.toast') as HTMLElement;
    const button = roots.at(-1)?.querySelector('button') as HTMLElement;
    const frame = toast.getBoundingClientRect();
    const inner = button.getBoundingClientRect();
    expect(frame.height).toBeLessThanOrEqual(240);
    expect([frame.top >= 0, frame.left >= 0, frame.right <= width, frame.bottom <= height]).toEqual(
      Array(4).fill(true),
    );
    expect([inner.left >= frame.left, inner.right <= frame.right, inner.bottom <= frame.bottom]).toEqual(
      Array(3).fill(true),
    );
    expect(toast.scrollWidth).toBeLessThanOrEqual(toast.clientWidth);
    const said = status() as HTMLElement;
    expect(said.scrollHeight).toBeGreaterThan(said.clientHeight);
    await page.viewport(1280, 800);
  });
});

it('keeps an id within its box', async () => {
  prepareToast(document)?.(`Copied oppo_${'W'.repeat(43)}`, 'done', '');
  await expect.poll(() => status()?.textContent).toContain('Copied');
  const toast = roots.at(-1)?.querySelector('.toast') as HTMLElement;
  expect(toast.scrollWidth).toBeLessThanOrEqual(toast.clientWidth);
});

it('is made of HTML even where the document creates elements of XML', async () => {
  const { createElement } = document;
  vi.spyOn(document, 'createElement').mockImplementation(
    (name: string) => document.createElementNS(null, name) as unknown as ReturnType<typeof createElement>,
  );
  prepareToast(document)?.('Saved', 'done', 'Undo…');
  await expect.poll(() => status()?.textContent).toContain('Saved');
  expect(status()?.checkVisibility()).toBe(true);
});

it('is not shown in a document without HTML', () => {
  const drawing = new DOMParser().parseFromString(
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'image/svg+xml',
  );
  expect(prepareToast(drawing)).toBeNull();
});

it.each(['button', 'link-button', 'toast'])('a page cannot reach into the %s', (kind) => {
  const first = createHost(kind, '').host.localName;
  const { host } = createHost(kind, '');
  expect(host.localName).not.toBe(first);
  document.body.append(host);
  const reached: unknown[] = [];
  customElements.define(
    host.localName,
    class extends HTMLElement {
      constructor() {
        super();
        reached.push(this.shadowRoot, this.attachInternals().shadowRoot);
      }
    },
  );
  expect(reached).toEqual([null, null]);
});

it('keeps the focus on its button in a page that takes it back', async () => {
  const trapped = document.createElement('input');
  document.body.append(trapped);
  let taken = 0;
  trapped.addEventListener('focusout', () => {
    taken += 1;
    trapped.focus();
  });
  prepareToast(document)?.('Saved', 'done', 'Undo…');
  await expect.poll(() => roots.at(-1)?.querySelector('button')).toBeTruthy();
  const button = roots.at(-1)?.querySelector('button');
  trapped.focus();
  button?.focus();
  await expect.poll(() => [taken, roots.at(-1)?.activeElement]).toEqual([1, button]);
  trapped.remove();
});
