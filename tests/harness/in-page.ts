import type { Frame, Page } from 'puppeteer-core';
import { bySelector } from './accessible.ts';
import type { Control } from './control.ts';

/**
 * Returns a selector for what the extension shows in a page: the "Edit deal" button, the buttons at links, or the toast.
 * The names of these elements end differently each time.
 */
export function inPage(kind: 'button' | 'link-button' | 'toast'): string {
  return `::-p-xpath(//*[starts-with(local-name(), "quick-edit-${kind}-")])`;
}

/** Waits until a button that the extension shows in a page has been visible long enough to be pressed. */
export async function untilPressable(button: Control): Promise<Control> {
  await button.evaluate(
    (element) =>
      new Promise<void>((resolve) => {
        const options = { trackVisibility: true, delay: 100 } as IntersectionObserverInit;
        const observer = new IntersectionObserver((entries) => {
          if (!(entries.at(-1) as { isVisible?: boolean } | undefined)?.isVisible) return;
          observer.disconnect();
          // The button's own observer reports at most 100 ms and a frame later, however long a busy machine takes for a
          // frame, and 300 ms later a press counts.
          const untilCounted = () => setTimeout(resolve, 350);
          setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(untilCounted)), 150);
        }, options);
        observer.observe(element);
      }),
  );
  return button;
}

/** Acts in an editor that a page has opened, and waits until it takes keys and presses. */
export async function takeUp(editor: Page | Frame): Promise<void> {
  await (await bySelector(editor, '[role=radio][tabindex="0"]')).press('Tab');
  await editor.waitForSelector('html:not([data-guard])');
}
