import * as z from 'zod/mini';

const short = z.string().check(z.maxLength(200));

/** A deal that was opened, listed, saved or found on this device, as far as a list shows it and a search looks at it. */
export const knownDealSchema = z.object({
  id: z.string(),
  leadId: z.string(),
  leadName: short,
  organizationId: z.string(),
  contactName: short,
  ownerName: short,
  currency: z.string(),
  valueFormatted: short,
  updatedAt: z.string(),
  value: z.nullable(z.number()),
  period: z.string(),
  confidence: z.nullable(z.number()),
  closesOn: z.string(),
  status: z.object({ id: z.string(), label: short, type: z.enum(['active', 'won', 'lost']) }),
  pipelineName: short,
  /** When it was last seen, in epoch milliseconds. */
  seenAt: z.number(),
});
export type KnownDeal = z.infer<typeof knownDealSchema>;
