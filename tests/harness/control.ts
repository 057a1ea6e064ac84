import type { ElementHandle, KeyInput } from 'puppeteer-core';
import { waitFor } from './wait-for.ts';

/**
 * A control of a page by the way it is found, not by the element of one moment: each action finds it again and waits
 * until it can be acted on, because a page may render, move or replace it at any time.
 */
export type Control = {
  /** Clicks with the mouse once the control is visible, enabled and still, and makes sure that the click reached it. */
  click(options?: { count?: number }): Promise<void>;
  focus(): Promise<void>;
  /** Focuses the control and types key by key. */
  type(text: string): Promise<void>;
  /** Focuses the control and presses a key, by its name. */
  press(key: KeyInput): Promise<void>;
  /** Chooses the option of a native list that has this value. */
  select(value: string): Promise<void>;
  /** Runs a function that needs nothing from around it on the element of this moment. */
  evaluate<Input extends unknown[], Value>(
    work: (element: Element, ...input: Input) => Value,
    ...input: Input
  ): Promise<Awaited<Value>>;
  /** Returns the element of this moment, for what must be handed to a page. */
  element(): Promise<ElementHandle<Element>>;
};

/** Makes a control of a way to find its element. `name` is what a failure calls it. */
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
      const look = async () => {
        const found = await find();
        if (!found) return false;
        obstacle = (await found.evaluate(findObstacle)) ?? '';
        if (obstacle) return false;
        await found.evaluate(watchClick);
        await found.click({ count });
        // A click that closes or leaves its page takes the answer along.
        obstacle = (await found.evaluate(readClick).catch(() => null)) ?? '';
        return !obstacle;
      };
      await waitFor(`${name} to be clicked`, look).catch((cause) => {
        throw new Error(`${name} cannot be clicked: ${obstacle}`, { cause });
      });
    },
  };
}

// What follows runs in pages, so it uses nothing from around it.

function isEnabled(element: Element): boolean {
  return !element.matches(':disabled');
}

function isFocused(element: Element): boolean {
  return (element.getRootNode() as Document | ShadowRoot).activeElement === element;
}

/** Says why a click would not reach the element now, null where it would. */
async function findObstacle(element: Element): Promise<string | null> {
  if (element.matches(':disabled')) return 'it is disabled';
  const place = () => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return `${left} ${top} ${width} ${height}`;
  };
  element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const before = place();
  // A page behind another one draws no frames.
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

/** Notes whether the next click reaches the element, and keeps it from everything else in the page. */
function watchClick(element: Watched): void {
  const types = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
  const root = element.getRootNode();
  // A click on a label is followed by one on its control.
  const label = element.closest('label');
  const labeled = [
    ...((element as HTMLInputElement).labels ?? []),
    ...(label?.control ? [label.control] : []),
  ];
  // A closed shadow root shows its inside to its own listeners only; outside, the host takes their place.
  const targets: EventTarget[] = [element, ...labeled, ...(root instanceof ShadowRoot ? [root.host] : [])];
  const keep = (event: Event) => {
    if (event.composedPath().some((target) => targets.includes(target))) return;
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  const note = ({ type }: Event) => {
    if (type === 'click') watch.clicked = true;
    else watch.pressed = true;
  };
  const watch = {
    pressed: false,
    clicked: false,
    stop() {
      for (const type of types) removeEventListener(type, keep, true);
      for (const type of ['mousedown', 'click']) element.removeEventListener(type, note, true);
    },
  };
  element.clickWatch?.stop();
  element.clickWatch = watch;
  for (const type of types) addEventListener(type, keep, true);
  for (const type of ['mousedown', 'click']) element.addEventListener(type, note, true);
}

/** Says why the click did not reach the element, null where it did. */
function readClick(element: Watched): string | null {
  const watch = element.clickWatch;
  watch?.stop();
  // Some controls act on the press and are taken away before the button is let go.
  if (watch?.clicked || (watch?.pressed && !element.isConnected)) return null;
  return 'the click went elsewhere';
}
