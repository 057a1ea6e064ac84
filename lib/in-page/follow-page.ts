import { browser } from 'wxt/browser';
import { createTurns } from '../base/take-turns.ts';
import { cutAddress } from '../detection/cut-address.ts';
import { isAboutDeal } from '../detection/references.ts';
import { scanPage } from '../detection/scan-page.ts';
import { ask } from '../messaging/ask.ts';
import { type CardMessage, type ChipState, readPageMessage } from '../messaging/page-message.ts';
import type { Reference } from '../model/reference.ts';
import type { Chip } from './chip.ts';
import { isHtml } from './host.ts';

type Part = {
  chip: Chip;
  /** Is called after each scan; without references if nothing may be shown. */
  onLook?(references: readonly Reference[]): void;
  /** Is called when the page has no deal or nothing may be shown. */
  onLeave?(): void;
  onCard?(message: CardMessage): void;
};

/** The document, with what the types of the browser lack. */
const page: Document & { prerendering?: boolean } = document;

/**
 * Reports the page's references at the start, after navigation and when the tab becomes visible, and shows the answer in
 * the chip, as well as what the background sends later. Stops when the extension no longer runs on this site. Returns a
 * function that stops it.
 */
export function followPage({ chip, onLook, onCard, onLeave }: Part): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let references: readonly Reference[] = [];
  // Text of the chip: undefined before the first answer, null to hide it.
  let chipText: string | null | undefined;
  let turn = 0;
  // A page may change its address a thousand times a second.
  const takeTurn = createTurns<'look', void>(150);

  function show(): void {
    // Waits for the answer, because making the chip would delay a page that has just loaded.
    if (chipText === undefined) return;
    const isAllowed = chipText !== null && isHtml(document);
    const isShown = isAllowed && isAboutDeal(references);
    if (!isShown) onLeave?.();
    chip.show(isShown ? chipText : null);
    onLook?.(isAllowed ? references : []);
  }

  function look(): void {
    // The browser loads pages ahead that the user may never open.
    if (page.prerendering) return;
    // Clears the text at once, because it belongs to the previous address.
    if (chipText) {
      chipText = '';
      show();
    }
    void takeTurn('look', async () => {
      if (signal.aborted) return;
      references = scanPage(document);
      show();
      void report();
    });
  }

  async function report(): Promise<void> {
    turn += 1;
    const mine = turn;
    const answer = await ask('page.report', { references: [...references] });
    if (signal.aborted || mine !== turn) return;
    if (answer.ok) take(answer.value);
    else {
      if (answer.problem.kind === 'extension-restarted') chip.expire();
      show();
    }
  }

  function take(state: ChipState): void {
    if (!state.isWelcome) {
      end();
      return;
    }
    chipText = state.chip;
    show();
  }

  function hear(message: unknown, sender: { id?: string }): undefined {
    const isOurs = sender.id === browser.runtime.id && !signal.aborted;
    const received = isOurs ? readPageMessage(message) : undefined;
    if (!received) return undefined;
    if ('card' in received) onCard?.(received);
    else if (!received.isWelcome || received.address === cutAddress(location.href)) {
      // Drops the answer to an earlier report.
      turn += 1;
      // Scans only a visible page; a hidden one is scanned when it becomes visible.
      if (document.visibilityState === 'visible') references = scanPage(document);
      take(received);
    }
    return undefined;
  }

  function end(): void {
    stop.abort();
    references = [];
    show();
  }

  // Fires after the address is committed; earlier events show the old one and also fire for canceled navigations.
  window.navigation.addEventListener('currententrychange', look, { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') look();
    },
    { signal },
  );
  page.addEventListener('prerenderingchange', look, { signal });
  browser.runtime.onMessage.addListener(hear);
  // Runs in a separate task, so that the page's own work can go first.
  void scheduler.postTask(() => {
    if (!signal.aborted) look();
  });
  return end;
}
