import { type StorageItemKey, storage } from 'wxt/utils/storage';
import type * as z from 'zod/mini';

/** One stored thing: its key, its shape, and what stands in for it while nothing valid is stored. */
export type Stored<Value> = {
  key: StorageItemKey;
  read(): Promise<Value>;
  write(value: Value): Promise<void>;
  remove(): Promise<void>;
};

/**
 * Declares a stored thing. What is read is parsed: something damaged or of another version counts as absent, because
 * a popup that opens without a cache beats one that does not open.
 */
export function stored<Value>(
  key: StorageItemKey,
  schema: z.ZodMiniType<Value>,
  absent: Value,
): Stored<Value> {
  return {
    key,
    async read() {
      const parsed = schema.safeParse(await storage.getItem(key));
      return parsed.success ? parsed.data : absent;
    },
    write: (value) => storage.setItem(key, value),
    remove: () => storage.removeItem(key),
  };
}

/** Stores several things at once: all of them or, where the browser dies in between, none. */
export async function writeTogether(
  values: readonly (readonly [Pick<Stored<unknown>, 'key'>, unknown])[],
): Promise<void> {
  await storage.setItems(values.map(([{ key }, value]) => ({ key, value })));
}
