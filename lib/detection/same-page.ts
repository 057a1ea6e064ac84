import type { Reference } from '../model/reference.ts';
import { findReferencesInAddress } from './references.ts';

/**
 * Whether a page is still about what it was opened for. An id in the address has to be there still, whatever else of
 * the address changed. An id among the content belongs to that very address, fragment included: mail programs name the
 * open mail there, and reading too strictly costs a click while reading too loosely could cost a deal.
 */
export function isSamePage(reference: Reference, addressThen: string, addressNow: string): boolean {
  if (reference.foundIn !== 'address') return addressThen === addressNow;
  return findReferencesInAddress(addressNow).some(({ id }) => id === reference.id);
}
