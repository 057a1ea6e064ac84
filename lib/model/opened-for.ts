import * as z from 'zod/mini';
import { referenceSchema } from './reference.ts';

/** The page that a deal was opened for; a save is refused when that page is about something else. */
export const openedForSchema = z.object({
  tabId: z.number(),
  address: z.string(),
  reference: referenceSchema,
  /** The mail address or domain that led to the deal, if its id is not in the page. */
  person: z.optional(z.string().check(z.maxLength(320))),
  /** Whether the user saves the deal although the page no longer names it. */
  isConfirmed: z.optional(z.boolean()),
});
export type OpenedFor = z.infer<typeof openedForSchema>;
