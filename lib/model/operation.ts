import * as z from 'zod/mini';
import { conflictSchema, valuesSchema } from './field-value.ts';
import { problemSchema } from './problem.ts';

/**
 * One save, stored before anything is sent, so that a killed worker or a closed browser loses nothing.
 * - `waiting`: to be read, compared and written once `notBefore` has come;
 * - `sent`: a PUT left and its outcome is not known yet, Close may have applied it;
 * - `conflict`: someone else changed the same field, the user decides;
 * - `blocked`: it waits for a valid key.
 */
export const operationSchema = z.object({
  id: z.string(),
  opportunityId: z.string(),
  organizationId: z.string(),
  /** The lead whose page the deal was opened from, if any; the deal must still belong to it. */
  leadId: z.optional(z.string()),
  leadName: z.string(),
  /** Values that the user saw in the changed fields. */
  base: valuesSchema,
  /** Values to write, by the keys of Close's PUT. */
  patch: valuesSchema,
  state: z.enum(['waiting', 'sent', 'conflict', 'blocked']),
  /** The deal as read just before the first PUT, for undo. */
  before: z.optional(valuesSchema),
  conflicts: z.optional(z.array(conflictSchema)),
  /** Whether it was canceled while its PUT may have arrived; the next reading shows whether it was too late. */
  isCancelled: z.optional(z.boolean()),
  /** Whether its PUT arrived and a confidence or close date that Close changed is sent once more. */
  isFollowedUp: z.optional(z.boolean()),
  /** Whether the close date is sent as midnight UTC, because Close had moved the plain day by one. */
  isDayMoved: z.optional(z.boolean()),
  /** Who made the other change of a conflict and when, according to Close. */
  changedBy: z.optional(z.string()),
  changedAt: z.optional(z.string()),
  problem: z.optional(problemSchema),
  /** Number of failures so far, which determines the next wait. */
  attempts: z.number(),
  /** Epoch milliseconds. */
  notBefore: z.number(),
  createdAt: z.number(),
  expiresAt: z.number(),
  /** Id of the change that this operation undoes, if any. */
  undoes: z.optional(z.string()),
  /** Whether that change is an undo. */
  isRedo: z.optional(z.boolean()),
  /** Earlier operations that were not sent, because this one sets the same fields. */
  replaces: z.optional(z.array(z.string())),
});

export type Operation = z.infer<typeof operationSchema>;
