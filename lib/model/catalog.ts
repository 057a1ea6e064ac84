import * as z from 'zod/mini';
import { customFieldSchema } from './custom-field.ts';
import { pipelineSchema } from './pipeline.ts';

/** The pipelines and custom fields of an organization. */
export const catalogSchema = z.object({
  pipelines: z.array(pipelineSchema),
  customFields: z.array(customFieldSchema),
  /** Epoch milliseconds. */
  readAt: z.number(),
});
export type Catalog = z.infer<typeof catalogSchema>;
