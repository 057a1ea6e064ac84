import type { SiteOffer } from '../../lib/sites/site-offer.ts';

/** A shortcut of the browser for this extension, as the user has set it; "" for none. */
export type CommandKey = { name: string; shortcut: string };

/** Lists what the editor asks of the page that shows it, because only an entrypoint can do it. */
export type Actions = {
  openTab(address: string): void;
  openOptions(): void;
  /** Opens the list of the changes made on this device. */
  openRecentChanges(): void;
  /** Opens the options where quick actions are made. */
  newQuickAction(): void;
  /** Opens the bulk table in a tab, with the deals of these ids; a lead id adds all of the lead's deals. */
  editSeveral(ids: readonly string[]): void;
  /** Asks the user to allow requests to Close; resolves to whether the user did. */
  allowAccess(): Promise<boolean>;
  /** Shows the passphrase form. */
  askPassphrase(): void;
  /** Opens the popup for the passphrase; only in the card, which does not ask for it inside a page. */
  unlockInPopup?(): void;
  /** Unlocks with this passphrase; resolves to an error message, or to "" on success. */
  unlock(passphrase: string): Promise<string>;
  /** Opens the table with the user's open deals in a tab. */
  openMyDeals(): void;
  /** Reads the page again and shows the deal it mentions. */
  reopen(): void;
  refresh(): void;
  /** Moves the editor into the side panel; absent in the side panel and in browsers without one. */
  keepOpen?(): void;
  /** Keeps showing the current deal; absent where the editor belongs to a single page. */
  pin?(): void;
  /** Offers to add the page's site; absent where the browser cannot ask for the permission. */
  site?: SiteOffer;
  /** Returns the shortcuts that work in the whole browser. */
  listCommandKeys(): Promise<CommandKey[]>;
  /** Reloads this document, after the extension was updated. */
  reload(): void;
  /** Installs a newer version of the extension, or shows where the browser offers it. */
  updateExtension(): void;
  /** Shows the browser's page that updates it. */
  openBrowserUpdate(): void;
};
