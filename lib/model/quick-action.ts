import * as z from 'zod/mini';
import { fieldValueSchema } from './field-value.ts';

/** Maximum number of own actions, because a longer menu is no use. */
export const maxQuickActions = 50;

/**
 * Change that a quick action makes to one field.
 * - `set`: the value as a PUT carries it; an amount is in minor units of the organization's currency;
 * - `add`, `remove`: one value of a list;
 * - `edit`: several values of a list;
 * - `clear`: nothing is set any more, an amount becomes 0;
 * - `raise`: percentage points up or down, kept within 0 and 100, or minor units of an amount;
 * - `move`: a date later or earlier by so many units;
 * - `append`: lines at the end of the note, plain or formatted;
 * - `me`: the user who runs the action.
 */
// Uses `enum` instead of `literal`, because its code is in the worker anyway.
const changeSchema = z.union([
  z.object({ how: z.enum(['set']), value: fieldValueSchema }),
  z.object({ how: z.enum(['add', 'remove', 'append']), value: z.string() }),
  z.object({ how: z.enum(['edit']), add: z.array(z.string()), remove: z.array(z.string()) }),
  z.object({ how: z.enum(['clear', 'me']) }),
  z.object({ how: z.enum(['raise']), by: z.number() }),
  z.object({
    how: z.enum(['move']),
    by: z.number(),
    unit: z.enum(['day', 'week', 'month']),
  }),
]);

/** A named set of field changes and the deals it applies to. Holds ids and its author's words, no customer data. */
export const quickActionSchema = z.object({
  /** Unique among all actions that can run: built-in, preset (`preset:…`) and own (`own:…`). */
  id: z.string().check(z.maxLength(100)),
  name: z.string().check(z.maxLength(100)),
  /** By the field's key in Close's PUT; the note is always `note`. */
  changes: z.record(z.string(), changeSchema),
  appliesTo: z.object({
    /** Null if the action fits every organization. */
    organizationId: z.nullable(z.string()),
    /** Pipelines that the deal may be in beforehand; empty for all. */
    pipelineIds: z.array(z.string()),
  }),
});

export type QuickAction = z.infer<typeof quickActionSchema>;

/** A quick action as stored, exported and synced. Its id has no colon, because ids with a prefix are reserved. */
export const ownActionSchema = z.object({
  ...quickActionSchema.shape,
  id: z.string().check(z.regex(/^[0-9A-Za-z][\w-]{0,79}$/)),
});

export type FieldChange = z.infer<typeof changeSchema>;
export type DateUnit = Extract<FieldChange, { how: 'move' }>['unit'];

export const quickActionsSchema = z.object({
  /** In the order shown. */
  own: z.array(ownActionSchema).check(z.maxLength(maxQuickActions)),
  /** The actions of the four keyboard commands: `own:…`, `preset:…` or a built-in id; null for an unused command. */
  slots: z.array(z.nullable(z.string())).check(z.maxLength(4)),
});
export type QuickActions = z.infer<typeof quickActionsSchema>;
