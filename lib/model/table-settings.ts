import * as z from 'zod/mini';

/** Reasons why a deal may need attention; each can be turned off. */
export const attentionRules = [
  'overdue',
  'closing-soon',
  'no-value',
  'no-next-step',
  'untouched',
  'stalled',
] as const;
export type AttentionRule = (typeof attentionRules)[number];

const days = z.number().check(z.minimum(1), z.maximum(999));

/** How the user has set up the table of open deals. */
export const tableSettingsSchema = z.object({
  /** Rules that are turned off. */
  off: z.array(z.enum(attentionRules)),
  /** Key of the custom field with the next step, by organization; "" for none. */
  nextStep: z.record(z.string(), z.string()),
  /** Days without a change after which a deal counts as untouched. */
  untouchedDays: days,
  /** The same for single statuses, by status id. */
  untouchedDaysIn: z.record(z.string(), days),
  /** Whether the toolbar button shows how many of the deals last seen need attention. */
  countsOnButton: z.boolean(),
});
export type TableSettings = z.infer<typeof tableSettingsSchema>;

export const defaultTableSettings: TableSettings = {
  off: [],
  nextStep: {},
  untouchedDays: 30,
  untouchedDaysIn: {},
  countsOnButton: false,
};
