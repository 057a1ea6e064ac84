import { type Browser, browser } from 'wxt/browser';
import { findReferencesInAddress } from '../../lib/detection/references.ts';
import { refreshChips } from '../../lib/in-page/refresh-chips.ts';
import type { Answers, Input } from '../../lib/messaging/contract.ts';
import { closeOrigin } from '../../lib/opportunity/lead-address.ts';
import { findStatus, type Opportunity } from '../../lib/opportunity/opportunity.ts';
import { valueIn } from '../../lib/opportunity/values.ts';
import { type Result, success } from '../../lib/result.ts';
import { catalog, chipHiddenOn, everywhere, knownDeals } from '../../lib/storage/items.ts';
import { showCount } from './badge.ts';

type Sender = Browser.runtime.MessageSender;

const mostKnown = 50;

/** Counts what a page mentions and says what its chip is to say. */
export async function hearReport(
  { references }: Input<'page.report'>,
  { origin = '', tab }: Sender,
): Promise<Result<Answers['page.report']>> {
  const isWelcome = await browser.permissions.contains({ origins: [`${origin}/*`] });
  if (!isWelcome || tab?.id === undefined) return success({ chip: null, isWelcome: false });
  await showCount(tab.id, references);
  const hidden = await chipHiddenOn.read();
  const isShown = !hidden.includes(origin) && !hidden.includes(everywhere);
  return success({ chip: isShown ? await wordsFor(origin, tab.url) : null, isWelcome });
}

// Only Close's own pages, which show all of it themselves, are told anything of a deal, and only of the one in the
// address, which the browser vouches for.
async function wordsFor(origin: string, address = ''): Promise<string> {
  if (origin !== closeOrigin) return '';
  const [reference] = findReferencesInAddress(address);
  const known = (await knownDeals.read()).find(
    ({ opportunityId, leadId }) => reference?.id === opportunityId || reference?.id === leadId,
  );
  return known?.words ?? '';
}

/** Keeps what the chip says of a deal that the user has opened or changed; nothing waits for it or fails with it. */
export function knowDeal(opportunity: Opportunity): void {
  keepWords(opportunity).catch(() => {});
}

async function keepWords({ id, leadId, organizationId, values }: Opportunity): Promise<void> {
  const pipelines = (await catalog(organizationId).read())?.pipelines ?? [];
  const label = findStatus(pipelines, valueIn(values, 'status_id'))?.status.label;
  const confidence = valueIn(values, 'confidence');
  const words = [label, confidence !== null && `${confidence} %`].filter(Boolean).join(' · ');
  const others = (await knownDeals.read()).filter(({ opportunityId }) => opportunityId !== id);
  await knownDeals.write([{ opportunityId: id, leadId, words }, ...others].slice(0, mostKnown));
  await refreshChips();
}

/** Shows no chip on the asking page's site, or nowhere; undone in the options. */
export async function hideChip(
  { isEverywhere }: Input<'chip.hide'>,
  { origin = '' }: Sender,
): Promise<Result<null>> {
  await chipHiddenOn.write([...(await chipHiddenOn.read()), isEverywhere ? everywhere : origin]);
  await refreshChips();
  return success(null);
}
