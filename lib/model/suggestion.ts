import * as z from 'zod/mini';

/** What Close advises for a deal. Its texts may come from customers' mails: shown as plain text, never logged. */
export const suggestionSchema = z.object({
  /** Close's name of the action, also one that this product does not know. */
  action: z.string(),
  /** The advised status id or close date as a plain day, "" if the action has none or Close left it out. */
  target: z.string(),
  /** Close's reason, one line, "" if it gave none. */
  reason: z.string(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;
