import * as z from 'zod/mini';
import { referenceSchema } from './reference.ts';

/** The page that a deal was opened for; a save is refused when that page is about something else. */
export const openedForSchema = z.object({
  tabId: z.number(),
  address: z.string(),
  reference: referenceSchema,
});
export type OpenedFor = z.infer<typeof openedForSchema>;
