import * as z from 'zod/mini';
import { recordOf } from '../record-of.ts';
import { stored } from './stored.ts';

const stampSchema = z.object({ at: z.number(), json: z.optional(z.string()) });

/** The settings that this device last agreed on with the others, part by part. Apart, since pages alone have a use for it. */
export const carried = stored('local:carried', recordOf(stampSchema), {});
