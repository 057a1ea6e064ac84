import * as z from 'zod/mini';

/** A custom field as its organization defines it. `type` is Close's name and may be unknown here. */
export const customFieldSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  description: z.string(),
  choices: z.array(z.string()),
  isMultiple: z.boolean(),
  editableWithRoles: z.array(z.string()),
  isConverting: z.boolean(),
});
export type CustomField = z.infer<typeof customFieldSchema>;
