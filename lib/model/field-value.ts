import * as z from 'zod/mini';

/** A value as Close stores it: text, number, list of texts, or null if empty. Amounts are in cents. */
export const fieldValueSchema: z.ZodMiniType<string | number | readonly string[] | null> = z.nullable(
  z.union([z.string(), z.number(), z.array(z.string())]),
);
export type FieldValue = z.infer<typeof fieldValueSchema>;

/** Values by the key that Close's PUT takes (`status_id`, `confidence`, `custom.cf_…`). */
export const valuesSchema = z.record(z.string(), fieldValueSchema);
export type Values = Readonly<z.infer<typeof valuesSchema>>;

/**
 * Body of a PUT: like `Values`, plus `custom.cf_….add` or `.remove` with one value each, which leave the other items of
 * a list unchanged.
 */
export type Patch = Values;

/** A field that someone else changed to another value; the user chooses which one to keep. */
export const conflictSchema = z.object({
  field: z.string(),
  base: fieldValueSchema,
  mine: fieldValueSchema,
  theirs: fieldValueSchema,
});
export type Conflict = z.infer<typeof conflictSchema>;
