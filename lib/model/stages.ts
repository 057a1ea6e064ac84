import * as z from 'zod/mini';
import { isPercent } from './confidence-presets.ts';

/** Limits for rules from files, policies and other devices; a rule then fits into one item of `storage.sync`. */
const maxFieldsOfStage = 30;
export const maxHintLength = 120;
/** Maximum number of statuses with a rule, because the browser account holds 512 settings in all. */
export const maxStages = 200;

const fieldKeysSchema = z.array(z.string().check(z.maxLength(100))).check(z.maxLength(maxFieldsOfStage));

/** What moving a deal to one status asks for. Fields by the key of Close's PUT; a required one need not be in `asks`. */
export const stageSchema = z.object({
  asks: z.optional(fieldKeysSchema),
  requires: z.optional(fieldKeysSchema),
  /** A suggested confidence, in percent. */
  confidence: z.optional(z.number().check(z.refine(isPercent))),
  /** A line that explains the questions. */
  hint: z.optional(z.string().check(z.maxLength(maxHintLength))),
});
export type Stage = z.infer<typeof stageSchema>;

/** What statuses ask for, by status id; contains no customer data. */
export const stagesSchema = z.record(z.string(), stageSchema);
export type Stages = z.infer<typeof stagesSchema>;
