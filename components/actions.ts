import type { SiteOffer } from '../lib/sites/site-offer.ts';

/** What the editor asks of the page that shows it: everything that only an entrypoint can do. */
export type Actions = {
  openTab(address: string): void;
  openOptions(): void;
  /** Looks at the page anew. */
  reopen(): void;
  refresh(): void;
  /** Moves the editor into the side panel; absent where it is there already or cannot be. */
  keepOpen?(): void;
  /** Offers the site of the page; absent where the browser cannot ask for it. */
  site?: SiteOffer;
  /** Reloads this document, after the extension was updated. */
  reload(): void;
};
