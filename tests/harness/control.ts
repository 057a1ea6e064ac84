import type { ElementHandle, KeyInput } from 'puppeteer-core';
import { waitFor } from './wait-for.ts';

/**
 * A control of a page. Each action finds its element again and waits until it is ready, because the page may render, move
 * or replace the element at any time.
 */
export type Control = {
  /** Clicks with the mouse once the control is visible, enabled and not moving, and checks that the click reached it. */
  click(options?: { count?: number }): Promise<void>;
  focus(): Promise<void>;
  /** Focuses the control and types key by key. */
  type(text: string): Promise<void>;
  /** Focuses the control and presses a key, by its name. */
  press(key: KeyInput): Promise<void>;
  /** Selects the option with this value in a native list. */
  select(value: string): Promise<void>;
  /** Runs a self-contained function on the current element. */
  evaluate<Input extends unknown[], Value>(
    work: (element: Element, ...input: Input) => Value,
    ...input: Input
  ): Promise<Awaited<Value>>;
  /** Returns the current element, to pass it to a page. */
  element(): Promise<ElementHandle<Element>>;
};

/** Creates a control from a function that finds its element. `name` is used in errors. */
export function createControl(
  name: string,
  find: () => Promise<ElementHandle<Element> | null | undefined>,
): Control {
  const element = () => waitFor(name, find);

  async function focus(): Promise<ElementHandle<Element>> {
    return waitFor(`${name} to take the focus`, async () => {
      const found = await find();
      if (!found || !(await found.evaluate(isEnabled))) return null;
      await found.focus();
      return (await found.evaluate(isFocused)) ? found : null;
    });
  }

  return {
    element,
    evaluate: async (work, ...input) => (await element()).evaluate(work as never, ...input),
    async focus() {
      await focus();
    },
    async type(text) {
      await (await focus()).type(text);
    },
    async press(key) {
      await (await focus()).press(key);
    },
    async select(value) {
      const found = await waitFor(`${name} to be enabled`, async () => {
        const list = await find();
        return (await list?.evaluate(isEnabled)) ? list : null;
      });
      await found.select(value);
    },
    async click({ count = 1 } = {}) {
      let obstacle = 'it is not there';
      let isAgain = false;
      const tryClick = async () => {
        const found = await find();
        if (!found) return false;
        obstacle = (await found.evaluate(findObstacle)) ?? '';
        if (obstacle) return false;
        await found.evaluate(watchClick);
        // Moves by a pixel when it presses again, as every hand does: some editors ignore a pointer that rests.
        const box = isAgain ? await found.boundingBox() : null;
        isAgain = !isAgain;
        await found.click({ count, ...(box && { offset: { x: box.width / 2 + 1, y: box.height / 2 } }) });
        // Cannot be read if the click closed or left the page.
        obstacle = (await found.evaluate(readClick).catch(() => null)) ?? '';
        return !obstacle;
      };
      await waitFor(`${name} to be clicked`, tryClick).catch((cause) => {
        throw new Error(`${name} cannot be clicked: ${obstacle}`, { cause });
      });
    },
  };
}

// The following functions run in pages, so they must be self-contained.

function isEnabled(element: Element): boolean {
  return !element.matches(':disabled');
}

function isFocused(element: Element): boolean {
  return (element.getRootNode() as Document | ShadowRoot).activeElement === element;
}

/** Returns why a click would not reach the element now, or null. */
async function findObstacle(element: Element): Promise<string | null> {
  if (element.matches(':disabled')) return 'it is disabled';
  const place = () => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return `${x} ${y} ${width} ${height}`;
  };
  element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const before = place();
  // The timeout is for background pages, which render no frames.
  await new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(resolve));
    setTimeout(resolve, 60);
  });
  if (!element.isConnected) return 'it was replaced';
  if (place() !== before) return 'it moves';
  const { width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0 || getComputedStyle(element).visibility !== 'visible')
    return 'it is hidden';
  return null;
}

type Watched = Element & { clickWatch?: { pressed: boolean; clicked: boolean; stop(): void } };

/** Records whether the next click reaches the element, and blocks it for all other elements. */
function watchClick(element: Watched): void {
  const types = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
  const root = element.getRootNode();
  // A click on a label also triggers a click on its control.
  const label = element.closest('label');
  const labeled = [
    ...((element as HTMLInputElement).labels ?? []),
    ...(label?.control ? [label.control] : []),
  ];
  // Outside of a closed shadow root, the host is the target of its events.
  const targets: EventTarget[] = [element, ...labeled, ...(root instanceof ShadowRoot ? [root.host] : [])];
  const block = (event: Event) => {
    if (event.composedPath().some((target) => targets.includes(target))) return;
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  const record = ({ type }: Event) => {
    if (type === 'click') watch.clicked = true;
    else watch.pressed = true;
  };
  const watch = {
    pressed: false,
    clicked: false,
    stop() {
      for (const type of types) removeEventListener(type, block, true);
      for (const type of ['mousedown', 'click']) element.removeEventListener(type, record, true);
    },
  };
  element.clickWatch?.stop();
  element.clickWatch = watch;
  for (const type of types) addEventListener(type, block, true);
  for (const type of ['mousedown', 'click']) element.addEventListener(type, record, true);
}

/** Returns why the click did not reach the element, or null. */
function readClick(element: Watched): string | null {
  const watch = element.clickWatch;
  watch?.stop();
  // Some controls act on the press and are removed before the button is released.
  if (watch?.clicked || (watch?.pressed && !element.isConnected)) return null;
  return 'the click went elsewhere';
}
