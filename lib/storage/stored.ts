import { browser } from 'wxt/browser';
import * as z from 'zod/mini';

/** Area and name: `local` stays on this device, `session` lives in memory until the browser closes. */
type StoredKey = `${'local' | 'session'}:${string}`;

/** One stored thing: its key, its shape, and what stands in for it while nothing valid is stored. */
export type Stored<Value> = {
  key: StoredKey;
  read(): Promise<Value>;
  /** Throws `StorageError` where the browser does not take it. */
  write(value: Value): Promise<void>;
  remove(): Promise<void>;
};

/** The browser did not store something: its quota is used up or its store is broken. */
export class StorageError extends Error {
  constructor(cause: unknown) {
    super('The browser did not store this.', { cause });
    this.name = 'StorageError';
  }
}

let makeRoom = async (): Promise<void> => {};

/** Says how room is made where the browser refuses to store something. */
export function onStorageRefused(work: () => Promise<void>): void {
  makeRoom = work;
}

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
    write: (value) => writeOrMakeRoom(() => browser.storage[area].set({ [name]: value })),
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
  await writeOrMakeRoom(() => browser.storage[area].set(Object.fromEntries(entries)));
}

/**
 * The same object read leniently: a part that is damaged or missing, as one that an older version did not know, is
 * replaced by the usual one and costs no other.
 */
export function partByPart<Value extends object>(
  schema: z.ZodMiniObject<{ [Part in keyof Value]: z.ZodMiniType<Value[Part]> }>,
  usual: Value,
): z.ZodMiniType<Value> {
  const parts = Object.entries<z.ZodMiniType>(schema.shape).map(
    ([part, shape]) => [part, z.catch(shape, usual[part as keyof Value])] as const,
  );
  return z.object(Object.fromEntries(parts)) as unknown as z.ZodMiniType<Value>;
}

/** Where a key stands in the browser's storage. */
export function locate(key: StoredKey): { area: 'local' | 'session'; name: string } {
  const area = key.startsWith('local:') ? 'local' : 'session';
  return { area, name: key.slice(area.length + 1) };
}

async function writeOrMakeRoom(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch {
    try {
      await makeRoom();
      await write();
    } catch (cause) {
      throw new StorageError(cause);
    }
  }
}
