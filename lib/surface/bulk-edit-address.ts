import { browser } from 'wxt/browser';

const keyOf = (token: string) => `bulk-edit:${token}`;
/** The part of the bulk edit page's address after which it lists the user's open deals. */
export const openDealsHash = '#open';

const tokenShape = /^#[0-9a-f-]{36}$/;

/**
 * Stores the ids of deals in memory and returns the address of a bulk edit page that shows them. The address holds only a
 * random token, because the browser keeps addresses in its history.
 */
export async function bulkEditAddress(ids: readonly string[]): Promise<string> {
  const token = crypto.randomUUID();
  await browser.storage.session.set({ [keyOf(token)]: ids.join(',') });
  return `${browser.runtime.getURL('/deals.html')}#${token}`;
}

/** Returns the text with the ids behind the part of an address after the "#", "" once the browser was closed. */
export async function readBulkEditAddress(hash: string): Promise<string> {
  if (!tokenShape.test(hash)) return hash;
  const key = keyOf(hash.slice(1));
  const { [key]: ids } = await browser.storage.session.get(key);
  return typeof ids === 'string' ? ids : '';
}

/** Returns the address of a bulk edit page that lists the user's open deals. */
export function openDealsAddress(): string {
  return `${browser.runtime.getURL('/deals.html')}${openDealsHash}`;
}
