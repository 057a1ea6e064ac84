import { browser } from 'wxt/browser';
import { createTurns } from '../base/take-turns.ts';
import { cutAddress } from '../detection/cut-address.ts';
import {
  findReferencesInAddress,
  isAboutDeal,
  maxReferences,
  rankReferences,
} from '../detection/references.ts';
import { type Finds, searchLinks, searchTexts } from '../detection/search-page.ts';
import { ask } from '../messaging/ask.ts';
import { type CardMessage, type ChipState, readPageMessage } from '../messaging/page-message.ts';
import type { Reference } from '../model/reference.ts';
import type { Chip } from './chip.ts';
import { isHtml } from './host.ts';
import { createLinkButtons, isInText } from './link-buttons.ts';
import { runInIdle } from './run-in-idle.ts';

type Part = {
  chip: Chip;
  /** Is called when the user presses a button beside a link. */
  onLink(reference: Reference): void;
  /** Is called when the page has no deal or nothing may be shown. */
  onLeave?(): void;
  onCard?(message: CardMessage): void;
};

/** The document, with what the types of the browser lack. */
const page: Document & { prerendering?: boolean } = document;

/**
 * Reports the page's references at the start, after navigation and when the tab becomes visible, and shows the answer in
 * the chip, as well as what the background sends later. Reads the page only while it is idle, and only its links if the
 * address names the deal or its lead. Stops when the extension no longer runs on this site. Returns a function that stops
 * it.
 */
export function followPage({ chip, onLink, onCard, onLeave }: Part): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const linkButtons = createLinkButtons(onLink);
  let references: readonly Reference[] = [];
  /** Links to opportunities that a button fits beside. */
  let links: ReadonlyMap<Element, Reference> = new Map();
  // Text of the chip: undefined before the first answer, null to hide it.
  let chipText: string | null | undefined;
  let turn = 0;
  let lookCount = 0;
  let lookedAt = '';
  /** The ids of the last report; undefined if one is due in any case. */
  let reported: string | undefined;
  // A page may change its address a thousand times a second.
  const takeTurn = createTurns<'look', void>(150);

  function show(): void {
    // Waits for the answer, because making the chip would delay a page that has just loaded.
    if (chipText === undefined) return;
    const isAllowed = chipText !== null && isHtml(document);
    const isShown = isAllowed && isAboutDeal(references);
    if (!isShown) onLeave?.();
    chip.show(isShown ? chipText : null);
    void linkButtons.placeFor(isAllowed ? links : new Map());
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
      reported = undefined;
      void read();
    });
  }

  async function read(): Promise<void> {
    if (signal.aborted) return;
    lookCount += 1;
    const mine = lookCount;
    const address = location.href;
    const named = findReferencesInAddress(address);
    const others = references.filter(({ foundIn }) => foundIn !== 'address');
    const isNamed = named.length > 0;
    // What the same address had before is shown until the page has been read.
    references = rankReferences(isNamed && address !== lookedAt ? named : [...named, ...others]);
    lookedAt = address;
    show();
    if (isNamed) await report();
    const finds: Finds = new Map(named.map((reference) => [reference.id, reference]));
    const found = new Map<Element, Reference>();
    const steps = search(finds, found, !isNamed);
    if (!(await runInIdle(steps, () => mine === lookCount && !signal.aborted))) return;
    references = rankReferences([...finds.values()]);
    // A script of an earlier version cannot read the texts of buttons.
    links = browser.runtime?.id ? found : new Map();
    show();
    await report();
  }

  async function report(): Promise<void> {
    const ids = String(references.map(({ id }) => id));
    if (ids === reported) return;
    reported = ids;
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
      take(received);
      // A hidden page is read again when it becomes visible.
      if (!page.hidden) void read();
    }
    return undefined;
  }

  function end(): void {
    stop.abort();
    references = [];
    links = new Map();
    show();
  }

  // Fires after the address is committed; earlier events show the old one and also fire for canceled navigations.
  window.navigation.addEventListener('currententrychange', look, { signal });
  page.addEventListener(
    'visibilitychange',
    () => {
      if (!page.hidden) look();
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

function* search(finds: Finds, links: Map<Element, Reference>, readsTexts: boolean): Generator<void> {
  const root = document.documentElement;
  if (!root) return;
  yield* searchLinks(root, finds, (link, reference) => {
    if (links.size < maxReferences && isInText(link)) links.set(link, reference);
  });
  if (readsTexts) yield* searchTexts(root, finds);
}
