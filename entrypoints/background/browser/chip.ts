import { type Browser, browser } from 'wxt/browser';
import { createTurns } from '../../../lib/base/take-turns.ts';
import type { Input } from '../../../lib/messaging/contract.ts';
import type { ChipState, PageMessage } from '../../../lib/messaging/page-message.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import type { ShownPage } from '../../../lib/model/shown-page.ts';
import { closeOrigin } from '../../../lib/opportunity/lead-address.ts';
import { chipHiddenOn, everywhere, shownPages } from '../../../lib/storage/items.ts';
import { resolveDealStatus } from '../deals/resolve-deal.ts';
import { showCount } from './badge.ts';

type Sender = Browser.runtime.MessageSender;

const maxHidden = 500;

const takeTurn = createTurns<number, Result<ChipState>>(150);

/**
 * Shows the count for a reporting page and returns what its chip shows. A tab's reports take turns, because a page can
 * change its address a thousand times a second.
 */
export function handlePageReport(
  { references }: Input<'page.report'>,
  { origin = '', tab }: Sender,
): Promise<Result<ChipState>> {
  return takeTurn(tab?.id ?? browser.tabs.TAB_ID_NONE, async () => {
    const state = await readChipState(origin, tab?.url);
    if (state.isWelcome && tab?.id !== undefined) await showCount(tab.id, references, origin);
    return success(state);
  });
}

/** Sends their chips to the reported pages, or to those that `isAffected` selects. The pages are not asked anything. */
export async function updateChips(isAffected: (page: ShownPage) => boolean = () => true): Promise<void> {
  for (const { tabId, address } of (await shownPages.read()).filter(isAffected)) {
    if (!URL.canParse(address)) continue;
    const state = await readChipState(new URL(address).origin, address);
    // Fails without a content script in the page.
    browser.tabs
      .sendMessage(tabId, { ...state, address } satisfies PageMessage, { frameId: 0 })
      .catch(() => {});
  }
}

async function readChipState(origin: string, address?: string): Promise<ChipState> {
  const isWelcome = await browser.permissions.contains({ origins: [`${origin}/*`] });
  if (!isWelcome) return { chip: null, isWelcome };
  const hidden = await chipHiddenOn.read();
  const isHidden = hidden.includes(origin) || hidden.includes(everywhere);
  return { chip: isHidden ? null : await chipTextFor(origin, address), isWelcome };
}

// Describes a deal only to Close's own pages, which show it anyway, and only the one in the tab's address, because the
// browser vouches for that.
async function chipTextFor(origin: string, address?: string): Promise<string> {
  return (origin === closeOrigin && (await resolveDealStatus(address))?.chipText) || '';
}

/** Hides the chip on the sender's site, or everywhere if Close's page asks for it; the options page can undo it. */
export async function hideChip(
  { isEverywhere }: Input<'chip.hide'>,
  { origin = '' }: Sender,
): Promise<Result<null>> {
  if (isEverywhere && origin !== closeOrigin) return failure({ kind: 'unexpected' });
  return showChip({ origin: isEverywhere ? everywhere : origin, isShown: false });
}

/** Shows or hides the chip on the pages of an origin, or on all for `everywhere`; open pages follow at once. */
export async function showChip({ origin, isShown }: Input<'chip.show'>): Promise<Result<null>> {
  await chipHiddenOn.update((hidden) => {
    const others = hidden.filter((each) => each !== origin);
    return isShown ? others : [...others, origin].slice(-maxHidden);
  });
  await updateChips();
  return success(null);
}
