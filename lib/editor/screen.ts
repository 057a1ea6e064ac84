import type { ChangeRow } from '../change-rows.ts';
import type { Reference } from '../detection/references.ts';
import type { DealList } from '../messaging/contract.ts';
import type { Problem } from '../problem.ts';
import type { DealEditor } from './deal-editor.ts';

/** What the editor shows at a moment. */
export type Screen =
  /** `page`: the places that are quick to read name no deal. */
  | { name: 'opening'; waitsFor: 'browser' | 'page' | 'close' }
  | { name: 'connect' }
  | { name: 'locked' }
  | { name: 'deal'; deal: DealEditor }
  | { name: 'deals'; list: DealList; reference: Reference | null; isSearch: boolean }
  | { name: 'references'; references: Reference[] }
  | { name: 'nothing'; recent: ChangeRow[] }
  | { name: 'problem'; problem: Problem };

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
