import * as z from 'zod/mini';
import { catalogSchema } from './catalog.ts';
import { connectionSchema } from './connection.ts';
import { draftSchema } from './draft.ts';
import { operationSchema } from './operation.ts';
import { opportunitySchema } from './opportunity.ts';
import { pinsSchema } from './pins.ts';
import { preferencesSchema } from './preferences.ts';
import { quickActionSchema } from './quick-action.ts';
import { suggestionSchema } from './suggestion.ts';

/** A deal with everything that its editor needs. */
export const dealViewSchema = z.object({
  opportunity: opportunitySchema,
  catalog: catalogSchema,
  connection: connectionSchema,
  draft: z.nullable(draftSchema),
  /** Whether a stored draft of this deal cannot be read. */
  isDraftDamaged: z.optional(z.boolean()),
  pins: pinsSchema,
  preferences: preferencesSchema,
  /** The preset ones, then the user's own. */
  quickActions: z.array(quickActionSchema),
  /** An earlier save of this deal that waits or has a conflict. */
  pending: z.nullable(operationSchema),
  /** Close's advice, if there is any to show. */
  advice: z.optional(z.object({ suggestion: suggestionSchema, isStalled: z.boolean() })),
  /** Whether enough was saved on this device to know that choices save at once. */
  isExperienced: z.optional(z.boolean()),
  /** Whether the tip about links is to be given now that something was saved. */
  isTipDue: z.optional(z.boolean()),
  /** Names of the connected organizations by id, if there are several. */
  organizations: z.optional(z.record(z.string(), z.string())),
});
export type DealView = z.infer<typeof dealViewSchema>;
