import * as z from 'zod/mini';
import { valuesSchema } from './field-value.ts';
import { suggestionSchema } from './suggestion.ts';

/** An opportunity as read from Close. Value in minor units (cents), confidence in percent. */
export const opportunitySchema = z.object({
  id: z.string(),
  leadId: z.string(),
  leadName: z.string(),
  organizationId: z.string(),
  ownerName: z.string(),
  contactName: z.string(),
  /** ISO 4217 code. */
  currency: z.string(),
  /** Close's own wording of the value, "" where there is none. */
  valueFormatted: z.string(),
  noteHtml: z.string(),
  /** Missing if Close does not say. */
  createdAt: z.optional(z.string()),
  updatedAt: z.string(),
  /** Id of the user who last changed it, "" if Close does not say. */
  updatedById: z.string(),
  updatedByName: z.string(),
  values: z.readonly(valuesSchema),
  /** Whether the deal is stalled according to Close; missing if Close does not say. */
  isStalled: z.optional(z.boolean()),
  /** What Close advises; null for nothing, missing if Close does not say. */
  suggestion: z.optional(z.nullable(suggestionSchema)),
});
export type Opportunity = z.infer<typeof opportunitySchema>;

/** Close's advice in an answer; a key that Close left out is missing. */
export type AdviceKeys = Pick<Opportunity, 'isStalled' | 'suggestion'>;
