import { type Browser, browser } from 'wxt/browser';
import { findReferencesInAddress } from '../../../lib/detection/references.ts';
import type { Answers, Input } from '../../../lib/messaging/contract.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { closeOrigin } from '../../../lib/opportunity/lead-address.ts';
import { showChipOn } from '../../../lib/sites/hidden-chips.ts';
import { chipHiddenOn, dealStatuses, everywhere } from '../../../lib/storage/items.ts';
import { showCount } from './badge.ts';

type Sender = Browser.runtime.MessageSender;

/** Shows the count for a reporting page and returns the text of its chip, or null for no chip. */
export async function handlePageReport(
  { references }: Input<'page.report'>,
  { origin = '', tab }: Sender,
): Promise<Result<Answers['page.report']>> {
  const isWelcome = await browser.permissions.contains({ origins: [`${origin}/*`] });
  if (!isWelcome || tab?.id === undefined) return success({ chip: null, isWelcome: false });
  await showCount(tab.id, references);
  const hidden = await chipHiddenOn.read();
  const isShown = !hidden.includes(origin) && !hidden.includes(everywhere);
  return success({ chip: isShown ? await chipTextFor(origin, tab.url) : null, isWelcome });
}

// Describes a deal only to Close's own pages, which show it anyway, and only the one in the tab's address, because the
// browser vouches for that.
async function chipTextFor(origin: string, address = ''): Promise<string> {
  if (origin !== closeOrigin) return '';
  const [reference] = findReferencesInAddress(address);
  const dealStatus = (await dealStatuses.read()).find(
    ({ opportunityId, leadId }) => reference?.id === opportunityId || reference?.id === leadId,
  );
  return dealStatus?.chipText ?? '';
}

/** Hides the chip on the sender's site, or everywhere; the options page can undo it. */
export async function hideChip(
  { isEverywhere }: Input<'chip.hide'>,
  { origin = '' }: Sender,
): Promise<Result<null>> {
  await showChipOn(isEverywhere ? everywhere : origin, false);
  return success(null);
}
