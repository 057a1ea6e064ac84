import { afterEach, beforeEach, expect, it, vi } from 'vitest';
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
  prepareToast(document)?.('Saved', 'done', '');
  expect(status()?.checkVisibility({ opacityProperty: true, visibilityProperty: true })).toBe(true);
  style.remove();
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
