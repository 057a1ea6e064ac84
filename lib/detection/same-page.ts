import type { Reference } from '../model/reference.ts';
import { findReferencesInAddress } from './references.ts';

/**
 * Returns whether a page is still about the reference. An id in the address has to be there still. An id in the content
 * belongs to exactly that address, including the fragment, because mail programs put the open mail's id there.
 */
export function isSamePage(reference: Reference, addressThen: string, addressNow: string): boolean {
  if (reference.foundIn !== 'address') return addressThen === addressNow;
  return findReferencesInAddress(addressNow).some(({ id }) => id === reference.id);
}
