import * as z from 'zod/mini';

export const fieldValueSchema = z.union([z.string(), z.number(), z.readonly(z.array(z.string())), z.null()]);

/** Values or a patch as they arrive from storage and messages. */
export const valuesSchema = z.record(z.string(), fieldValueSchema);

export const conflictSchema = z.object({
  field: z.string(),
  base: fieldValueSchema,
  mine: fieldValueSchema,
  theirs: fieldValueSchema,
});
