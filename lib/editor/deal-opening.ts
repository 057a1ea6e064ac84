import type { Signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { DealView } from '../model/deal-view.ts';
import type { Intent } from '../model/intent.ts';
import type { OpenedFor } from '../model/opened-for.ts';
import type { RememberedDeal } from '../popup-cache/remembered-deals.ts';
import { createDealEditor, type DealEditor } from './deal-editor.ts';
import { carryOut, showChange } from './quick-actions.ts';
import type { NamedDeal, ScreenHistory } from './screen-history.ts';
import type { IsCurrent, Visits } from './visits.ts';

/** How a deal is opened. */
export type Way = {
  /** The page that saves are bound to, null if the user named the deal. */
  page: OpenedFor | null;
  /** Whether the page led to the deal without a choice by the user. */
  isOfPage?: boolean;
  /** Whether the page, and not the user, opened the editor or changed its deal. */
  isPageLed?: boolean;
  /** What to do with the deal after it is read. */
  intent?: Intent | null;
  /** Reads the pipelines and the custom fields too. */
  refresh?: boolean;
};

/** Opens single deals in the editor. */
export type DealOpening = {
  open(opportunityId: string, way: Way): Promise<void>;
  /** Shows a deal that the background has just read. */
  show(view: DealView, way: Way): Promise<void>;
  /** Shows a deal as its lead's list has it, which can be edited, and reads the deal itself behind it. */
  showListed(view: DealView, way: Way, isCurrent: IsCurrent): Promise<void>;
  /** Shows a cached deal, which can be edited, until Close answers. */
  showRemembered(remembered: RememberedDeal): void;
};

type Parts = {
  ask: typeof askBackground;
  screens: ScreenHistory;
  visits: Visits;
  pinned: Signal<NamedDeal | null>;
};

/** Creates what opens deals. */
export function createDealOpening({ ask, screens, visits, pinned }: Parts): DealOpening {
  async function open(opportunityId: string, way: Way): Promise<void> {
    if (pinned.value?.opportunityId !== opportunityId) pinned.value = null;
    await read(opportunityId, way, visits.begin());
  }

  async function read(opportunityId: string, way: Way, isCurrent: IsCurrent): Promise<void> {
    const { refresh = false, isPageLed = false } = way;
    const result = await ask('deal.open', { opportunityId, refresh, isPageLed });
    if (!isCurrent()) return;
    if (result.ok) await show(result.value, way);
    else visits.fail(result.problem, () => open(opportunityId, way));
  }

  async function show(view: DealView, way: Way): Promise<void> {
    const deal = showDeal(view, way, false);
    if (way.intent) await carryOutIntent(deal, way.intent);
  }

  async function showListed(view: DealView, way: Way, isCurrent: IsCurrent): Promise<void> {
    showDeal(view, way, true);
    await read(view.opportunity.id, way, isCurrent);
  }

  function showDeal(view: DealView, { page, isOfPage = false }: Way, isReadingAgain: boolean): DealEditor {
    const { keptDraft } = screens;
    const deal = renewed(view, page, isReadingAgain) ?? editorOf(view, page);
    screens.show({ name: 'deal', deal, page, isOfPage, isReadingAgain, unreadLead: null });
    if (keptDraft.value?.opportunityId === view.opportunity.id) keptDraft.value = null;
    return deal;
  }

  // Updates the shown deal in place if it is the page's deal, so that typed text and focus are kept.
  function renewed(view: DealView, page: OpenedFor | null, isListed: boolean): DealEditor | undefined {
    const { value: shown } = screens.screen;
    if (shown.name !== 'deal' || shown.page?.reference.id !== page?.reference.id) return undefined;
    return shown.deal.renew(view, isListed) ? shown.deal : undefined;
  }

  function editorOf(view: DealView, page: OpenedFor | null): DealEditor {
    return createDealEditor(view, () => (pinned.value ? null : page), { ask });
  }

  async function carryOutIntent(
    deal: DealEditor,
    { action, changeId, isFilledIn, line }: Intent,
  ): Promise<void> {
    if (action) await carryOut(deal, action, isFilledIn);
    if (line) {
      deal.line.typed.value = line;
      deal.line.isWanted.value = true;
    }
    if (!changeId) return;
    const result = await ask('changes.list', {});
    const change = result.ok && result.value.changes.find(({ id }) => id === changeId);
    if (change) showChange(deal, change);
  }

  return {
    open,
    show,
    showListed,
    showRemembered({ view, page, isOneOfSeveral }) {
      const unreadLead = isOneOfSeveral ? page.reference : null;
      const deal = editorOf(view, page);
      screens.show({ name: 'deal', deal, page, isOfPage: true, isReadingAgain: true, unreadLead });
    },
  };
}
