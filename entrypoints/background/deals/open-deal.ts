import { type Browser, browser } from 'wxt/browser';
import { CloseError } from '../../../lib/close-api/errors.ts';
import { chooseReference } from '../../../lib/detection/references.ts';
import type { Input, LeadView, Opening, PageReading } from '../../../lib/messaging/contract.ts';
import type { OpeningProgress } from '../../../lib/messaging/opening-progress.ts';
import type { DealView } from '../../../lib/model/deal-view.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { connections, lastUsedDeals } from '../../../lib/storage/items.ts';
import { showCount } from '../browser/badge.ts';
import { updateChips } from '../browser/chip.ts';
import { takeIntent } from '../browser/intents.ts';
import { lookAtPage, readAddress, readRestOf } from '../browser/scan-tab.ts';
import { organizationNames } from '../close/organization-lookup.ts';
import { isLocked, keepVaultOpen } from '../close/vault.ts';
import { readAdviceBehind } from './advice.ts';
import { cacheDealStatus, forgetChosenDeal } from './deal-status-cache.ts';
import { toView } from './deal-view.ts';
import { forgetKnownDeal, readRecentDeals, rememberDeals } from './known-deals.ts';
import { offerPeople } from './page-people.ts';
import { resolveLead, resolveOpportunity } from './resolve-deal.ts';

type Sender = Browser.runtime.MessageSender;

const maxLeads = 200;

/** Returns what the editor of a tab shows first. `id` is the request's own: only it gets the tab's intent. */
export async function openEditor(
  { tabId, id, isPageLed = false }: Input<'editor.open'>,
  sender: Sender,
): Promise<Result<Opening>> {
  // Locks first if the idle time is over, because that forgets earlier intents.
  await isLocked();
  const looking = lookAtPage(tabId);
  const [[connection], named] = await Promise.all([
    connections.read(),
    readAddress(tabId),
    isPageLed || keepVaultOpen(),
  ]);
  // No page can change which deal its address names, so only the badge waits for the page then.
  const first = chooseReference(named.references) ? named : await looking;
  const intent = connection ? await takeIntent(tabId, id) : null;
  const isPageNeeded = connection && !intent?.reference && !intent?.find;
  const page = isPageNeeded ? await readRestOf(tabId, first, () => reportProgress(id, 'page')) : first;
  const { address, references } = page;
  // Not awaited, so that the editor opens sooner.
  void showOnPage(tabId, first === named ? looking : page);
  if (!connection) return failure({ kind: 'not-connected' });
  const common = { address, intent };
  if (intent?.find) return success({ ...common, shows: 'search', recent: await readRecentDeals() });
  const reference = intent?.reference ?? chooseReference(references);
  if (!reference && references.length > 0) return success({ ...common, shows: 'references', references });
  if (!reference) {
    // What opens a popup also permits reading the page; only pages that no extension can read then refuse.
    const unread = page.unread === 'not-permitted' && isPopup(sender) ? 'unreadable' : page.unread;
    const [recent, offer] = await Promise.all([readRecentDeals(), offerPeople(page)]);
    return success({ ...common, shows: 'nothing', recent, unread, ...offer });
  }
  reportProgress(id, 'close');
  if (reference.kind === 'lead')
    return success({ ...common, shows: 'lead', reference, ...(await readLeadView(reference.id)) });
  return success({ ...common, shows: 'deal', reference, view: await readDealView(reference.id) });
}

// A popup has no tab, unlike its page in a tab.
function isPopup({ tab, url = '' }: Sender): boolean {
  return !tab && url === browser.runtime.getURL('/popup.html');
}

// Shows what was found on the toolbar button and in the page itself. Errors are ignored, because the editor opens anyway.
async function showOnPage(tabId: number, page: PageReading | Promise<PageReading>): Promise<void> {
  try {
    const { references } = await page;
    await showCount(tabId, references);
    await updateChips((shown) => shown.tabId === tabId);
  } catch {}
}

/** Returns a deal with everything its editor needs: one request to Close once the catalog is cached. */
export async function openDeal({
  opportunityId,
  refresh,
  isPageLed = false,
}: Input<'deal.open'>): Promise<Result<DealView>> {
  if (!isPageLed) await keepVaultOpen();
  return success(await readDealView(opportunityId, refresh));
}

/** Lists a lead's deals, active ones first, with the one to open. */
export async function openLead({ leadId }: Input<'lead.open'>): Promise<Result<LeadView>> {
  await keepVaultOpen();
  return success(await readLeadView(leadId));
}

async function readDealView(id: string, refresh = false): Promise<DealView> {
  const resolved = await resolveOpportunity(id, refresh).catch((error: unknown) => {
    if (error instanceof CloseError && error.problem.kind === 'not-found') void forgetKnownDeal(id);
    throw error;
  });
  // Not awaited, so that the answer is sent sooner.
  void cacheDealStatus(resolved.deal);
  void rememberDeals([resolved.deal], { isUsed: true });
  const [view] = await Promise.all([toView(resolved), rememberUse(resolved.deal)]);
  // Not awaited, and after the advice of this opening was chosen: what it reads is shown by the next one.
  void readAdviceBehind(resolved.deal);
  return view;
}

async function readLeadView(id: string): Promise<LeadView> {
  const { deal, list, ...rest } = await resolveLead(id);
  void (deal ? cacheDealStatus(deal, true) : forgetChosenDeal(id));
  void rememberDeals(list.opportunities);
  const [view, names] = await Promise.all([deal ? toView({ deal, ...rest }) : null, organizationNames()]);
  return { list: { ...list, ...names }, view };
}

async function rememberUse({ id, leadId }: Opportunity): Promise<void> {
  const remembered = lastUsedDeals.update(({ [leadId]: _former, ...others }) =>
    Object.fromEntries(Object.entries({ ...others, [leadId]: id }).slice(-maxLeads)),
  );
  // A failed write is ignored, because the deal can be opened without it.
  await remembered.catch(() => {});
}

// Tells the editor what its request waits for. Errors are ignored, because the editor may have been closed.
function reportProgress(opening: string, waitsFor: OpeningProgress['waitsFor']): void {
  browser.runtime.sendMessage({ opening, waitsFor } satisfies OpeningProgress).catch(() => {});
}
