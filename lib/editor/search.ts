import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import {
  chooseReference,
  findReferences,
  findReferencesInAddress,
  rankReferences,
} from '../detection/references.ts';
import { addToKnown } from '../find/add-to-known.ts';
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
      if (isWorthLooking(wanted)) pause = setTimeout(() => void askClose(text, query), pauseMs);
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

  async function askClose(text: string, query: string): Promise<void> {
    const pasted = findPasted(text);
    const chosen = chooseReference(pasted);
    if (chosen) return openPasted(chosen, false);
    if (pasted.length > 0) return choose(pasted);
    const unusual = /(?<![0-9A-Za-z_])oppo_[0-9A-Za-z]{1,100}(?![0-9A-Za-z])/.exec(text)?.[0];
    if (unusual) return openPasted({ kind: 'opportunity', id: unusual, foundIn: 'pointed-at' }, true);
    const mine = latest;
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
    show(fromDevice ? addToKnown(fromDevice, result.value) : result.value);
  }

  const isAnswered = () => answered !== '' && answered === typed.value.trim().slice(0, maxLetters);
  return { typed, isSearching, problem, type, find, isAnswered, cancel };
}

/** Finds the deals and leads in a pasted id, link, JSON or table row. */
function findPasted(text: string): Reference[] {
  return rankReferences([
    ...findReferencesInAddress(text, 'pointed-at'),
    ...findReferences(text, 'pointed-at'),
  ]);
}

// Skips an incomplete id, because it opens once it is complete.
function isWorthLooking(wanted: string): boolean {
  return findPasted(wanted).length > 0 || (wanted.length >= minLetters && isWords(wanted));
}

function isWords(wanted: string): boolean {
  return !/\b(?:oppo|lead)_/.test(wanted);
}
