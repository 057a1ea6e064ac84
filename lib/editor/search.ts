import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import {
  chooseReference,
  findReferences,
  findReferencesInAddress,
  rankReferences,
} from '../detection/references.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { DealList } from '../messaging/contract.ts';
import type { Problem } from '../model/problem.ts';
import type { Reference } from '../model/reference.ts';
import { whenAllowed } from './when-allowed.ts';

/** How long somebody has to pause before what stands in the box is looked for. */
export const pauseMs = 300;
/** Fewer letters fit so many deals that looking for them unasked is not worth a request. */
const fewestLetters = 3;

/** The search box: what stands in it, and the search for that. */
export type Search = {
  typed: ReadonlySignal<string>;
  isSearching: ReadonlySignal<boolean>;
  problem: ReadonlySignal<Problem | null>;
  /** Takes what is typed, and looks for it once the typing pauses. */
  type(typed: string): void;
  /** Looks for this text now: an id or a link opens its deal. */
  find(typed: string): Promise<void>;
  /** Whether what is shown was found by the text in the box. */
  isAnswered(): boolean;
  /** Drops a search under way; the text stays. */
  cancel(): void;
};

type Outcomes = {
  ask: typeof askBackground;
  /** `isUnusual` where Close's ids have another length. */
  openPasted(reference: Reference, isUnusual: boolean): Promise<void>;
  /** Offers the ids of a text that holds several. */
  choose(references: Reference[]): void;
  show(list: DealList): void;
  /** Nothing stands in the box any more. */
  onEmptied(): void;
};

/** A search box. Only the newest search is ever answered. */
export function createSearch({ ask, openPasted, choose, show, onEmptied }: Outcomes): Search {
  const typed = signal('');
  const isSearching = signal(false);
  const problem: Signal<Problem | null> = signal(null);
  let newest = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let answered = '';

  function cancel(): void {
    clearTimeout(pause);
    newest += 1;
    isSearching.value = false;
    problem.value = null;
    answered = '';
  }

  function type(text: string): void {
    typed.value = text;
    cancel();
    const wanted = text.trim();
    if (wanted === '') onEmptied();
    else if (isWorthLooking(wanted)) pause = setTimeout(() => void find(text), pauseMs);
  }

  async function find(text: string): Promise<void> {
    typed.value = text;
    cancel();
    const query = text.trim().slice(0, 200);
    if (query === '') return;
    const pasted = findPasted(text);
    const chosen = chooseReference(pasted);
    if (chosen) return openPasted(chosen, false);
    if (pasted.length > 0) return choose(pasted);
    const unusual = /(?<![0-9A-Za-z_])oppo_[0-9A-Za-z]{1,100}(?![0-9A-Za-z])/.exec(text)?.[0];
    if (unusual) return openPasted({ kind: 'opportunity', id: unusual, foundIn: 'pointed-at' }, true);
    const mine = newest;
    isSearching.value = true;
    const result = await ask('deals.find', { query });
    if (mine !== newest) return;
    isSearching.value = false;
    if (!result.ok) {
      problem.value = result.problem;
      pause = whenAllowed(result.problem, () => void find(text));
      return;
    }
    answered = query;
    show(result.value);
  }

  const isAnswered = () => answered !== '' && answered === typed.value.trim().slice(0, 200);
  return { typed, isSearching, problem, type, find, isAnswered, cancel };
}

/** The deals and leads of a pasted id, link, JSON or line of a table. */
function findPasted(text: string): Reference[] {
  return rankReferences([
    ...findReferencesInAddress(text, 'pointed-at'),
    ...findReferences(text, 'pointed-at'),
  ]);
}

// An id that is being typed is no text to look for; it opens once it is whole.
function isWorthLooking(wanted: string): boolean {
  if (findPasted(wanted).length > 0) return true;
  return wanted.length >= fewestLetters && !/\b(?:oppo|lead)_/.test(wanted);
}
