import { type ReadonlySignal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { BegunOpening } from '../messaging/begin-opening.ts';
import type { LeadView, Opening } from '../messaging/contract.ts';
import type { OpeningProgress } from '../messaging/opening-progress.ts';
import type { Intent } from '../model/intent.ts';
import type { OpenedFor } from '../model/opened-for.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { Reference } from '../model/reference.ts';
import type { RememberedDeal } from '../popup-cache/remembered-deals.ts';
import type { DealOpening, Way } from './deal-opening.ts';
import { isFound, isList, type ListScreen } from './screen.ts';
import type { ScreenHistory } from './screen-history.ts';
import type { Search } from './search.ts';
import type { IsCurrent, Visits } from './visits.ts';

/** `isListWanted` shows all deals of a lead, even if one of them could be opened directly. */
type ReferenceOptions = { isListWanted?: boolean; intent?: Intent | null };

/** The deal that a page made appear, or that it put in the place of another one, whose lead is then named. */
export type Unasked = { leadName: string };

/** Why a tab is opened: by default because the user asks for it. */
export type OpeningCause = {
  /** Whether the page changed its address, or opened the editor. */
  isPageLed?: boolean;
  /** Milliseconds without another opening before Close is asked. */
  restMs?: number;
  /** The request, if it was sent already. */
  begun?: BegunOpening | null;
};

/** Opens what a tab is about, and what the user chooses from its lists. */
export type PageOpening = {
  /** Changes each time a page, and not the user, leads to another deal or list. */
  unasked: ReadonlySignal<Unasked | null>;
  /** Asks the background what to show for a tab after some rest; shows a cached deal until then. */
  open(tabId: number, remembered: RememberedDeal | null, cause: OpeningCause): Promise<void>;
  /** Shows what the background waits for. */
  hear(progress: OpeningProgress): void;
  /** `intent` is by default the one that waits for the user's choice. */
  openReference(reference: Reference, options?: ReferenceOptions): Promise<void>;
  openOpportunity(opportunity: Opportunity): Promise<void>;
  /** Finds the deals of the people in a page without an id; `always` from now on whenever the editor is opened. */
  findPeople(always?: boolean): Promise<void>;
};

type Parts = {
  /** Whether the editor itself was opened by a page. */
  isOpenedByPage: boolean;
  ask: typeof askBackground;
  screens: ScreenHistory;
  visits: Visits;
  deals: DealOpening;
  search: Pick<Search, 'find' | 'problem'>;
};

const anyList = 'list';

/** Creates what opens a tab's page. */
export function createPageOpening({
  isOpenedByPage,
  ask,
  screens,
  visits,
  deals,
  search,
}: Parts): PageOpening {
  const unasked = signal<Unasked | null>(null);
  // The deal or list that was shown last; undefined before the first one.
  let lastShown: string | undefined;
  // The page that was opened; without an address until the background has answered.
  let page = { tabId: -1, address: undefined as string | undefined, isPageLed: false };
  // The id of the latest `editor.open` request.
  let request = '';
  // An intent from outside the editor, until the user has chosen its deal.
  let waiting: Intent | null = null;

  async function open(
    tabId: number,
    remembered: RememberedDeal | null,
    { isPageLed = isOpenedByPage && lastShown === undefined, restMs = 0, begun }: OpeningCause,
  ): Promise<void> {
    waiting = null;
    rememberShown();
    screens.clearTrail();
    page = { tabId, address: remembered?.page.address, isPageLed };
    const isCurrent = visits.begin('browser');
    if (remembered) {
      deals.showRemembered(remembered);
      // Lets the caller draw the cached deal before the first request.
      await Promise.resolve();
    }
    if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
    if (isCurrent()) await askPage(begun?.id ?? crypto.randomUUID(), isCurrent, begun);
  }

  // Repeats a failed request with its own id, because only that gets the intent.
  async function askPage(
    id: string,
    isCurrent = visits.begin('browser'),
    begun?: BegunOpening | null,
  ): Promise<void> {
    request = id;
    begun?.progress.forEach(hear);
    const { tabId, isPageLed } = page;
    const result = await (begun?.answer ?? ask('editor.open', { tabId, id, isPageLed }));
    if (!isCurrent()) return;
    if (result.ok) await showOpening(result.value, isCurrent);
    else visits.fail(result.problem, () => askPage(id));
  }

  function hear({ opening, waitsFor }: OpeningProgress): void {
    if (opening === request && screens.screen.value.name === 'opening')
      screens.show({ name: 'opening', waitsFor });
  }

  async function showOpening(opening: Opening, isCurrent: IsCurrent): Promise<void> {
    const { address, intent } = opening;
    const isFirst = lastShown === undefined;
    page = { ...page, address };
    tellUnasked(opening);
    switch (opening.shows) {
      case 'deal':
        return deals.show(opening.view, { page: boundTo(opening.reference), isOfPage: true, intent });
      case 'lead': {
        const way = { page: boundTo(opening.reference), isOfPage: true, isPageLed: page.isPageLed, intent };
        return showLead(opening, opening.reference, way, isCurrent);
      }
      case 'references':
        waiting = intent;
        screens.show({ name: 'references', references: opening.references });
        return;
      case 'nothing':
        return showNothing(opening, isFirst);
      case 'search': {
        const { recent } = opening;
        const nothing: ListScreen = {
          name: 'nothing',
          ...{ recent, people: null, unread: null },
        };
        screens.show({ name: 'opening', waitsFor: 'close' });
        screens.addToTrail(nothing);
        await search.find(intent?.find ?? '');
        if (!search.problem.value || isFound(screens.screen.value)) return;
        screens.clearTrail();
        screens.show(nothing);
      }
    }
  }

  async function showNothing(opening: Opening & { shows: 'nothing' }, isFirst: boolean): Promise<void> {
    const { recent, unread, people, looksUpAtOnce } = opening;
    screens.show({ name: 'nothing', recent, unread, people });
    // Only when the user opens the editor, not when a page moves on under it.
    if (looksUpAtOnce && isFirst) await findPeople();
  }

  // In a file of its own, because the popup's first view does not need it.
  async function findPeople(always = false): Promise<void> {
    const { openPeople } = await import('./open-people.ts');
    await openPeople({ ask, screens, visits, deals, boundTo }, always);
  }

  function rememberShown(): void {
    const { value: shown } = screens.screen;
    if (shown.name === 'deal') lastShown = shown.deal.view.value.opportunity.id;
    else if (isList(shown)) lastShown = anyList;
  }

  function tellUnasked(opening: Opening): void {
    rememberShown();
    const view = 'view' in opening ? opening.view : null;
    const next = view?.opportunity.id ?? anyList;
    const isFirst = lastShown === undefined;
    const isReplaced = !isFirst && (next === anyList || next !== lastShown);
    const { intent } = opening;
    if (intent ? intent.isOfPage : isReplaced || (isFirst && isOpenedByPage))
      unasked.value = { leadName: isReplaced && view ? view.opportunity.leadName : '' };
  }

  async function showLead(
    { list, view }: LeadView,
    reference: Reference,
    way: Way,
    isCurrent: IsCurrent,
    isListWanted = false,
  ): Promise<void> {
    const dealsScreen: ListScreen = { name: 'deals', list, reference, isSearch: false };
    if (!view || isListWanted) {
      waiting = way.intent ?? null;
      screens.show(dealsScreen);
      return;
    }
    if (list.opportunities.length > 1) screens.addToTrail(dealsScreen);
    await deals.showListed(view, way, isCurrent);
  }

  async function openReference(
    reference: Reference,
    { isListWanted = false, intent = takeWaiting() }: ReferenceOptions = {},
  ): Promise<void> {
    const way = { page: boundTo(reference), intent };
    if (reference.kind === 'opportunity') return deals.open(reference.id, way);
    const isCurrent = visits.begin();
    const result = await ask('lead.open', { leadId: reference.id });
    if (!isCurrent()) return;
    if (result.ok) await showLead(result.value, reference, way, isCurrent, isListWanted);
    else visits.fail(result.problem, () => openReference(reference, { isListWanted, intent }));
  }

  async function openOpportunity({ id }: Opportunity): Promise<void> {
    const { value: shown } = screens.screen;
    const reference = shown.name === 'deals' ? shown.reference : null;
    screens.addToTrail();
    const page =
      shown.name === 'deals' && shown.people
        ? (await import('./open-people.ts')).boundToPerson(shown, id, boundTo)
        : reference && boundTo(reference);
    await deals.open(id, { page, intent: takeWaiting() });
  }

  function takeWaiting(): Intent | null {
    const intent = waiting;
    waiting = null;
    return intent;
  }

  // Binds saves to the page only if the page names the deal, not if the user pasted or pointed at it.
  function boundTo(reference: Reference): OpenedFor | null {
    const { tabId, address } = page;
    return address === undefined || reference.foundIn === 'pointed-at' ? null : { tabId, address, reference };
  }

  return {
    unasked,
    open,
    openReference,
    openOpportunity,
    findPeople,
    hear,
  };
}
