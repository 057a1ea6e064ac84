import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { DealList } from '../messaging/contract.ts';
import type { Problem } from '../model/problem.ts';
import type { Reference } from '../model/reference.ts';
import { retryAfterRateLimit } from './retry-after-rate-limit.ts';

/** Pause in typing before a search starts, in milliseconds. */
export const pauseMs = 300;
const maxLetters = 200;
/** Minimum letters for an automatic search in Close, because fewer match too many deals to be worth a request. */
const minLetters = 3;

/** Holds the text of the search box and runs its search. */
export type Search = {
  typed: ReadonlySignal<string>;
  isSearching: ReadonlySignal<boolean>;
  problem: ReadonlySignal<Problem | null>;
  /** Sets the text and searches for it after a pause in typing. */
  type(typed: string): void;
  /** Searches for this text now; an id or a link opens its deal. */
  find(typed: string): Promise<void>;
  /** Returns whether the shown results belong to the text in the box. */
  isAnswered(): boolean;
  /** Cancels the search in flight and keeps the text. */
  cancel(): void;
};

type Outcomes = {
  ask: typeof askBackground;
  /** Opens a pasted id; `isUnusual` if its length differs from that of Close's ids. */
  openPasted(reference: Reference, isUnusual: boolean): Promise<void>;
  /** Shows the references of a text with several ids, for the user to choose from. */
  choose(references: Reference[]): void;
  show(list: DealList): void;
  /** Returns whether results of a search are on screen. */
  isShowing(): boolean;
  /** Is called when the box becomes empty. */
  onEmptied(): void;
};

/** Creates a search box. Results of earlier searches are dropped. */
export function createSearch({ ask, openPasted, choose, show, isShowing, onEmptied }: Outcomes): Search {
  const typed = signal('');
  const isSearching = signal(false);
  const problem: Signal<Problem | null> = signal(null);
  let latest = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let answered = '';
  let inFlight: string | null = null;
  // Deals known on this device that match the text, as soon as they are found.
  let fromDevice: DealList | null = null;

  function cancel(): void {
    clearTimeout(pause);
    if (inFlight) void ask('search.cancel', { id: inFlight });
    inFlight = null;
    latest += 1;
    isSearching.value = false;
    problem.value = null;
    answered = '';
    fromDevice = null;
  }

  // Shows the matching deals of this device at once; those that Close finds are added to them.
  async function showKnown(query: string): Promise<void> {
    const mine = latest;
    const result = await ask('deals.known', { typed: query });
    if (mine !== latest || !result.ok) return;
    fromDevice = result.value;
    if (answered === '' && (fromDevice.opportunities.length > 0 || isShowing())) show(fromDevice);
  }

  function type(text: string): void {
    typed.value = text;
    cancel();
    const wanted = text.trim();
    if (wanted === '') onEmptied();
    else {
      const query = wanted.slice(0, maxLetters);
      if (isWords(wanted)) void showKnown(query);
      if (wanted.length >= minLetters) pause = setTimeout(() => void askClose(text, query, true), pauseMs);
    }
  }

  async function find(text: string): Promise<void> {
    typed.value = text;
    cancel();
    const query = text.trim().slice(0, maxLetters);
    if (query === '') return;
    if (isWords(query)) void showKnown(query);
    await askClose(text, query);
  }

  async function askClose(text: string, query: string, isTyping = false): Promise<void> {
    const mine = latest;
    isSearching.value = isWords(query);
    // In a file of its own, because the popup's first view does not need it.
    const { findPasted, findUnusualId } = await import('../find/find-pasted.ts');
    if (mine !== latest) return;
    const { references, chosen } = findPasted(text);
    if (chosen) return openPasted(chosen, false);
    if (references.length > 0) return choose(references);
    if (!isWords(query)) {
      // An incomplete id opens once it is complete, or on Enter.
      const unusual = isTyping ? undefined : findUnusualId(text);
      if (unusual) return openPasted(unusual, true);
      if (isTyping) return;
    }
    isSearching.value = true;
    const id = crypto.randomUUID();
    inFlight = id;
    const result = await ask('deals.find', { query, id });
    if (mine !== latest) return;
    inFlight = null;
    isSearching.value = false;
    if (!result.ok) {
      problem.value = result.problem;
      pause = retryAfterRateLimit(result.problem, () => void find(text));
      return;
    }
    answered = query;
    if (!fromDevice) return show(result.value);
    const { addToKnown } = await import('../find/add-to-known.ts');
    if (mine === latest && fromDevice) show(addToKnown(fromDevice, result.value));
  }

  const isAnswered = () => answered !== '' && answered === typed.value.trim().slice(0, maxLetters);
  return { typed, isSearching, problem, type, find, isAnswered, cancel };
}

function isWords(wanted: string): boolean {
  return !/\b(?:oppo|lead)_/.test(wanted);
}
