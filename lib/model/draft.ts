import * as z from 'zod/mini';
import { valuesSchema } from './field-value.ts';

/** Typed changes of a deal that are not saved yet. */
export const draftSchema = z.object({
  opportunityId: z.string(),
  /** Absent in drafts of older versions and in edits that expired without it. */
  leadId: z.optional(z.string()),
  organizationId: z.string(),
  leadName: z.string(),
  /** What the user saw in the touched fields. */
  base: valuesSchema,
  entries: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  /** An edit that could not be sent within a day, by the keys of Close's PUT. */
  unsent: valuesSchema,
  /** Epoch milliseconds. */
  savedAt: z.number(),
});
export type Draft = z.infer<typeof draftSchema>;
