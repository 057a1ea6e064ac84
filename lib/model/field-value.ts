import * as z from 'zod/mini';

/** A value as Close stores it: text, number, list of texts, or null where nothing is set. Amounts in cents. */
export const fieldValueSchema: z.ZodMiniType<string | number | readonly string[] | null> = z.nullable(
  z.union([z.string(), z.number(), z.array(z.string())]),
);
export type FieldValue = z.infer<typeof fieldValueSchema>;

/** Values by the key that Close's PUT takes (`status_id`, `confidence`, `custom.cf_…`). */
export const valuesSchema = z.record(z.string(), fieldValueSchema);
export type Values = Readonly<z.infer<typeof valuesSchema>>;

/**
 * What a PUT sends: like `Values`, and `custom.cf_….add` or `.remove` with one value each, which keep the rest of a
 * list as a colleague left it.
 */
export type Patch = Values;

/** One field that a colleague changed to something else: neither side wins without a choice. */
export const conflictSchema = z.object({
  field: z.string(),
  base: fieldValueSchema,
  mine: fieldValueSchema,
  theirs: fieldValueSchema,
});
export type Conflict = z.infer<typeof conflictSchema>;
