import * as z from 'zod/mini';

/** State of the toolbar button on a tab. */
export const shownPageSchema = z.object({
  tabId: z.number(),
  address: z.string(),
  /** The opportunities and leads that the page is about. */
  ids: z.array(z.string()),
  /** Number of opportunities found, and the sentence about it. */
  count: z.number(),
  found: z.string(),
  /** Sign for what needs the user's attention, "" for none. */
  sign: z.string(),
});
export type ShownPage = z.infer<typeof shownPageSchema>;
