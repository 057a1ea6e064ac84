import * as z from 'zod/mini';

/** The keys of the fields in the first view, in their order, by pipeline id. Nothing of a customer. */
export const pinsSchema = z.record(z.string(), z.array(z.string().check(z.maxLength(100))));
