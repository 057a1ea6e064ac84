import * as z from 'zod/mini';
import { quickActionSchema } from './quick-action.ts';
import { referenceSchema } from './reference.ts';

/** Request from a menu click, a page's button or toast, or the address bar for the editor that opens. */
export const intentSchema = z.object({
  id: z.string(),
  reference: z.nullable(referenceSchema),
  /** Action to apply once the deal is known. */
  action: z.nullable(quickActionSchema),
  /** Id of a change to show with its Undo, "" for none. */
  changeId: z.string(),
  /** Text to search for, "" for none. */
  find: z.string(),
  /** A line to type for the user, who saves it. */
  line: z.optional(z.string()),
  /** Epoch milliseconds; a popup that opens later does not belong to that click. */
  expiresAt: z.number(),
  /** Whether a page asked for it, which may not be the user's wish. */
  isOfPage: z.optional(z.boolean()),
  /** Whether the action is only filled in, for the user to save, because the page chose its deal. */
  isFilledIn: z.optional(z.boolean()),
});
export type Intent = z.infer<typeof intentSchema>;
