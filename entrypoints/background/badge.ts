import { browser } from 'wxt/browser';
import type { Reference } from '../../lib/detection/references.ts';
import { text } from '../../lib/text.ts';

/** Shows on a tab's toolbar button how many opportunities its page mentions, and in the tooltip what was found. */
export async function showCount(tabId: number, references: readonly Reference[]): Promise<void> {
  const opportunities = references.filter(({ kind }) => kind === 'opportunity').length;
  const hasLead = references.some(({ kind }) => kind === 'lead');
  const found =
    opportunities > 0
      ? text('foundOpportunities', opportunities)
      : hasLead
        ? text('foundLead')
        : text('foundNothing');
  await onTab(async () => {
    await browser.action.setBadgeBackgroundColor({ tabId, color: '#3454d1' });
    await browser.action.setBadgeText({ tabId, text: opportunities > 0 ? String(opportunities) : '' });
    await browser.action.setTitle({ tabId, title: `${text('product')} · ${found}` });
  });
}

/** Says on a tab's toolbar button that something is done, or that something needs the user. */
export async function showOutcome(tabId: number, title: string, tone: 'done' | 'problem'): Promise<void> {
  await onTab(async () => {
    await browser.action.setBadgeBackgroundColor({ tabId, color: tone === 'done' ? '#0b6e46' : '#b3352b' });
    await browser.action.setBadgeText({ tabId, text: tone === 'done' ? '✓' : '!' });
    await browser.action.setTitle({ tabId, title });
  });
}

// The tab may close in between, and then there is nothing to show.
async function onTab(show: () => Promise<void>): Promise<void> {
  try {
    await show();
  } catch {}
}
