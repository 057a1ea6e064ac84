import * as z from 'zod/mini';

const faultSurfaceSchema = z.enum([
  'popup',
  'panel',
  'card',
  'deals',
  'options',
  'sample',
  'outcome',
  'background',
]);
/** Parts of the extension in which an error can occur. */
export type FaultPlace = z.infer<typeof faultSurfaceSchema>;

/** An error of the extension's own code, redacted. */
export const faultSchema = z.object({
  /** Epoch milliseconds. */
  at: z.number(),
  place: faultSurfaceSchema,
  /** Error and its causes, outermost first, without keys and customer data. */
  causes: z.array(z.string()),
  /** Stack frames, innermost first, with paths inside the extension. */
  frames: z.array(z.string()),
});
export type Fault = z.infer<typeof faultSchema>;
