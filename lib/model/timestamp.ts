import * as z from 'zod/mini';

/** Epoch milliseconds that a `Date` can hold; formatting any others throws. */
export const timestampSchema = z.number().check(z.minimum(-8.64e15), z.maximum(8.64e15));
