import type * as z from 'zod/mini';

/**
 * Reads the items of a list one by one, because an odd item must not make all others unreadable. Returns them and how many
 * could not be read.
 */
export function readItems<Item>(
  schema: z.ZodMiniType<Item>,
  list: readonly unknown[],
): { items: Item[]; unreadable: number } {
  const parsed = list.map((item) => schema.safeParse(item));
  const items = parsed.flatMap((result) => (result.success ? [result.data] : []));
  return { items, unreadable: list.length - items.length };
}
