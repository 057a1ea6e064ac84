import type { SiteOffer } from '../../lib/sites/site-offer.ts';

/** What the editor asks of the page that shows it: everything that only an entrypoint can do. */
export type Actions = {
  openTab(address: string): void;
  openOptions(): void;
  /** Opens a table of the deals with these ids, and of the leads' deals, in a tab. */
  editSeveral(ids: readonly string[]): void;
  /** Shows the question for the passphrase. */
  askPassphrase(): void;
  /** Opens with this passphrase; resolves to what is wrong, "" where nothing is. */
  unlock(passphrase: string): Promise<string>;
  /** Looks at the page anew. */
  reopen(): void;
  refresh(): void;
  /** Moves the editor into the side panel; absent where it is there already or cannot be. */
  keepOpen?(): void;
  /** Stays with the deal that is shown; absent where the editor serves one page only. */
  pin?(): void;
  /** Offers the site of the page; absent where the browser cannot ask for it. */
  site?: SiteOffer;
  /** Reloads this document, after the extension was updated. */
  reload(): void;
};
