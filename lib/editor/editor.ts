import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { chooseReference } from '../detection/references.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { EditorOpening, PageReading } from '../messaging/contract.ts';
import type { DealView } from '../model/deal-view.ts';
import type { Intent } from '../model/intent.ts';
import type { OpenedFor } from '../model/opened-for.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { Problem } from '../model/problem.ts';
import type { Reference } from '../model/reference.ts';
import { chooseOpportunity } from '../opportunity/order.ts';
import type { RememberedDeal } from '../popup-cache/remembered-deals.ts';
import { toChangeRows } from '../wording/change-rows.ts';
import { createDamageReport, type DamageReport } from './damage-report.ts';
import { createDealEditor, type DealEditor } from './deal-editor.ts';
import { carryOut, showChange } from './quick-actions.ts';
import { type DealScreen, isFound, isList, type ListScreen, type Screen } from './screen.ts';
import { createSearch, type Search } from './search.ts';
import { whenAllowed } from './when-allowed.ts';

/** A deal that the editor mentions while it may show another one. */
export type NamedDeal = { opportunityId: string; leadName: string };

/** Finds the deal that a tab is about and opens it. Answers for a page the tab has left are dropped. */
export type Editor = {
  screen: ReadonlySignal<Screen>;
  /** The last deal that was left with unsaved changes, until it is opened again. Its draft stays stored. */
  keptDraft: ReadonlySignal<NamedDeal | null>;
  /** The deal that stays open when the page changes, or null. */
  pinned: ReadonlySignal<NamedDeal | null>;
  /** Whether the length of the deal's id differs from that of Close's ids. */
  isUnusualId: ReadonlySignal<boolean>;
  search: Search;
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
  open(remembered?: RememberedDeal | null): Promise<void>;
  openReference(reference: Reference): Promise<void>;
  openOpportunity(opportunity: Opportunity): Promise<void>;
  /** Reads the deal, the pipelines and the custom fields again. */
  refresh(): Promise<void>;
  /** Shows the passphrase screen; `goOn` then repeats the search or opens the deal again. */
  askPassphrase(): void;
  /** Continues what needed the passphrase, after it was entered. */
  goOn(): Promise<void>;
};

/** Options for opening a deal or a lead. */
type Way = {
  /** What to do with the deal after it is opened. */
  asked?: Intent | null;
  /** The visit that read the page, if the page led here: the current screen stays until the deal is read. */
  ofPage?: number | undefined;
  isOfPage?: boolean;
  /** Shows all deals of a lead, even if one of them could be opened directly. */
  isListWanted?: boolean;
  /** Reads the pipelines and the custom fields too. */
  refresh?: boolean;
};

const maxRecent = 5;

/** Creates an editor for a tab; `follow` switches it to another one. */
export function createEditor(firstTabId: number, ask: typeof askBackground): Editor {
  const screen = signal<Screen>({ name: 'opening', waitsFor: 'browser' });
  const keptDraft = signal<NamedDeal | null>(null);
  const pinned = signal<NamedDeal | null>(null);
  const isUnusualId = signal(false);
  // Lists that the user came through to the current screen, latest last.
  const trail = signal<readonly ListScreen[]>([]);
  const damageReport = createDamageReport(ask);
  const editorId = crypto.randomUUID();
  let tabId = firstTabId;
  // The address of the current page.
  let address: string | undefined;
  // Counts visits: each step compares its number, so that answers for a page that was left are dropped.
  let visit = 0;
  // An intent from outside the editor, until the user has chosen its deal.
  let waiting: Intent | null = null;
  // The timer that repeats the opening after a rate limit.
  let rateWait: ReturnType<typeof setTimeout> | undefined;
  // What to continue after the passphrase was entered.
  let behindLock = (): Promise<void> => open();

  async function follow(nextTabId: number): Promise<void> {
    tabId = nextTabId;
    await open();
  }

  const search = createSearch({
    ask,
    async openPasted(reference, isUnusual) {
      const { kind, id } = reference;
      const opened = choose(() => (kind === 'opportunity' ? openDeal(id, null) : openReference(reference)));
      isUnusualId.value = isUnusual;
      await opened;
    },
    choose: (references) => showFound({ name: 'references', references }),
    show: (list) => showFound({ name: 'deals', list, reference: null, isSearch: true }),
    onEmptied: () => {
      if (isFound(screen.value)) goBack();
    },
  });

  async function open(remembered: RememberedDeal | null = null): Promise<void> {
    // A pinned deal stays; `unpin` reads the page.
    if (pinned.value) return;
    waiting = null;
    trail.value = [];
    address = undefined;
    const mine = start('browser');
    if (remembered) {
      showRemembered(remembered);
      // Lets the caller draw the cached deal before the first request.
      await Promise.resolve();
    }
    void damageReport.look();
    const result = await ask('editor.open', { tabId });
    if (mine !== visit) return;
    if (!result.ok) return fail(result.problem, () => open());
    const opening = result.value;
    ({ address } = opening);
    const { connection } = opening;
    if (!connection) {
      show({ name: 'connect' });
      return;
    }
    const intent = opening.intent && (await take(opening.intent));
    if (mine !== visit) return;
    if (intent?.find) {
      show({ name: 'opening', waitsFor: 'close' });
      await search.find(intent.find);
      if (search.problem.value) show({ name: 'nothing', recent: [] });
      return;
    }
    if (intent?.reference) return openReference(intent.reference, { asked: intent, ofPage: mine });
    const { references } = opening.references.length > 0 ? opening : await readWholePage(opening);
    if (mine !== visit) return;
    const reference = chooseReference(references);
    if (reference) await openReference(reference, { asked: intent, ofPage: mine });
    else if (references.length > 0) show({ name: 'references', references });
    else await showNothing(mine);
  }

  // Returns null if another editor of this tab has taken the intent.
  async function take(intent: Intent): Promise<Intent | null> {
    const taken = await ask('intent.take', { tabId, id: intent.id, by: editorId });
    return taken.ok && taken.value ? intent : null;
  }

  async function readWholePage(first: EditorOpening): Promise<PageReading> {
    show({ name: 'opening', waitsFor: 'page' });
    const result = await ask('page.read', { tabId });
    // Ignores references of another page, because an address change starts its own `open`.
    return result.ok && result.value.address === first.address ? result.value : first;
  }

  function showRemembered(remembered: RememberedDeal): void {
    const { view, page } = remembered;
    address = page.address;
    screen.value = { name: 'deal', deal: editorOf(view, page), page, isOfPage: true, remembered };
  }

  async function showNothing(mine: number): Promise<void> {
    const result = await ask('changes.list', {});
    if (mine !== visit) return;
    const recent = result.ok ? toChangeRows(result.value).slice(0, maxRecent) : [];
    show({ name: 'nothing', recent });
  }

  async function openReference(reference: Reference, way: Way = {}): Promise<void> {
    const { asked = null, ofPage, isListWanted } = way;
    const page = openedFor(reference);
    if (reference.kind === 'opportunity') return openDeal(reference.id, page, way);
    const mine = startOrGoOn(ofPage);
    const result = await ask('lead.open', { leadId: reference.id });
    if (mine !== visit) return;
    if (!result.ok)
      return fail(result.problem, () => openReference(reference, { ...way, ofPage: undefined }));
    const only = chooseOpportunity(result.value, result.value.catalog.pipelines);
    const list: ListScreen = { name: 'deals', list: result.value, reference, isSearch: false };
    if (!only || isListWanted) {
      waiting = asked;
      show(list);
      return;
    }
    if (result.value.opportunities.length > 1) trail.value = [...trail.value, list];
    await openDeal(only.id, page, { ...way, ofPage: mine });
  }

  // Opens an item that the user chose and adds the list to the trail.
  async function choose(openChosen: () => Promise<void>): Promise<void> {
    const { value: previous } = screen;
    if (isList(previous)) trail.value = [...trail.value, previous];
    await openChosen();
  }

  async function openOpportunity(opportunity: Opportunity): Promise<void> {
    const { value: shown } = screen;
    const reference = shown.name === 'deals' ? shown.reference : null;
    const asked = waiting;
    waiting = null;
    await choose(() => openDeal(opportunity.id, reference && openedFor(reference), { asked }));
  }

  function showFound(found: ListScreen): void {
    const { value: previous } = screen;
    if (isList(previous) && !isFound(previous)) trail.value = [...trail.value, previous];
    show(found);
  }

  function goBack(): void {
    const { value: previous } = screen;
    const before = trail.value.at(-1);
    if (!before && previous.name === 'deal' && previous.remembered?.isOneOfSeveral)
      void openReference(previous.remembered.page.reference, { isListWanted: true });
    if (!before || pinned.value) return;
    leave();
    trail.value = trail.value.slice(0, -1);
    const lastUsedId = previous.name === 'deal' && previous.deal.view.value.opportunity.id;
    show(
      before.name === 'deals' && lastUsedId ? { ...before, list: { ...before.list, lastUsedId } } : before,
    );
  }

  async function openDeal(opportunityId: string, page: OpenedFor | null, way: Way = {}): Promise<void> {
    const { asked, ofPage, isOfPage = ofPage !== undefined, refresh = false } = way;
    if (pinned.value?.opportunityId !== opportunityId) pinned.value = null;
    const mine = startOrGoOn(ofPage);
    const result = await ask('deal.open', { opportunityId, refresh });
    if (mine !== visit) return;
    if (!result.ok)
      return fail(result.problem, () =>
        openDeal(opportunityId, page, { ...way, ofPage: undefined, isOfPage }),
      );
    const deal = renewed(result.value, page) ?? editorOf(result.value, page);
    show({ name: 'deal', deal, page, isOfPage, remembered: null });
    if (keptDraft.value?.opportunityId === opportunityId) keptDraft.value = null;
    if (asked) await doAsked(deal, asked);
  }

  function editorOf(view: DealView, page: OpenedFor | null): DealEditor {
    return createDealEditor(view, () => (pinned.value ? null : page), { ask });
  }

  // Updates the cached deal in place if it is the page's deal, so that typed text and focus are kept.
  function renewed(view: DealView, page: OpenedFor | null): DealEditor | undefined {
    const { value: shown } = screen;
    if (shown.name !== 'deal' || shown.page?.reference.id !== page?.reference.id) return undefined;
    return shown.deal.renew(view) ? shown.deal : undefined;
  }

  async function doAsked(deal: DealEditor, { action, changeId }: Intent): Promise<void> {
    if (action) await carryOut(deal, action);
    if (!changeId) return;
    const result = await ask('changes.list', {});
    const change = result.ok && result.value.changes.find(({ id }) => id === changeId);
    if (change) showChange(deal, change);
  }

  async function refresh(): Promise<void> {
    const { value: previous } = screen;
    if (previous.name === 'deal') await readAgain(previous, true);
    else await open();
  }

  function readAgain({ deal, page, isOfPage }: DealScreen, refresh: boolean): Promise<void> {
    return openDeal(deal.view.value.opportunity.id, page, { isOfPage, refresh });
  }

  function pin(): void {
    const { value: shown } = screen;
    if (shown.name === 'deal') pinned.value = nameOf(shown.deal);
  }

  async function unpin(): Promise<void> {
    pinned.value = null;
    await open();
  }

  async function openKeptDraft(): Promise<void> {
    if (keptDraft.value) await openDeal(keptDraft.value.opportunityId, null);
  }

  function start(waitsFor: 'browser' | 'close' = 'close'): number {
    leave();
    show({ name: 'opening', waitsFor });
    return visit;
  }

  // Continues the visit that read the page, if the page led here; else starts a new one.
  function startOrGoOn(ofPage: number | undefined): number {
    if (ofPage === undefined) return start();
    if (screen.value.name === 'opening') show({ name: 'opening', waitsFor: 'close' });
    return ofPage;
  }

  // Remembers the deal being left if it has an unsaved draft, even if it came from the cache.
  function show(next: Screen): void {
    const { value: previous } = screen;
    const isLeft = previous.name === 'deal' && !(next.name === 'deal' && next.deal === previous.deal);
    if (isLeft && previous.deal.changed.value.length > 0) keptDraft.value = nameOf(previous.deal);
    screen.value = next;
  }

  // Makes all answers for the current screen outdated.
  function leave(): void {
    search.cancel();
    clearTimeout(rateWait);
    isUnusualId.value = false;
    visit += 1;
  }

  function fail(problem: Problem, again: () => Promise<void>): void {
    behindLock = again;
    clearTimeout(rateWait);
    rateWait = whenAllowed(problem, () => void again());
    if (problem.kind === 'not-connected') show({ name: 'connect' });
    else show(problem.kind === 'locked' ? { name: 'locked' } : { name: 'problem', problem });
  }

  function askPassphrase(): void {
    const { value: previous } = screen;
    const typed = search.problem.value && search.typed.value;
    if (typed)
      behindLock = async () => {
        show(previous);
        await search.find(typed);
      };
    else behindLock = () => (previous.name === 'deal' ? readAgain(previous, false) : open());
    leave();
    show({ name: 'locked' });
  }

  // Binds saves to the page only if the page names the deal, not if the user pasted or pointed at it.
  function openedFor(reference: Reference): OpenedFor | null {
    if (address === undefined || reference.foundIn === 'pointed-at') return null;
    return { tabId, address, reference };
  }

  return {
    ...{
      screen,
      keptDraft,
      pinned,
      isUnusualId,
      search,
      follow,
      openKeptDraft,
      open,
      goBack,
      pin,
      unpin,
      refresh,
      askPassphrase,
      goOn: () => behindLock(),
    },
    canGoBack: computed(() => {
      const { value: shown } = screen;
      const isOneOfSeveral = shown.name === 'deal' && shown.remembered?.isOneOfSeveral;
      return (trail.value.length > 0 || isOneOfSeveral === true) && pinned.value === null;
    }),
    openReference: (reference) => choose(() => openReference(reference)),
    openOpportunity,
    damageReport,
  };
}

function nameOf(deal: DealEditor): NamedDeal {
  const { id: opportunityId, leadName } = deal.view.value.opportunity;
  return { opportunityId, leadName };
}
