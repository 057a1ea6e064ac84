import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { chooseReference, isAboutDeal } from '../detection/references.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { EditorOpening } from '../messaging/contract.ts';
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
import { addLate, isOfPage } from './late-references.ts';
import { carryOut, tellChange } from './quick-actions.ts';
import { type DealScreen, isFound, isList, type ListScreen, type Screen } from './screen.ts';
import { createSearch, type Search } from './search.ts';
import { whenAllowed } from './when-allowed.ts';

/** A deal that the editor speaks of while it may show another one. */
export type NamedDeal = { opportunityId: string; leadName: string };

/** Finds which deal a tab is about and opens it. What it shows always belongs to the page as it is now. */
export type Editor = {
  screen: ReadonlySignal<Screen>;
  /** The last deal that was left with unsaved changes, until it is opened again. They stay stored with that deal. */
  keptDraft: ReadonlySignal<NamedDeal | null>;
  /** The deal that the editor stays with, whatever the page shows. */
  pinned: ReadonlySignal<NamedDeal | null>;
  /** Whether the id of the deal has a length that Close's ids do not have. */
  isUnusualId: ReadonlySignal<boolean>;
  search: Search;
  canGoBack: ReadonlySignal<boolean>;
  /** Returns to the list that the shown deal was chosen from. */
  goBack(): void;
  /** Stays with the deal that is shown. */
  pin(): void;
  /** Goes back to what the page shows. */
  unpin(): Promise<void>;
  damageReport: DamageReport;
  /** Goes on with another tab. */
  follow(tabId: number): Promise<void>;
  /** Opens the deal whose draft was kept. */
  openKeptDraft(): Promise<void>;
  /**
   * Looks at the page anew: at first, and whenever its address has changed. A remembered deal of this very address is
   * shown meanwhile, and can be worked with.
   */
  open(remembered?: RememberedDeal | null): Promise<void>;
  openReference(reference: Reference): Promise<void>;
  openOpportunity(opportunity: Opportunity): Promise<void>;
  /** Reads the deal, the pipelines and the custom fields anew. */
  refresh(): Promise<void>;
  /** Asks for the passphrase, for something that does without it so far. */
  askPassphrase(): void;
  /** Goes on, now that it was entered, with what it was asked for. */
  goOn(): Promise<void>;
};

/** How a deal or a lead is opened. */
type Way = {
  /** What is to be done with the deal once it is clear. */
  asked?: Intent | null;
  /** The visit that looks at the page, where the page itself led here: what stands in stays in sight meanwhile. */
  ofPage?: number | undefined;
  isOfPage?: boolean;
  /** Shows all deals of a lead, also where one of them is meant. */
  isListWanted?: boolean;
  /** Reads the pipelines and the custom fields, too. */
  refresh?: boolean;
};

const mostRecent = 5;

/** An editor for a tab, until it follows another one. */
export function createEditor(firstTabId: number, ask: typeof askBackground): Editor {
  const screen = signal<Screen>({ name: 'opening', waitsFor: 'browser' });
  const keptDraft = signal<NamedDeal | null>(null);
  const pinned = signal<NamedDeal | null>(null);
  const isUnusualId = signal(false);
  // The lists on the way to what is shown, the latest last.
  const trail = signal<readonly ListScreen[]>([]);
  const damageReport = createDamageReport(ask);
  const editorId = crypto.randomUUID();
  let tabId = firstTabId;
  let opening: EditorOpening | undefined;
  // Of the page that is shown.
  let address: string | undefined;
  // Answers for a page that has been left in the meantime are dropped: each step checks that it is still the newest.
  let visit = 0;
  // What was asked for outside of the editor while the user still has to say which deal it is for.
  let waiting: Intent | null = null;
  // Opens again what met a rate limit.
  let rateWait: ReturnType<typeof setTimeout> | undefined;
  // What the passphrase is asked for.
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
    // A pinned deal stays; the page is looked at once it is let go.
    if (pinned.value) return;
    waiting = null;
    trail.value = [];
    opening = undefined;
    address = undefined;
    const mine = start('browser');
    if (remembered) {
      showRemembered(remembered);
      // Whoever called draws it before anything is asked.
      await Promise.resolve();
    }
    void damageReport.look();
    const result = await ask('editor.open', { tabId });
    if (mine !== visit) return;
    if (!result.ok) return fail(result.problem, () => open());
    opening = result.value;
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
    const references = await findReferences(opening);
    if (mine !== visit) return;
    const reference = chooseReference(references);
    if (reference) await openReference(reference, { asked: intent, ofPage: mine });
    else if (references.length > 0) show({ name: 'references', references });
    else await showNothing(mine);
  }

  // Null where another editor of this tab carries it out.
  async function take(intent: Intent): Promise<Intent | null> {
    const taken = await ask('intent.take', { tabId, id: intent.id, by: editorId });
    return taken.ok && taken.value ? intent : null;
  }

  // A page that names a deal is shown at once, and what it names elsewhere comes later; others are waited for.
  async function findReferences(first: EditorOpening): Promise<Reference[]> {
    if (!isAboutDeal(first.references)) {
      show({ name: 'opening', waitsFor: 'page' });
      return readWholePage(first);
    }
    void readWholePage(first).then((references) => {
      if (opening === first) showLate(first.references, references);
    });
    return first.references;
  }

  async function readWholePage({ address, references }: EditorOpening): Promise<Reference[]> {
    const result = await ask('page.read', { tabId });
    // What another page names by now will be asked for by itself.
    return result.ok && result.value.address === address ? result.value.references : references;
  }

  function showLate(shown: readonly Reference[], late: readonly Reference[]): void {
    const references = addLate(shown, late);
    if (references.length === shown.length) return;
    const grow = <Shown extends Screen>(list: Shown) => (isOfPage(list) ? { ...list, references } : list);
    const hasList = [screen.value, ...trail.value].some(isOfPage);
    screen.value = grow(screen.value);
    trail.value = trail.value.map(grow);
    // A deal that was opened as the only one stays, and there is a way to the others.
    if (!hasList && !chooseReference(references))
      trail.value = [{ name: 'references', references }, ...trail.value];
  }

  function showRemembered(remembered: RememberedDeal): void {
    const { view, page } = remembered;
    address = page.address;
    screen.value = { name: 'deal', deal: editorOf(view, page), page, isOfPage: true, remembered };
  }

  async function showNothing(mine: number): Promise<void> {
    const result = await ask('changes.list', {});
    if (mine !== visit) return;
    const recent = result.ok ? toChangeRows(result.value).slice(0, mostRecent) : [];
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

  // What the user picks from a list leaves a way back to it.
  async function choose(openChosen: () => Promise<void>): Promise<void> {
    const { value: left } = screen;
    if (isList(left)) trail.value = [...trail.value, left];
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
    const { value: left } = screen;
    if (isList(left) && !isFound(left)) trail.value = [...trail.value, left];
    show(found);
  }

  function goBack(): void {
    const { value: left } = screen;
    const before = trail.value.at(-1);
    if (!before && left.name === 'deal' && left.remembered?.isOneOfSeveral)
      void openReference(left.remembered.page.reference, { isListWanted: true });
    if (!before || pinned.value) return;
    leave();
    trail.value = trail.value.slice(0, -1);
    const lastUsedId = left.name === 'deal' && left.deal.view.value.opportunity.id;
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

  // A remembered deal that is the page's indeed goes on with what was read now: no letter and no focus is lost.
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
    if (change) tellChange(deal, change);
  }

  async function refresh(): Promise<void> {
    const { value: left } = screen;
    if (left.name === 'deal') await readAgain(left, true);
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

  // Where the page itself led here its visit goes on, and Close is what is waited for.
  function startOrGoOn(ofPage: number | undefined): number {
    if (ofPage === undefined) return start();
    if (screen.value.name === 'opening') show({ name: 'opening', waitsFor: 'close' });
    return ofPage;
  }

  // Also in the place of a remembered deal, which is left like any other.
  function show(next: Screen): void {
    const { value: left } = screen;
    const isLeft = left.name === 'deal' && !(next.name === 'deal' && next.deal === left.deal);
    if (isLeft && left.deal.changed.value.length > 0) keptDraft.value = nameOf(left.deal);
    screen.value = next;
  }

  // Whatever was asked for what is shown comes too late now.
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
    const { value: left } = screen;
    const typed = search.problem.value && search.typed.value;
    if (typed)
      behindLock = async () => {
        show(left);
        await search.find(typed);
      };
    else behindLock = () => (left.name === 'deal' ? readAgain(left, false) : open());
    leave();
    show({ name: 'locked' });
  }

  // Only what the page itself names binds a save to that page; what the user pasted or pointed at stands by itself.
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
