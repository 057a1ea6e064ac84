import { type StorageItemKey, storage } from 'wxt/utils/storage';
import type * as z from 'zod/mini';

/** One stored thing: its key, its shape, and what stands in for it while nothing valid is stored. */
export type Stored<Value> = {
  key: StorageItemKey;
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
    write: (value) => writeOrMakeRoom(() => storage.setItem(key, value)),
    remove: () => storage.removeItem(key),
  };
}

/** Stores several things at once: all of them or, where the browser dies in between, none. */
export function writeTogether(
  values: readonly (readonly [Pick<Stored<unknown>, 'key'>, unknown])[],
): Promise<void> {
  return writeOrMakeRoom(() => storage.setItems(values.map(([{ key }, value]) => ({ key, value }))));
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
