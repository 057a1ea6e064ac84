import { browser } from 'wxt/browser';
import { withLock } from '../../../lib/base/with-lock.ts';
import { cutAddress } from '../../../lib/detection/cut-address.ts';
import type { Reference } from '../../../lib/model/reference.ts';
import type { ShownPage } from '../../../lib/model/shown-page.ts';
import { shownPages } from '../../../lib/storage/items.ts';
import { countText } from '../../../lib/wording/count-text.ts';
import { text } from '../../../lib/wording/text.ts';
import { attentionMark, lockedMark, readAttentionMarks, waitingMark } from '../deals/attention-marks.ts';
import { targetIds } from '../deals/resolve-deal.ts';
import { addressOf } from './tab-address.ts';

const maxPages = 100;

// Tabs whose page waits until the outcome on their button has been shown long enough.
const postponed = new Set<number>();

/**
 * Shows on a tab's toolbar button how many opportunities its page mentions and whether one needs the user. A page that
 * reports itself names its `origin`, and is not shown if the tab has left it since.
 */
export async function showCount(
  tabId: number,
  references: readonly Reference[],
  origin?: string,
): Promise<void> {
  const count = references.filter(({ kind }) => kind === 'opportunity').length;
  const found =
    count > 0
      ? countText('foundOpportunity', 'foundOpportunities', count)
      : text(references[0] ? 'foundLead' : 'foundNothing');
  const ids = targetIds(references);
  await withLock('badges', async () => {
    const sign = attentionMark(ids, await readAttentionMarks());
    const address = cutAddress(await addressOf(tabId));
    if (origin !== undefined && !address.startsWith(`${origin}/`)) return;
    const page = { tabId, ids, count, found, sign, address };
    const others = (await shownPages.read()).filter((each) => each.tabId !== tabId);
    await shownPages.write([...others, page].slice(-maxPages));
    await show(page);
    // The tab may have left the page just before its badge was set.
    const isLeft = origin !== undefined && !(await addressOf(tabId)).startsWith(`${origin}/`);
    if (isLeft && !outcomes.has(tabId))
      await setBadge(tabId, { color: problemColor, text: '', title: text('product') });
  });
}

/** Updates every toolbar button after a draft or a pending save was added or removed; errors are ignored. */
export async function updateBadges(): Promise<void> {
  const work = withLock('badges', async () => {
    const pages = await shownPages.read();
    const attention = await readAttentionMarks();
    for (const page of pages) {
      const sign = attentionMark(page.ids, attention);
      if (sign === page.sign || !(await isStillShown(page))) continue;
      page.sign = sign;
      await show(page);
    }
    await shownPages.write(pages);
  });
  await work.catch(() => {});
}

// Checks that the tab still shows the page. Any page in Close counts, because Close reports every navigation.
async function isStillShown({ tabId, address }: ShownPage): Promise<boolean> {
  const now = cutAddress(await addressOf(tabId));
  return now !== '' && (now === address || isInClose(now, address));
}

function isInClose(...addresses: string[]): boolean {
  return addresses.every((address) => address.startsWith('https://app.close.com/'));
}

function reasonsFor(sign: string): string[] {
  if (sign === '') return [];
  if (sign === lockedMark) return [text('lockedTooltip')];
  if (sign === waitingMark) return [text('notSavedYet')];
  return [text(sign === '!' ? 'needsYou' : 'draftWaits')];
}

async function show({ tabId, count, found, sign }: ShownPage): Promise<void> {
  if (outcomes.has(tabId)) {
    postponed.add(tabId);
    return;
  }
  const shown = sign === lockedMark ? '' : sign === waitingMark ? '•' : sign;
  await setBadge(tabId, {
    color: sign === '!' ? problemColor : '#3454d1',
    text: sign === '!' || count === 0 ? shown : count + shown,
    title: [text('product'), found, ...reasonsFor(sign)].join(' · '),
  });
}

const outcomeMs = 10_000;
// The browser removes the badge of a tab that loads another page. A listener for that would stay registered if the worker
// stops before, and wake it for every page of every tab.
const repeatMs = 500;
// Outcomes by tab, for ten seconds. In memory, because the worker lives longer than that.
const outcomes = new Map<number, Badge>();

/**
 * Shows on a tab's toolbar button that something is done, or that it needs the user. For ten seconds nothing that the page
 * does removes it, such as another address.
 */
export async function showOutcome(tabId: number, title: string, tone: 'done' | 'problem'): Promise<void> {
  const isDone = tone === 'done';
  const badge = { color: isDone ? '#0b6e46' : problemColor, text: isDone ? '✓' : '!', title };
  outcomes.set(tabId, badge);
  const repeating = setInterval(() => {
    if (outcomes.get(tabId) === badge) void setBadge(tabId, badge);
    else clearInterval(repeating);
  }, repeatMs);
  setTimeout(() => void endOutcome(tabId, badge), outcomeMs);
  await setBadge(tabId, badge);
}

/** Removes the outcomes from memory, for "Remove everything". */
export function forgetOutcomes(): void {
  outcomes.clear();
  postponed.clear();
}

// Leaves the badge, unless the page has been reported since.
async function endOutcome(tabId: number, badge: Badge): Promise<void> {
  if (outcomes.get(tabId) !== badge) return;
  outcomes.delete(tabId);
  if (!postponed.delete(tabId)) return;
  const page = (await shownPages.read()).find((each) => each.tabId === tabId);
  if (page && (await isStillShown(page))) await show(page);
}

export const problemColor = '#b3352b';

type Badge = { color: string; text: string; title: string };

async function setBadge(tabId: number, badge: Badge): Promise<void> {
  try {
    await browser.action.setBadgeBackgroundColor({ tabId, color: badge.color });
    // Without a text of its own a tab shows the count of deals that need attention, if the user wants that.
    // Chrome takes null for it; the polyfill's type has left that out.
    await browser.action.setBadgeText({ tabId, text: badge.text || (null as unknown as string) });
    await browser.action.setTitle({ tabId, title: badge.title });
  } catch {
    // The tab may have been closed.
  }
}
