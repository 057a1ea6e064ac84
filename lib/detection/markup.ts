import type { Reference } from '../model/reference.ts';
import { findReferences, findReferencesInAddress, findReferencesInSource } from './references.ts';
import { mayContainReferences } from './unwrap-address.ts';

// Matches comments and the content of elements that contain no markup, without their attributes. An unclosed one
// extends to the end, because scanning to the end for each of thousands of starts would be slow.
const noMarkup =
  /<!--[\s\S]*?(?:-->|$)|(<(script|style|xmp|iframe|noembed|noframes|noscript|plaintext)\b[^>]*(?:>|$))[\s\S]*?(?:<\/\2>|$)/g;

/** Finds every id in the value of an attribute: plain, in an address, or in source such as JSON. */
export function findReferencesInValue(value: string): Reference[] {
  // An address is read only to a maximum length.
  const found = [...findReferences(value, 'attribute'), ...findReferencesInAddress(value, 'attribute')];
  return value.includes('\\') ? [...found, ...findReferencesInSource(value, 'attribute')] : found;
}

/**
 * Finds every id in the attributes of markup that the browser has written. Leaves escapes undecoded, because their
 * semicolon ends an id as well. May take text that looks like an attribute for one.
 */
export function findReferencesInMarkup(markup: string): Reference[] {
  if (!mayContainReferences(markup)) return [];
  const parts = markup.replace(noMarkup, '$1').split('"');
  return parts.flatMap((part, place) =>
    mayContainReferences(part) && parts[place - 1]?.endsWith('=') ? findReferencesInValue(part) : [],
  );
}
