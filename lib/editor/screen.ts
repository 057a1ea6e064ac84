import type { DealList } from '../messaging/contract.ts';
import type { OpenedFor } from '../model/opened-for.ts';
import type { Problem } from '../model/problem.ts';
import type { Reference } from '../model/reference.ts';
import type { RememberedDeal } from '../popup-cache/remembered-deals.ts';
import type { ChangeRow } from '../wording/change-rows.ts';
import type { DealEditor } from './deal-editor.ts';

/** What the editor shows at a moment. */
export type Screen =
  /** `page`: the places that are quick to read name no deal. */
  | { name: 'opening'; waitsFor: 'browser' | 'page' | 'close' }
  | { name: 'connect' }
  | { name: 'locked' }
  | {
      name: 'deal';
      deal: DealEditor;
      /** The page that a save of it is bound to, null where the user named the deal. */
      page: OpenedFor | null;
      /** Whether the page itself led to it, without anybody choosing. */
      isOfPage: boolean;
      /** What it is shown from while the page and Close are still being asked. */
      remembered: RememberedDeal | null;
    }
  | { name: 'deals'; list: DealList; reference: Reference | null; isSearch: boolean }
  | { name: 'references'; references: Reference[] }
  | { name: 'nothing'; recent: ChangeRow[] }
  | { name: 'problem'; problem: Problem };

export type DealScreen = Extract<Screen, { name: 'deal' }>;

/** Screens from which a deal is chosen, and to which there is a way back. */
export type ListScreen = Extract<Screen, { name: 'deals' | 'references' | 'nothing' }>;

/** Whether a deal is chosen from a screen. */
export function isList(screen: Screen): screen is ListScreen {
  return screen.name === 'deals' || screen.name === 'references' || screen.name === 'nothing';
}

/** Whether a screen came of a search, and not of the page. */
export function isFound(screen: Screen): boolean {
  if (screen.name === 'references') return screen.references[0]?.foundIn === 'pointed-at';
  return screen.name === 'deals' && screen.isSearch;
}
