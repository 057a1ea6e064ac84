import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { DealEditor } from './deal-editor.ts';
import { isFound, isList, type ListScreen, type Screen } from './screen.ts';

/** A deal that the editor mentions while it may show another one. */
export type NamedDeal = { opportunityId: string; leadName: string };

/** Holds the current screen and the lists that led to it. */
export type ScreenHistory = {
  screen: ReadonlySignal<Screen>;
  /** Lists that the user came through to the current screen, latest last. */
  trail: ReadonlySignal<readonly ListScreen[]>;
  /** The last deal that was left with unsaved changes, until it is opened again. Its draft stays stored. */
  keptDraft: Signal<NamedDeal | null>;
  show(next: Screen): void;
  /** Shows what a search has found; the way back leads to the list that it began on. */
  showFound(found: ListScreen): void;
  /** Adds a list to the way back, by default the current screen if it is one. */
  addToTrail(list?: Screen): void;
  /** Shows the last list of the way back, with the deal that was just left preselected. */
  showPrevious(): void;
  /** Ends the way back, because another page is shown. */
  clearTrail(): void;
};

/** Creates the screens of an editor, which is being opened. */
export function createScreenHistory(): ScreenHistory {
  const screen = signal<Screen>({ name: 'opening', waitsFor: 'browser' });
  const trail = signal<readonly ListScreen[]>([]);
  const keptDraft = signal<NamedDeal | null>(null);

  function show(next: Screen): void {
    const { value: previous } = screen;
    const isLeft = previous.name === 'deal' && !(next.name === 'deal' && next.deal === previous.deal);
    if (isLeft && previous.deal.changed.value.length > 0) keptDraft.value = nameOf(previous.deal);
    screen.value = next;
  }

  function addToTrail(list: Screen = screen.value): void {
    if (isList(list)) trail.value = [...trail.value, list];
  }

  function showFound(found: ListScreen): void {
    if (!isFound(screen.value)) addToTrail();
    show(found);
  }

  function showPrevious(): void {
    const { value: left } = screen;
    const list = trail.value.at(-1);
    if (!list) return;
    trail.value = trail.value.slice(0, -1);
    const lastUsedId = left.name === 'deal' && left.deal.view.value.opportunity.id;
    show(list.name === 'deals' && lastUsedId ? { ...list, list: { ...list.list, lastUsedId } } : list);
  }

  function clearTrail(): void {
    trail.value = [];
  }

  return { screen, trail, keptDraft, show, showFound, addToTrail, showPrevious, clearTrail };
}

/** Returns how a deal is mentioned. */
export function nameOf(deal: DealEditor): NamedDeal {
  const { id: opportunityId, leadName } = deal.view.value.opportunity;
  return { opportunityId, leadName };
}
