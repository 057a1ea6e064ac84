import type { DealList, Unread } from '../messaging/contract.ts';
import type { OpenedFor } from '../model/opened-for.ts';
import type { PagePeople } from '../model/page-people.ts';
import type { Problem } from '../model/problem.ts';
import type { Reference } from '../model/reference.ts';
import type { DealEditor } from './deal-editor.ts';

/** What the editor currently shows. */
export type Screen =
  /** `page`: the first look found nothing and the whole page is being read. */
  | { name: 'opening'; waitsFor: 'browser' | 'page' | 'close' }
  | { name: 'connect' }
  | { name: 'locked' }
  | {
      name: 'deal';
      deal: DealEditor;
      /** The page that saves are bound to, null if the user named the deal. */
      page: OpenedFor | null;
      /** Whether the page led to this deal without a choice by the user. */
      isOfPage: boolean;
      /** Whether it is shown from the cache or from a lead's list while Close is asked for its current state. */
      isReadingAgain: boolean;
      /** The lead whose other deals are not read yet, so that going back reads them; else null. */
      unreadLead: Reference | null;
    }
  /** `people`: whose deals they are, if the page has no id. */
  | {
      name: 'deals';
      list: DealList;
      reference: Reference | null;
      isSearch: boolean;
      people?: PagePeople;
    }
  | { name: 'references'; references: Reference[] }
  /** `unread`: why the page was not read. `problem`: why its people were not found. */
  | {
      name: 'nothing';
      recent: DealList;
      unread: Unread | null;
      people: PagePeople | null;
      problem?: Problem;
    }
  | { name: 'problem'; problem: Problem };

export type DealScreen = Extract<Screen, { name: 'deal' }>;

/** Screens that the user chooses a deal from and can go back to. */
export type ListScreen = Extract<Screen, { name: 'deals' | 'references' | 'nothing' }>;

/** Returns whether the user chooses a deal from this screen. */
export function isList(screen: Screen): screen is ListScreen {
  return screen.name === 'deals' || screen.name === 'references' || screen.name === 'nothing';
}

/** Returns whether a screen shows results of a search, not of the page. */
export function isFound(screen: Screen): boolean {
  if (screen.name === 'references') return screen.references[0]?.foundIn === 'pointed-at';
  return screen.name === 'deals' && screen.isSearch;
}
