import type { Browser } from 'wxt/browser';
import { exclusively } from '../../../lib/base/with-lock.ts';
import type { Input } from '../../../lib/messaging/contract.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { closeOrigin } from '../../../lib/opportunity/lead-address.ts';
import { cardToken } from '../../../lib/storage/items.ts';

type Sender = Browser.runtime.MessageSender;

const lifetimeMs = 10_000;

/** Gives the tab's content script a token for one card, valid for ten seconds; a newer one replaces it. */
export async function issueCardToken({ tab, origin }: Sender): Promise<Result<{ token: string }>> {
  // Pages of other sites hold nothing that writes.
  if (tab?.id === undefined || origin !== closeOrigin) return failure({ kind: 'unexpected' });
  const token = crypto.randomUUID();
  await cardToken(tab.id).write({ token, until: Date.now() + lifetimeMs });
  return success({ token });
}

/**
 * Takes a token from a card and says which tab it edits. A page may put the card's address into a frame of its own;
 * without a token made for the user's click in this very tab, such a card stays empty. The document that was let in is
 * let in again, because it asks again where the worker died before it answered.
 */
export async function redeemCardToken(
  { token }: Input<'card.redeem'>,
  { tab, documentId }: Sender,
): Promise<Result<{ tabId: number }>> {
  const tabId = tab?.id;
  if (tabId === undefined) return failure({ kind: 'unexpected' });
  // Under a lock, so that of two cards with the same token only one gets in.
  return exclusively(`card-token-${tabId}`, async () => {
    const issued = await cardToken(tabId).read();
    if (!documentId || issued?.token !== token) return failure({ kind: 'unexpected' });
    if (issued.documentId === documentId) return success({ tabId });
    if (issued.documentId !== undefined || issued.until < Date.now()) return failure({ kind: 'unexpected' });
    await cardToken(tabId).write({ ...issued, documentId });
    return success({ tabId });
  });
}
