import * as z from 'zod/mini';
import { valuesSchema } from './field-value.ts';
import { momentSchema } from './moment.ts';
import { problemSchema } from './problem.ts';

/** A change that was made on this device, and how it ended. */
export const changeSchema = z.object({
  id: z.string(),
  opportunityId: z.string(),
  organizationId: z.string(),
  /** The lead whose page the deal was opened from, where there was one. */
  leadId: z.optional(z.string()),
  leadName: z.string(),
  at: momentSchema,
  how: z.enum(['saved', 'unchanged', 'refused']),
  patch: valuesSchema,
  before: valuesSchema,
  after: valuesSchema,
  ignored: z.array(z.string()),
  problem: z.optional(problemSchema),
  undoes: z.optional(z.string()),
  /** Operations that were never sent, because this one set the same fields later. */
  replaces: z.optional(z.array(z.string())),
});
export type Change = z.infer<typeof changeSchema>;
