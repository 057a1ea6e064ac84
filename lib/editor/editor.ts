import { type ReadonlySignal, signal } from '@preact/signals';
import { type ChangeRow, toChangeRows } from '../change-rows.ts';
import {
  chooseReference,
  findReferences,
  findReferencesInAddress,
  type Reference,
  rankReferences,
} from '../detection/references.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { DealList, EditorOpening, OpenedFor } from '../messaging/contract.ts';
import { findStatus, type Opportunity, type Patch } from '../opportunity/opportunity.ts';
import { chooseOpportunity } from '../opportunity/order.ts';
import type { Problem } from '../problem.ts';
import { createDamageReport, type DamageReport } from './damage-report.ts';
import { createDealEditor, type DealEditor } from './deal-editor.ts';

/** What the editor shows at a moment. */
export type Screen =
  | { name: 'opening' }
  | { name: 'connect' }
  | { name: 'locked' }
  | { name: 'deal'; deal: DealEditor }
  | { name: 'deals'; list: DealList; reference: Reference | null; isSearch: boolean }
  | { name: 'references'; references: Reference[] }
  | { name: 'nothing'; recent: ChangeRow[] }
  | { name: 'problem'; problem: Problem };

/** Typed changes of a deal that the editor had to leave; they stay stored with that deal. */
export type KeptDraft = { opportunityId: string; leadName: string };

/** Finds which deal a tab is about and opens it. What it shows always belongs to the page as it is now. */
export type Editor = {
  screen: ReadonlySignal<Screen>;
  /** The last deal that was left with unsaved changes, until it is opened again. */
  keptDraft: ReadonlySignal<KeptDraft | null>;
  damageReport: DamageReport;
  /** Goes on with another tab. */
  follow(tabId: number): Promise<void>;
  /** Opens the deal whose draft was kept. */
  openKeptDraft(): Promise<void>;
  /** Looks at the page anew: at first, and whenever its address has changed. */
  open(): Promise<void>;
  openReference(reference: Reference): Promise<void>;
  openOpportunity(opportunity: Opportunity): Promise<void>;
  /** An id or a link opens its deal, any other text is looked for. */
  find(typed: string): Promise<void>;
  /** Reads the deal, the pipelines and the custom fields anew. */
  refresh(): Promise<void>;
};

const mostRecent = 5;

/** An editor for a tab, until it follows another one. */
export function createEditor(firstTabId: number, ask: typeof askBackground): Editor {
  const screen = signal<Screen>({ name: 'opening' });
  const keptDraft = signal<KeptDraft | null>(null);
  const damageReport = createDamageReport(ask);
  let tabId = firstTabId;
  let opening: EditorOpening | undefined;
  // Answers for a page that has been left in the meantime are dropped: each step checks that it is still the newest.
  let visit = 0;
  // A change that a menu click asked for while the user still has to say which deal it is for.
  let waiting: Patch | null = null;

  async function follow(nextTabId: number): Promise<void> {
    tabId = nextTabId;
    await open();
  }

  async function open(): Promise<void> {
    waiting = null;
    const mine = start();
    void damageReport.look();
    const result = await ask('editor.open', { tabId });
    if (mine !== visit) return;
    if (!result.ok) return fail(result.problem);
    opening = result.value;
    const { connection, references, intent } = opening;
    if (!connection) {
      screen.value = { name: 'connect' };
      return;
    }
    if (intent?.find) return find(intent.find);
    const reference = intent?.reference ?? chooseReference(references);
    if (reference) await openReference(reference, intent?.patch ?? null);
    else if (references.length > 0) screen.value = { name: 'references', references };
    else await showNothing(mine);
  }

  async function showNothing(mine: number): Promise<void> {
    const result = await ask('changes.list', {});
    if (mine !== visit) return;
    const recent = result.ok ? toChangeRows(result.value).slice(0, mostRecent) : [];
    screen.value = { name: 'nothing', recent };
  }

  async function openReference(reference: Reference, patch: Patch | null = null): Promise<void> {
    if (reference.kind === 'opportunity') return openDeal(reference.id, openedFor(reference), patch);
    const mine = start();
    const result = await ask('lead.open', { leadId: reference.id });
    if (mine !== visit) return;
    if (!result.ok) return fail(result.problem);
    const only = chooseOpportunity(result.value.opportunities, result.value.catalog.pipelines);
    if (only) await openDeal(only.id, openedFor(reference), patch);
    else {
      waiting = patch;
      screen.value = { name: 'deals', list: result.value, reference, isSearch: false };
    }
  }

  async function openOpportunity(opportunity: Opportunity): Promise<void> {
    const { value: shown } = screen;
    const reference = shown.name === 'deals' ? shown.reference : null;
    const patch = waiting;
    waiting = null;
    await openDeal(opportunity.id, reference && openedFor(reference), patch);
  }

  async function openDeal(
    opportunityId: string,
    page: OpenedFor | null,
    patch: Patch | null,
    refresh = false,
  ): Promise<void> {
    const mine = start();
    const result = await ask('deal.open', { opportunityId, refresh });
    if (mine !== visit) return;
    if (!result.ok) return fail(result.problem);
    const deal = createDealEditor(result.value, page, { ask });
    screen.value = { name: 'deal', deal };
    if (keptDraft.value?.opportunityId === opportunityId) keptDraft.value = null;
    lastDeal = { opportunityId, page };
    if (patch) await carryOut(deal, patch);
  }

  let lastDeal: { opportunityId: string; page: OpenedFor | null } | undefined;

  async function refresh(): Promise<void> {
    if (screen.value.name === 'deal' && lastDeal)
      await openDeal(lastDeal.opportunityId, lastDeal.page, null, true);
    else await open();
  }

  async function find(typed: string): Promise<void> {
    const pasted = chooseReference(
      rankReferences([
        ...findReferencesInAddress(typed, 'pointed-at'),
        ...findReferences(typed, 'pointed-at'),
      ]),
    );
    if (pasted)
      return pasted.kind === 'opportunity' ? openDeal(pasted.id, null, null) : openReference(pasted);
    const unusual = /^\s*(oppo_[0-9A-Za-z]{1,100})\s*$/.exec(typed)?.[1];
    if (unusual) return openDeal(unusual, null, null);
    const mine = start();
    const result = await ask('deals.find', { query: typed.trim().slice(0, 200) });
    if (mine !== visit) return;
    if (!result.ok) return fail(result.problem);
    screen.value = { name: 'deals', list: result.value, reference: null, isSearch: true };
  }

  async function openKeptDraft(): Promise<void> {
    if (keptDraft.value) await openDeal(keptDraft.value.opportunityId, null, null);
  }

  function start(): number {
    noteDraft();
    screen.value = { name: 'opening' };
    visit += 1;
    return visit;
  }

  function noteDraft(): void {
    const left = screen.value;
    if (left.name !== 'deal' || Object.keys(left.deal.entries.value).length === 0) return;
    const { id, leadName } = left.deal.view.value.opportunity;
    keptDraft.value = { opportunityId: id, leadName };
  }

  function fail(problem: Problem): void {
    if (problem.kind === 'not-connected') screen.value = { name: 'connect' };
    else screen.value = problem.kind === 'locked' ? { name: 'locked' } : { name: 'problem', problem };
  }

  // Only what the page itself names binds a save to that page; what the user pasted or pointed at stands by itself.
  function openedFor(reference: Reference): OpenedFor | null {
    if (!opening || reference.foundIn === 'pointed-at') return null;
    return { tabId, address: opening.address, reference };
  }

  return {
    ...{
      screen,
      keptDraft,
      damageReport,
      follow,
      openKeptDraft,
      open,
      openReference,
      openOpportunity,
      find,
      refresh,
    },
  };
}

/** What a menu click asked for: a status that closes the deal asks for its date first. */
async function carryOut(deal: DealEditor, patch: Patch): Promise<void> {
  const { status_id: statusId, ...others } = patch;
  const found = findStatus(deal.view.value.catalog.pipelines, statusId);
  if (found && Object.keys(others).length === 0) await deal.chooseStatus(found.status);
  else await deal.choose(patch);
}
