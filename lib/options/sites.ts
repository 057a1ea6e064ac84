import { type ReadonlySignal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import { siteOf } from '../sites/host-patterns.ts';
import type { AddedSite } from '../sites/sites.ts';
import { addedSites, chipHiddenOn, everywhere } from '../storage/items.ts';
import { sentenceOf } from '../wording/problem-text.ts';
import { text } from '../wording/text.ts';

/**
 * The added sites, Close's own hosts that the browser withholds, by match pattern (`https://host/*`), origins without a
 * chip, and whether chips are enabled.
 */
export type Sites = {
  added: readonly AddedSite[];
  withheld: readonly string[];
  withoutChip: readonly string[];
  showsChip: boolean;
};

/** The sites that the user has added, and those where the chip is hidden. */
export type SitesModel = {
  sites: ReadonlySignal<Sites>;
  /** The error message, "" without an error. */
  message: ReadonlySignal<string>;
  /** Shows the sites now and after each change, also in the browser's own settings. */
  watch(): Promise<void>;
  /** Adds the site of an address; has to be called within a click. */
  add(typed: string): Promise<void>;
  /** Asks for a withheld host or site again; has to be called within a click. */
  allow(site: string): Promise<void>;
  remove(site: string): Promise<void>;
  showChip(origin: string): Promise<void>;
  showChipEverywhere(isShown: boolean): Promise<void>;
};

type Dependencies = {
  ask: typeof askBackground;
  listAddedSites(): Promise<AddedSite[]>;
  listWithheld(): Promise<string[]>;
  watchSites(changed: () => void): void;
  /** Asks the user to allow a site; has to be called within a click. */
  requestSite(site: string): Promise<boolean>;
  removeSite(site: string): Promise<void>;
};

/** Creates the model of the sites. */
export function createSites({
  ask,
  listAddedSites,
  listWithheld,
  watchSites,
  requestSite,
  removeSite,
}: Dependencies): SitesModel {
  const sites = signal<Sites>({ added: [], withheld: [], withoutChip: [], showsChip: true });
  const message = signal('');

  async function show(): Promise<void> {
    const [added, withheld, hidden] = await Promise.all([
      listAddedSites(),
      listWithheld(),
      chipHiddenOn.read(),
    ]);
    sites.value = {
      added,
      withheld,
      withoutChip: hidden.filter((origin) => origin !== everywhere),
      showsChip: !hidden.includes(everywhere),
    };
  }

  async function showChipOn(origin: string, isShown: boolean): Promise<void> {
    const result = await ask('chip.show', { origin, isShown });
    message.value = result.ok ? '' : sentenceOf(result.problem);
    // Shows the stored choice again after an error, because the control shows the refused one.
    if (!result.ok) await show();
  }

  async function allow(site: string): Promise<void> {
    const isAllowed = await requestSite(site).catch(() => false);
    message.value = isAllowed ? '' : text('siteNotAllowed');
  }

  return {
    sites,
    message,
    watch() {
      watchSites(() => void show());
      addedSites.watch(() => void show());
      chipHiddenOn.watch(() => void show());
      return show();
    },
    // Awaits nothing before the request, because the browser asks the user only within the click.
    async add(typed) {
      const address = typed.trim();
      const site = siteOf(address.includes('://') ? address : `https://${address}`);
      message.value = site ? '' : text('siteNotAnAddress');
      if (site) await allow(site);
    },
    allow,
    async remove(site) {
      await removeSite(site);
    },
    showChip: (origin) => showChipOn(origin, true),
    showChipEverywhere: (isShown) => showChipOn(everywhere, isShown),
  };
}
