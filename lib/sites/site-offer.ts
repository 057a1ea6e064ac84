import { type ReadonlySignal, signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import type { ask as askBackground } from '../messaging/ask.ts';
import { siteOf } from './host-patterns.ts';

/** Describes a site that the user may add. */
export type SiteOffer = {
  /** The name to show, null if there is nothing to add. */
  name: ReadonlySignal<string | null>;
  /** Whether the user comes back to this site, which is said once. */
  isOften: ReadonlySignal<boolean>;
  /** Requests permission for this one site; has to be called within a click. */
  add(): void;
};

/** Returns the offer to add the site that a tab shows, unless it was already added. */
export function offerSite(tabId: number, ask: typeof askBackground): SiteOffer {
  const name = signal<string | null>(null);
  const isOften = signal(false);
  let site = '';
  let counted = '';

  async function look(): Promise<void> {
    const { url = '' } = await browser.tabs.get(tabId).catch(() => ({ url: '' }));
    site = siteOf(url) ?? '';
    const isOffered = site !== '' && !(await browser.permissions.contains({ origins: [site] }));
    name.value = isOffered ? new URL(url).host : null;
    if (!isOffered || site === counted) return;
    counted = site;
    const answer = await ask('site.visit', { site, id: crypto.randomUUID() });
    isOften.value = answer.ok && answer.value && counted === site;
  }

  browser.permissions.onAdded.addListener(() => void look());
  browser.tabs.onUpdated.addListener((changed) => {
    if (changed === tabId) void look();
  });
  // Runs after the current render.
  queueMicrotask(() => void look());
  return {
    name,
    isOften,
    // The background listens for the permission, because the browser's prompt may close this page.
    add: () => void browser.permissions.request({ origins: [site] }).catch(() => {}),
  };
}
