import { browser } from 'wxt/browser';
import { withLock } from '../../../lib/base/with-lock.ts';
import { cutAddress } from '../../../lib/detection/cut-address.ts';
import type { Reference } from '../../../lib/model/reference.ts';
import type { ShownPage } from '../../../lib/model/shown-page.ts';
import { shownPages } from '../../../lib/storage/items.ts';
import { text } from '../../../lib/wording/text.ts';
import { attentionSign, readAttention } from '../deals/attention.ts';
import { targetIds } from '../deals/resolve-deal.ts';
import { addressOf } from './tab-address.ts';

const maxPages = 100;

/** Shows on a tab's toolbar button how many opportunities its page mentions and whether one needs the user. */
export async function showCount(tabId: number, references: readonly Reference[]): Promise<void> {
  const count = references.filter(({ kind }) => kind === 'opportunity').length;
  const found =
    count > 0 ? text('foundOpportunities', count) : text(references[0] ? 'foundLead' : 'foundNothing');
  const ids = targetIds(references);
  await withLock('badges', async () => {
    const sign = attentionSign(ids, await readAttention());
    const page = { tabId, ids, count, found, sign, address: cutAddress(await addressOf(tabId)) };
    const others = (await shownPages.read()).filter((each) => each.tabId !== tabId);
    await shownPages.write([...others, page].slice(-maxPages));
    await show(page);
  });
}

/** Updates every toolbar button after a draft or a pending save was added or removed; errors are ignored. */
export async function updateBadges(): Promise<void> {
  const work = withLock('badges', async () => {
    const pages = await shownPages.read();
    const attention = await readAttention();
    for (const page of pages) {
      const sign = attentionSign(page.ids, attention);
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

async function show({ tabId, count, found, sign }: ShownPage): Promise<void> {
  const waits = sign === '' ? [] : [text(sign === '!' ? 'needsYou' : 'draftWaits')];
  await setBadge(tabId, {
    color: sign === '!' ? problemColor : '#3454d1',
    text: sign === '!' || count === 0 ? sign : count + sign,
    title: [text('product'), found, ...waits].join(' · '),
  });
}

/** Shows on a tab's toolbar button that something is done, or that it needs the user. */
export async function showOutcome(tabId: number, title: string, tone: 'done' | 'problem'): Promise<void> {
  const isDone = tone === 'done';
  await setBadge(tabId, { color: isDone ? '#0b6e46' : problemColor, text: isDone ? '✓' : '!', title });
}

export const problemColor = '#b3352b';

type Badge = { color: string; text: string; title: string };

async function setBadge(tabId: number, badge: Badge): Promise<void> {
  try {
    await browser.action.setBadgeBackgroundColor({ tabId, color: badge.color });
    await browser.action.setBadgeText({ tabId, text: badge.text });
    await browser.action.setTitle({ tabId, title: badge.title });
  } catch {
    // The tab may have been closed.
  }
}
