import * as z from 'zod/mini';

// Read-only to the compiler alone: zod's own `readonly` would weigh 0.6 kB in the worker.
const listSchema = z.array(z.string()) as unknown as z.ZodMiniType<readonly string[]>;
const fieldValueSchema = z.nullable(z.union([z.string(), z.number(), listSchema]));

/** Values or a patch as they arrive from storage and messages. */
export const valuesSchema = z.record(z.string(), fieldValueSchema);

export const conflictSchema = z.object({
  field: z.string(),
  base: fieldValueSchema,
  mine: fieldValueSchema,
  theirs: fieldValueSchema,
});
