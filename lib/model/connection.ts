import * as z from 'zod/mini';

/** A connected organization and its user. Nothing secret. */
export const connectionSchema = z.object({
  organizationId: z.string(),
  organizationName: z.string(),
  currency: z.string(),
  userId: z.string(),
  userName: z.string(),
  roleId: z.string(),
  /** The user's mail address, which is left out where people of a page are looked up. */
  email: z.optional(z.string()),
  /** Whether its user may edit deals of others; missing if Close did not say. */
  editsOthers: z.optional(z.boolean()),
});
export type Connection = z.infer<typeof connectionSchema>;
