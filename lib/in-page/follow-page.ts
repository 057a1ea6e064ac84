import { browser } from 'wxt/browser';
import { isAboutDeal } from '../detection/references.ts';
import { scanPage } from '../detection/scan-page.ts';
import { ask } from '../messaging/ask.ts';
import { type CardMessage, readPageMessage } from '../messaging/page-message.ts';
import type { Reference } from '../model/reference.ts';
import type { Chip } from './chip.ts';

type Part = {
  chip: Chip;
  /** The page was looked at; without a reference where the extension is to show nothing. */
  onLook?(references: readonly Reference[]): void;
  /** The page is about no deal any more, or is to show nothing. */
  onLeave?(): void;
  onCard?(message: CardMessage): void;
};

/**
 * Says what the page is about, now, after every in-page navigation, when somebody comes back to the tab or opens the
 * popup on it, and lets the chip say what the background knows of the deal. Ends where the page's site is none of the extension's any more.
 * Returns what ends it.
 */
export function followPage({ chip, onLook, onCard, onLeave }: Part): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let references: readonly Reference[] = [];
  // Undefined until the background has answered, null where it wants nothing shown.
  let known: string | null | undefined;
  let turn = 0;

  function show(): void {
    // Making the chip would hold up a page that has only just loaded.
    if (known === undefined) return;
    const isShown = known !== null && isAboutDeal(references);
    if (!isShown) onLeave?.();
    chip.show(isShown ? known : null);
    onLook?.(known === null ? [] : references);
  }

  function look(): void {
    references = scanPage(document);
    // What was known belongs to the address before.
    known &&= '';
    show();
    void report();
  }

  async function report(): Promise<void> {
    turn += 1;
    const mine = turn;
    const answer = await ask('page.report', { references: [...references] });
    if (signal.aborted || mine !== turn) return;
    if (answer.ok) {
      if (!answer.value.isWelcome) {
        end();
        return;
      }
      known = answer.value.chip;
    } else if (answer.problem.kind === 'extension-restarted') chip.expire();
    show();
  }

  function hear(message: unknown, sender: { id?: string }): undefined {
    const isOurs = sender.id === browser.runtime.id && !signal.aborted;
    const told = isOurs ? readPageMessage(message) : undefined;
    if (told && 'look' in told) {
      // What has come into the page since; one that nobody sees is looked at when somebody comes back to it.
      if (document.visibilityState === 'visible') references = scanPage(document);
      void report();
    } else if (told) onCard?.(told);
    return undefined;
  }

  function end(): void {
    stop.abort();
    references = [];
    show();
  }

  // Fires once the address is committed; earlier events still show the old one and come for cancelled navigations.
  window.navigation.addEventListener('currententrychange', look, { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') look();
    },
    { signal },
  );
  browser.runtime.onMessage.addListener(hear);
  // In a task of its own, so that a page that has only just loaded can go on with its own work before it.
  void scheduler.postTask(() => {
    if (!signal.aborted) look();
  });
  return end;
}
