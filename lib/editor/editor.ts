import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { OpeningProgress } from '../messaging/opening-progress.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { Reference } from '../model/reference.ts';
import type { RememberedDeal } from '../popup-cache/remembered-deals.ts';
import { createDamageReport, type DamageReport } from './damage-report.ts';
import { createDealOpening } from './deal-opening.ts';
import { createPageOpening, type OpeningCause, type Unasked } from './page-opening.ts';
import { type DealScreen, isFound, type Screen } from './screen.ts';
import { createScreenHistory, type NamedDeal, nameOf } from './screen-history.ts';
import { createSearch, type Search } from './search.ts';
import { createVisits } from './visits.ts';

/** Finds the deal that a tab is about and opens it. Answers for a page the tab has left are dropped. */
export type Editor = {
  screen: ReadonlySignal<Screen>;
  /** Changes each time a page, and not the user, leads to another deal or list. */
  unasked: ReadonlySignal<Unasked | null>;
  /** The last deal that was left with unsaved changes, until it is opened again. Its draft stays stored. */
  keptDraft: ReadonlySignal<NamedDeal | null>;
  /** The deal that stays open when the page changes, or null. */
  pinned: ReadonlySignal<NamedDeal | null>;
  /** Whether the length of the deal's id differs from that of Close's ids. */
  isUnusualId: ReadonlySignal<boolean>;
  search: Search;
  /** Whether keys alone are shortcuts on lists; true until `readKeys` has read the preference. */
  usesSingleKeys: ReadonlySignal<boolean>;
  readKeys(): Promise<void>;
  canGoBack: ReadonlySignal<boolean>;
  /** Returns to the list that the shown deal was chosen from. */
  goBack(): void;
  /** Keeps the shown deal open when the page changes. */
  pin(): void;
  /** Unpins the deal and opens the deal of the page. */
  unpin(): Promise<void>;
  damageReport: DamageReport;
  /** Switches to another tab. */
  follow(tabId: number): Promise<void>;
  /** Opens the deal of `keptDraft`. */
  openKeptDraft(): Promise<void>;
  /**
   * Reads the page again and opens its deal; called at the start and when the address has changed. Shows a cached deal
   * of the same address, which can be edited, until the answer arrives.
   */
  open(remembered?: RememberedDeal | null, cause?: OpeningCause): Promise<void>;
  /** Shows what the background waits for while it opens the page's deal. */
  hear(progress: OpeningProgress): void;
  openReference(reference: Reference): Promise<void>;
  openOpportunity(opportunity: Opportunity): Promise<void>;
  /** Finds the deals of the people in a page without an id; `always` from now on whenever the editor is opened. */
  findPeople(always: boolean): Promise<void>;
  /** Reads the deal, the pipelines and the custom fields again. */
  refresh(): Promise<void>;
  /** Shows the passphrase screen; `goOn` then repeats the search or opens the deal again. */
  askPassphrase(): void;
  /** Continues what needed the passphrase, after it was entered. */
  goOn(): Promise<void>;
};

/** Creates an editor for a tab; `follow` switches it to another one. */
export function createEditor(
  firstTabId: number,
  ask: typeof askBackground,
  { isOpenedByPage = false } = {},
): Editor {
  let tabId = firstTabId;
  const screens = createScreenHistory();
  const { screen, trail, keptDraft } = screens;
  const pinned = signal<NamedDeal | null>(null);
  const isUnusualId = signal(false);
  const usesSingleKeys = signal(true);
  const damageReport = createDamageReport(ask);
  const visits = createVisits(screens, () => {
    search.cancel();
    isUnusualId.value = false;
  });
  const deals = createDealOpening({ ask, screens, visits, pinned });
  const search = createSearch({
    ask,
    async openPasted(reference, isUnusual) {
      screens.addToTrail();
      const opened = pages.openReference(reference, { intent: null });
      isUnusualId.value = isUnusual;
      await opened;
    },
    choose: (references) => screens.showFound({ name: 'references', references }),
    show: (list) => screens.showFound({ name: 'deals', list, reference: null, isSearch: true }),
    isShowing: () => isFound(screen.value),
    onEmptied: () => {
      if (isFound(screen.value)) goBack();
    },
  });
  const pages = createPageOpening({ isOpenedByPage, ask, screens, visits, deals, search });

  async function open(remembered: RememberedDeal | null = null, cause: OpeningCause = {}): Promise<void> {
    // A pinned deal stays; `unpin` reads the page.
    if (pinned.value) return;
    await pages.open(tabId, remembered, cause);
    // Later, because looking takes time from the opening.
    if (!cause.restMs) void damageReport.look();
  }

  function readAgain({ deal, page, isOfPage }: DealScreen, refresh: boolean): Promise<void> {
    return deals.open(deal.view.value.opportunity.id, { page, isOfPage, refresh });
  }

  function goBack(): void {
    const { value: shown } = screen;
    if (pinned.value) return;
    if (trail.value.length > 0) {
      visits.leave();
      screens.showPrevious();
    } else if (shown.name === 'deal' && shown.unreadLead)
      void pages.openReference(shown.unreadLead, { isListWanted: true });
  }

  function askPassphrase(): void {
    const { value: previous } = screen;
    const typed = search.problem.value && search.typed.value;
    visits.askPassphrase(async () => {
      if (typed) {
        screens.show(previous);
        await search.find(typed);
      } else await (previous.name === 'deal' ? readAgain(previous, false) : open());
    });
  }

  return {
    screen,
    unasked: pages.unasked,
    keptDraft,
    pinned,
    isUnusualId,
    search,
    damageReport,
    usesSingleKeys,
    async readKeys() {
      const answer = await ask('single-keys.read', {});
      if (answer.ok) usesSingleKeys.value = answer.value;
    },
    open,
    goBack,
    askPassphrase,
    hear: pages.hear,
    goOn: visits.goOn,
    openOpportunity: pages.openOpportunity,
    canGoBack: computed(() => {
      const { value: shown } = screen;
      const hasMore = trail.value.length > 0 || (shown.name === 'deal' && shown.unreadLead !== null);
      return hasMore && pinned.value === null;
    }),
    pin() {
      if (screen.value.name === 'deal') pinned.value = nameOf(screen.value.deal);
    },
    async unpin() {
      pinned.value = null;
      await open();
    },
    async follow(nextTabId) {
      tabId = nextTabId;
      await open();
    },
    async openKeptDraft() {
      if (keptDraft.value) await deals.open(keptDraft.value.opportunityId, { page: null });
    },
    async openReference(reference) {
      screens.addToTrail();
      await pages.openReference(reference);
    },
    findPeople: pages.findPeople,
    async refresh() {
      const { value: shown } = screen;
      await (shown.name === 'deal' ? readAgain(shown, true) : open());
    },
  };
}
