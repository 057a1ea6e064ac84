import {
  chooseReference,
  findReferences,
  findReferencesInAddress,
  rankReferences,
} from '../detection/references.ts';
import type { Reference } from '../model/reference.ts';

/** The deals and leads in a pasted text; `chosen` is the one to open, if it is clear. */
export type Pasted = { references: Reference[]; chosen: Reference | undefined };

/** Finds the deals and leads in a pasted id, link, JSON or table row. */
export function findPasted(text: string): Pasted {
  const references = rankReferences([
    ...findReferencesInAddress(text, 'pointed-at'),
    ...findReferences(text, 'pointed-at'),
  ]);
  return { references, chosen: chooseReference(references) };
}

/** Finds an opportunity id of unusual length, which Close may have anyway. */
export function findUnusualId(text: string): Reference | undefined {
  const id = /(?<![0-9A-Za-z_])oppo_[0-9A-Za-z]{1,100}(?![0-9A-Za-z])/.exec(text)?.[0];
  return id === undefined ? undefined : { kind: 'opportunity', id, foundIn: 'pointed-at' };
}
