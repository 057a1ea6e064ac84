import * as z from 'zod/mini';
import { stored } from './stored.ts';

const stampSchema = z.object({ at: z.number(), json: z.optional(z.string()) });

/** The settings that this device last agreed on with the others, part by part. */
export const carried = stored('local:carried', z.record(z.string(), stampSchema), {});

const exchangeSchema = z.object({ left: z.number(), isRefused: z.boolean() });

/** How an exchange ended; `left` counts the parts that found no room in the user's account. */
export type Exchange = z.infer<typeof exchangeSchema>;

/** How the last exchange of settings ended. */
export const lastExchange = stored('session:exchange', exchangeSchema, { left: 0, isRefused: false });
