import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { type Chip, createChip } from '../../../lib/in-page/chip.ts';
import '../harness/fake-browser.ts';

let ends: AbortController;
let trapped: HTMLInputElement;
let chip: Chip;
beforeEach(() => {
  ends = new AbortController();
  trapped = document.createElement('input');
  document.body.replaceChildren(trapped);
});
afterEach(() => {
  ends.abort();
  vi.useRealTimers();
  chip.show(null);
});

const hosts = () =>
  [...document.querySelectorAll('*')].filter(({ localName }) => localName.startsWith('quick-edit-button-'));
const showChip = () => {
  chip = createChip({ onPress: () => {}, onHide: () => {} });
  chip.show('');
  return chip;
};

/** Adds a frame with a text field to the root, as the card has one. */
async function addFrame(root: ShadowRoot): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  frame.srcdoc = '<input autofocus>';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  root.append(frame);
  await loaded;
  return frame;
}

describe.each([
  ['focusin of the document', 'focusin', document, false],
  ['captured focusin of the document', 'focusin', document, true],
  ['captured focus of the document', 'focus', document, true],
  ['captured focus of the body', 'focus', document.documentElement, true],
] as const)('a page that traps the focus by the %s', (_how, type, target, capture) => {
  beforeEach(() => {
    const trap = (event: Event) => {
      if (event.target !== trapped) trapped.focus();
    };
    target.addEventListener(type, trap, { capture, signal: ends.signal });
    trapped.focus();
  });

  it('leaves the focus to the button', () => {
    const { root } = showChip();
    root.querySelector('button')?.focus();
    expect(document.activeElement).toBe(hosts()[0]);
    expect(root.activeElement).toBe(root.querySelector('button'));
  });

  it('leaves the focus to a field in the card', async () => {
    const { root } = showChip();
    const frame = await addFrame(root);
    frame.focus();
    frame.contentDocument?.querySelector('input')?.focus();
    expect(document.activeElement).toBe(hosts()[0]);
    expect(frame.contentDocument?.activeElement?.localName).toBe('input');
  });

  it('still hears of its own fields', () => {
    showChip();
    const heard = vi.fn();
    const other = document.createElement('input');
    document.body.append(other);
    target.addEventListener(type, heard, { capture, signal: ends.signal });
    other.focus();
    expect(heard).toHaveBeenCalled();
    expect(document.activeElement).toBe(trapped);
  });
});

describe.each([
  ['at once', 'focusout', (take: () => void) => take(), () => true],
  ['in a task of its own', 'focusout', (take: () => void) => setTimeout(take, 1), () => true],
  ['as soon as a field loses it', 'blur', (take: () => void) => take(), () => true],
  // As widespread libraries do, which let it go to another window.
  ['from other elements', 'focusout', (take: () => void) => take(), (next: unknown) => next !== null],
] as const)('a page that takes the focus back %s', (_how, type, inTurn, concerns) => {
  let taken: PromiseWithResolvers<void>;
  beforeEach(() => {
    taken = Promise.withResolvers();
    document.addEventListener(
      type,
      ({ target, relatedTarget }) => {
        if (target !== trapped || !concerns(relatedTarget)) return;
        inTurn(() => {
          trapped.focus();
          taken.resolve();
        });
      },
      { capture: true, signal: ends.signal },
    );
    trapped.focus();
  });

  it('leaves it to the button, also the next time', async () => {
    const { root } = showChip();
    for (let time = 0; time < 2; time += 1) {
      await userEvent.click(trapped);
      root.querySelector('button')?.focus();
      if (time === 0) await taken.promise;
      await expect.poll(() => root.activeElement).toBe(root.querySelector('button'));
    }
  });

  it('leaves it to the frame of the card', async () => {
    const { root } = showChip();
    const frame = await addFrame(root);
    frame.focus();
    await taken.promise;
    await expect.poll(() => root.activeElement).toBe(frame);
    frame.contentDocument?.querySelector('input')?.focus();
    expect(frame.contentDocument?.activeElement?.localName).toBe('input');
  });

  it('gets it back when the user returns to it', async () => {
    const { root } = showChip();
    root.querySelector('button')?.focus();
    await taken.promise;
    await expect.poll(() => root.activeElement).toBe(root.querySelector('button'));
    await userEvent.click(trapped);
    expect(document.activeElement).toBe(trapped);
  });
});

it('a page that does not take the focus back hears that it leaves', () => {
  const { root } = showChip();
  const heard = vi.fn();
  trapped.addEventListener('focusout', heard);
  trapped.focus();
  root.querySelector('button')?.focus();
  expect(heard).toHaveBeenCalledOnce();
});

describe('a page that removes foreign elements', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });

  it.each([
    ['the button', () => hosts()[0]?.remove()],
    [
      'all but its own, as it hydrates',
      () => document.documentElement.replaceChildren(document.head, document.body),
    ],
    ['an unknown node', () => hosts()[0]?.parentNode?.removeChild(hosts()[0] as Element)],
  ])('gets the button again after it has removed %s', async (_what, remove) => {
    showChip();
    remove();
    expect(hosts()).toEqual([]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(hosts()).toHaveLength(1);
  });

  it('is left alone after it has removed the button several times', async () => {
    showChip();
    for (let time = 0; time < 10; time += 1) {
      hosts()[0]?.remove();
      await vi.advanceTimersByTimeAsync(5_000);
    }
    expect(hosts()).toEqual([]);
  });

  it('gets no button again that has been hidden since', async () => {
    showChip();
    hosts()[0]?.remove();
    chip.show(null);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(hosts()).toEqual([]);
  });
});
