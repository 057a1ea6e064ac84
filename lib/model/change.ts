import * as z from 'zod/mini';
import { valuesSchema } from './field-value.ts';
import { problemSchema } from './problem.ts';
import { timestampSchema } from './timestamp.ts';

/** A change made on this device and its outcome. */
export const changeSchema = z.object({
  id: z.string(),
  opportunityId: z.string(),
  organizationId: z.string(),
  /** The lead whose page the deal was opened from, if any. */
  leadId: z.optional(z.string()),
  leadName: z.string(),
  at: timestampSchema,
  how: z.enum(['saved', 'unchanged', 'refused']),
  patch: valuesSchema,
  before: valuesSchema,
  after: valuesSchema,
  ignored: z.array(z.string()),
  problem: z.optional(problemSchema),
  /** Id of the change that this one takes back, if any. */
  undoes: z.optional(z.string()),
  /** Whether that change was an undo, so that this one makes the first change again. */
  isRedo: z.optional(z.boolean()),
  /** Earlier operations that were not sent, because this one set the same fields. */
  replaces: z.optional(z.array(z.string())),
});
export type Change = z.infer<typeof changeSchema>;
