import * as z from 'zod/mini';

/**
 * Everything that can go wrong, as plain data, because an Error would lose its class in messages and storage.
 * `lib/wording/problem-text.ts` has the sentence and the action for each kind.
 */
export const problemKinds = [
  'not-connected',
  'unauthorized',
  'not-renewed',
  'locked',
  'plan-limit',
  'forbidden',
  'forbidden-to-read',
  'not-found',
  'invalid',
  'rate-limited',
  'unavailable',
  'offline',
  'access-withheld',
  'timeout',
  'unreadable-answer',
  'conflict',
  'moved-on',
  'not-on-page',
  'wrong-deal',
  'foreign-status',
  'former-owner',
  'former-owner-of-several',
  'expired',
  'storage',
  'store-unreadable',
  'store-newer',
  'storage-open',
  'extension-restarted',
  'unexpected',
] as const;

export const problemSchema = z.object({
  kind: z.enum(problemKinds),
  /** Close's messages about single fields, by the field's key. */
  fieldErrors: z.optional(z.record(z.string(), z.string())),
  /** Close's message about the whole request, redacted. */
  detail: z.optional(z.string()),
  /** Time of the next allowed try, in epoch milliseconds. */
  retryAt: z.optional(z.number()),
  /** Whether a write was sent and Close may have applied it: only reading the deal tells. */
  isOutcomeUnknown: z.optional(z.boolean()),
});

export type Problem = z.infer<typeof problemSchema>;
export type ProblemKind = Problem['kind'];
