import * as z from 'zod/mini';
import type { FieldValue } from './opportunity.ts';

// In the worker every kind of schema costs bytes: lists are read-only by their type alone, and null comes by `nullable`.
export const fieldValueSchema: z.ZodMiniType<FieldValue> = z.nullable(
  z.union([z.string(), z.number(), z.array(z.string())]),
);

/** Values or a patch as they arrive from storage and messages. */
export const valuesSchema = z.record(z.string(), fieldValueSchema);

export const conflictSchema = z.object({
  field: z.string(),
  base: fieldValueSchema,
  mine: fieldValueSchema,
  theirs: fieldValueSchema,
});
