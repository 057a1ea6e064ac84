import * as z from 'zod/mini';

/** How a command given outside of the editor ended, for the window that says it where neither page nor toolbar can. */
export const outcomeSchema = z.object({
  sentence: z.string(),
  tone: z.enum(['done', 'problem']),
  /** The words of the button that opens the editor on the deal, "" for none. */
  offer: z.string(),
  /** The text to copy, "" for none. */
  copied: z.string(),
});
export type Outcome = z.infer<typeof outcomeSchema>;
