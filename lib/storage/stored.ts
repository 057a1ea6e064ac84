import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';

/** Area and name: `local` stays on this device, `session` lives in memory until the browser closes. */
type StoredKey = `${'local' | 'session'}:${string}`;

/** One stored thing: its key, its shape, and what stands in for it while nothing valid is stored. */
export type Stored<Value> = {
  key: StoredKey;
  read(): Promise<Value>;
  write(value: Value): Promise<void>;
  remove(): Promise<void>;
};

/**
 * Declares a stored thing. What is read is parsed: something damaged or of another version counts as absent, because
 * a popup that opens without a cache beats one that does not open.
 */
export function stored<Value>(key: StoredKey, schema: z.ZodMiniType<Value>, absent: Value): Stored<Value> {
  const { area, name } = locate(key);
  return {
    key,
    async read() {
      const parsed = schema.safeParse((await browser.storage[area].get(name))[name]);
      return parsed.success ? parsed.data : absent;
    },
    write: (value) => browser.storage[area].set({ [name]: value }),
    remove: () => browser.storage[area].remove(name),
  };
}

/** Stores several things of one area at once: all of them or, where the browser dies in between, none. */
export async function writeTogether(
  values: readonly (readonly [Pick<Stored<unknown>, 'key'>, unknown])[],
): Promise<void> {
  const [first] = values;
  if (!first) return;
  const { area } = locate(first[0].key);
  const entries = values.map(([{ key }, value]) => [locate(key).name, value] as const);
  await browser.storage[area].set(Object.fromEntries(entries));
}

function locate(key: StoredKey): { area: 'local' | 'session'; name: string } {
  const area = key.startsWith('local:') ? 'local' : 'session';
  return { area, name: key.slice(area.length + 1) };
}
