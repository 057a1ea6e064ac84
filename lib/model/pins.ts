import * as z from 'zod/mini';

/** Keys of the fields in the first view of one pipeline, in order. */
export const pinnedFieldsSchema = z.array(z.string().check(z.maxLength(100)));

/** The pinned fields by pipeline id; contains no customer data. */
export const pinsSchema = z.record(z.string(), pinnedFieldsSchema);
export type Pins = z.infer<typeof pinsSchema>;
