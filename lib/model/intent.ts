import * as z from 'zod/mini';
import { quickActionSchema } from './quick-action.ts';
import { referenceSchema } from './reference.ts';

/** What a menu click, a toast or the address bar asked for, carried out by the editor that opens. */
export const intentSchema = z.object({
  id: z.string(),
  reference: z.nullable(referenceSchema),
  /** To be carried out once the deal is clear. */
  action: z.nullable(quickActionSchema),
  /** A change to show with its Undo, "" where there is none. */
  changeId: z.string(),
  /** A text to look for, "" where there is none. */
  find: z.string(),
  /** Epoch milliseconds: a popup that opens much later does not belong to that click. */
  expiresAt: z.number(),
});
export type Intent = z.infer<typeof intentSchema>;
