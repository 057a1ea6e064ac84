import * as z from 'zod/mini';

/** What the toolbar button shows on a tab. */
export const shownPageSchema = z.object({
  tabId: z.number(),
  address: z.string(),
  /** The opportunities and leads that the page is about. */
  ids: z.array(z.string()),
  /** How many opportunities were found, and the sentence that says so. */
  count: z.number(),
  found: z.string(),
  /** What needs the user there, "" for nothing. */
  sign: z.string(),
});
export type ShownPage = z.infer<typeof shownPageSchema>;
