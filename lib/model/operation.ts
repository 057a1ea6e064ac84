import * as z from 'zod/mini';
import { conflictSchema, valuesSchema } from './field-value.ts';
import { problemSchema } from './problem.ts';

/**
 * One save, written down before anything is sent, so that a killed worker or a closed browser loses nothing.
 * - `waiting`: to be read, compared and written once `notBefore` has come;
 * - `sent`: a PUT left and its outcome is not known yet, Close may have applied it;
 * - `conflict`: somebody else changed the same field, the user decides;
 * - `blocked`: it waits for a valid key.
 */
export const operationSchema = z.object({
  id: z.string(),
  opportunityId: z.string(),
  organizationId: z.string(),
  /** The lead whose page the deal was opened from, where there was one: the deal must still be that lead's. */
  leadId: z.optional(z.string()),
  leadName: z.string(),
  /** What the user saw in the touched fields. */
  base: valuesSchema,
  /** What is to be written, by the keys of Close's PUT. */
  patch: valuesSchema,
  state: z.enum(['waiting', 'sent', 'conflict', 'blocked']),
  /** The deal as read just before the first PUT left: what undo goes back to. */
  before: z.optional(valuesSchema),
  conflicts: z.optional(z.array(conflictSchema)),
  /** It was taken back while its PUT may have arrived: the next reading tells whether it came too late. */
  isCancelled: z.optional(z.boolean()),
  /** Its PUT has arrived, and the confidence or close date that Close made something else of is sent again. */
  isFollowedUp: z.optional(z.boolean()),
  /** Close answered the day before or after the close date, so that goes as midnight UTC instead of a plain day. */
  isDayMoved: z.optional(z.boolean()),
  /** Who changed it and when, as Close says, where there is a conflict. */
  changedBy: z.optional(z.string()),
  changedAt: z.optional(z.string()),
  problem: z.optional(problemSchema),
  /** How often it failed so far, which sets the next wait. */
  attempts: z.number(),
  /** Epoch milliseconds. */
  notBefore: z.number(),
  createdAt: z.number(),
  expiresAt: z.number(),
  /** The change that this operation takes back, where it is an undo. */
  undoes: z.optional(z.string()),
  /** Earlier operations that were never sent, because this one sets the same fields. */
  replaces: z.optional(z.array(z.string())),
});

export type Operation = z.infer<typeof operationSchema>;
