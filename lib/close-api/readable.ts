import * as z from 'zod/mini';

/** The items of a list that could be read, and how many could not. */
export type Readable<Item> = { items: Item[]; unreadable: number };

/** Reads a list item by item, because one odd item must not make all others unreadable. */
export function readable<Item>(item: z.ZodMiniType<Item>): z.ZodMiniType<Readable<Item>> {
  return z.pipe(
    z.array(z.unknown()),
    z.transform((answers: unknown[]) => {
      const items = answers.map((answer) => item.safeParse(answer)).filter((result) => result.success);
      return { items: items.map(({ data }) => data), unreadable: answers.length - items.length };
    }),
  );
}
