import * as z from 'zod/mini';
import { arePresets, usualPresets } from './confidence-presets.ts';
import { stagesSchema } from './stages.ts';

export const preferencesSchema = z.object({
  /** Whether a click on a status or confidence goes into the draft instead of being saved at once. */
  asksBeforeSaving: z.boolean(),
  /** Whether digits and letters alone are shortcuts; off for people who dictate or press keys by accident. */
  usesSingleKeys: z.boolean(),
  /** Whether deals seen on this device are remembered for the search and the recent deals. */
  remembersDeals: z.boolean(),
  /** Whether people named in a page without an id are looked up in Close: after a press, whenever the editor is opened, or never. */
  looksUpPeople: z.enum(['ask', 'always', 'never']),
  toolbarOpens: z.enum(['popup', 'panel']),
  /** The confidences offered as buttons and in menus, in percent. */
  confidencePresets: z.array(z.number()).check(z.refine(arePresets)),
  /** What statuses ask for when a deal is moved to them. */
  stages: stagesSchema,
  /** Results of quick actions come as desktop notifications where a page shows no toast. */
  notifies: z.boolean(),
  /** Settings follow the user to their other devices. */
  syncsSettings: z.boolean(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

const { shape } = preferencesSchema;

/** Some of the preferences. Listed instead of `z.partial`, which would add 1.3 kB to the worker for this one use. */
export const somePreferencesSchema = z.object({
  asksBeforeSaving: z.optional(shape.asksBeforeSaving),
  usesSingleKeys: z.optional(shape.usesSingleKeys),
  remembersDeals: z.optional(shape.remembersDeals),
  looksUpPeople: z.optional(shape.looksUpPeople),
  toolbarOpens: z.optional(shape.toolbarOpens),
  confidencePresets: z.optional(shape.confidencePresets),
  stages: z.optional(shape.stages),
  notifies: z.optional(shape.notifies),
  syncsSettings: z.optional(shape.syncsSettings),
} satisfies Record<keyof Preferences, z.ZodMiniType>);

export const defaultPreferences: Preferences = {
  asksBeforeSaving: false,
  usesSingleKeys: true,
  remembersDeals: true,
  looksUpPeople: 'ask',
  toolbarOpens: 'popup',
  confidencePresets: [...usualPresets],
  stages: {},
  notifies: false,
  syncsSettings: true,
};
