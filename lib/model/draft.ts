import * as z from 'zod/mini';
import { valuesSchema } from './field-value.ts';

/** Typed changes of a deal that are not saved yet. */
export const draftSchema = z.object({
  opportunityId: z.string(),
  /** Missing in drafts of older versions and in expired edits without it. */
  leadId: z.optional(z.string()),
  organizationId: z.string(),
  leadName: z.string(),
  /** Values that the user saw in the changed fields. */
  base: valuesSchema,
  entries: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  /** Values of an edit that was not sent within a day, by the keys of Close's PUT. */
  unsent: valuesSchema,
  /** Epoch milliseconds. */
  savedAt: z.number(),
});
export type Draft = z.infer<typeof draftSchema>;
