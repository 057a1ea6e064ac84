import type { Browser } from 'wxt/browser';
import { withLock } from '../../../lib/base/with-lock.ts';
import type { Input } from '../../../lib/messaging/contract.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { closeOrigin } from '../../../lib/opportunity/lead-address.ts';
import { cardToken, intent } from '../../../lib/storage/items.ts';
import { toIntentOfPage } from './open-editor.ts';

type Sender = Browser.runtime.MessageSender;

const lifetimeMs = 10_000;

/**
 * Issues a token for one card to the tab's content script, valid for ten seconds; a newer one replaces it. The card opens
 * on the reference of the pressed link button, if one was pressed.
 */
export async function issueCardToken(
  { reference }: Input<'card.request'>,
  { tab, origin }: Sender,
): Promise<Result<{ token: string }>> {
  // Only pages of Close may embed a card, because it can edit deals.
  if (tab?.id === undefined || origin !== closeOrigin) return failure({ kind: 'unexpected' });
  if (reference) await intent(tab.id).write(toIntentOfPage(reference));
  const token = crypto.randomUUID();
  await cardToken(tab.id).write({ token, until: Date.now() + lifetimeMs });
  return success({ token });
}

/**
 * Redeems a card's token for the id of its tab, so that a card which a page embeds without the user's click stays empty.
 * The same document may redeem it again, because it repeats the request if the worker dies before it answers.
 */
export async function redeemCardToken(
  { token }: Input<'card.redeem'>,
  { tab, documentId }: Sender,
): Promise<Result<{ tabId: number }>> {
  const tabId = tab?.id;
  if (tabId === undefined) return failure({ kind: 'unexpected' });
  // Locked, so that only one of two cards with the same token is accepted.
  return withLock(`card-token-${tabId}`, async () => {
    const issued = await cardToken(tabId).read();
    if (!documentId || issued?.token !== token) return failure({ kind: 'unexpected' });
    if (issued.documentId === documentId) return success({ tabId });
    if (issued.documentId !== undefined || issued.until < Date.now()) return failure({ kind: 'unexpected' });
    await cardToken(tabId).write({ ...issued, documentId });
    return success({ tabId });
  });
}
