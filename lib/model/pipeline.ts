import * as z from 'zod/mini';

const statusSchema = z.object({
  id: z.string(),
  label: z.string(),
  type: z.enum(['active', 'won', 'lost']),
});
export type Status = z.infer<typeof statusSchema>;

/** A pipeline with its statuses in the order of Close's own screens. */
export const pipelineSchema = z.object({
  id: z.string(),
  name: z.string(),
  statuses: z.array(statusSchema),
});
export type Pipeline = z.infer<typeof pipelineSchema>;
