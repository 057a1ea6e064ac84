import * as z from 'zod/mini';
import { stored } from './stored.ts';

const stampSchema = z.object({ at: z.number(), json: z.optional(z.string()) });

/** The settings that this device last synced, by part. */
export const carried = stored('local:carried', z.record(z.string(), stampSchema), {});

const exchangeSchema = z.object({ left: z.number(), isRefused: z.boolean() });

/** Result of a sync; `left` counts the parts that did not fit in the user's account. */
export type Exchange = z.infer<typeof exchangeSchema>;

/** Result of the last sync. */
export const lastExchange = stored('session:exchange', exchangeSchema, { left: 0, isRefused: false });
