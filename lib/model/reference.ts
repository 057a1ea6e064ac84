import * as z from 'zod/mini';
import { places } from './place-in-page.ts';

/**
 * An id that a page mentions: an opportunity, or a lead that has opportunities. A hint, never a fact: shown values
 * always come from Close. Ids are a prefix and exactly 43 letters or digits (82 seen, no exception).
 */
export const referenceSchema = z.object({
  kind: z.enum(['opportunity', 'lead']),
  id: z.string().check(z.regex(/^(oppo|lead)_[0-9A-Za-z]{43}$/)),
  foundIn: z.enum(places),
  /** The text of the link, which the page chose; only to list several. */
  linkText: z.optional(z.string().check(z.maxLength(100))),
});
export type Reference = z.infer<typeof referenceSchema>;
export type ReferenceKind = Reference['kind'];

export const referencesSchema = z.array(referenceSchema).check(z.maxLength(50));
