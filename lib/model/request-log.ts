import * as z from 'zod/mini';

/** Number of requests sent to Close, and the last one. */
export const requestLogSchema = z.object({
  /** The user's day in the form of `toDateString`, and the number of requests on it since the browser started. */
  day: z.string(),
  count: z.number(),
  last: z.object({
    method: z.string(),
    /** Path without ids. */
    path: z.string(),
    /** 0 without an answer. */
    status: z.number(),
    milliseconds: z.number(),
    /** Epoch milliseconds. */
    at: z.number(),
  }),
});
export type RequestLog = z.infer<typeof requestLogSchema>;
