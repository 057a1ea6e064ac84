import * as z from 'zod/mini';

/** How many requests Close was sent, and the last of them. */
export const requestLogSchema = z.object({
  /** The user's day as `toDateString` writes it, and how many requests were sent on it since the browser started. */
  day: z.string(),
  count: z.number(),
  last: z.object({
    method: z.string(),
    /** Without the ids in it. */
    path: z.string(),
    /** 0 where no answer came. */
    status: z.number(),
    milliseconds: z.number(),
    /** Epoch milliseconds. */
    at: z.number(),
  }),
});
export type RequestLog = z.infer<typeof requestLogSchema>;
