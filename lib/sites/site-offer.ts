import { type ReadonlySignal, signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import type { ask as askBackground } from '../messaging/ask.ts';
import { siteOf } from './host-patterns.ts';

/** Describes a site that the user may add. */
export type SiteOffer = {
  /** The name to show, null if there is nothing to add. */
  name: ReadonlySignal<string | null>;
  /** Match pattern of the site. */
  site: ReadonlySignal<string>;
  /** Id of the visit that this offer belongs to, so that it counts once for a site. */
  visit: string;
  ask: typeof askBackground;
  /** Requests permission for this one site; has to be called within a click. */
  add(): void;
};

/** Returns the offer to add the site that a tab shows, unless it was already added. */
export function offerSite(tabId: number, ask: typeof askBackground): SiteOffer {
  const name = signal<string | null>(null);
  const site = signal('');

  async function look(): Promise<void> {
    const { url = '' } = await browser.tabs.get(tabId).catch(() => ({ url: '' }));
    const found = siteOf(url) ?? '';
    const isOffered = found !== '' && !(await browser.permissions.contains({ origins: [found] }));
    site.value = found;
    name.value = isOffered ? new URL(url).host : null;
  }

  browser.permissions.onAdded.addListener(() => void look());
  browser.tabs.onUpdated.addListener((changed) => {
    if (changed === tabId) void look();
  });
  // Runs after the current render.
  queueMicrotask(() => void look());
  return {
    ...{ name, site, ask, visit: crypto.randomUUID() },
    // The background listens for the permission, because the browser's prompt may close this page.
    add: () => void browser.permissions.request({ origins: [site.value] }).catch(() => {}),
  };
}
