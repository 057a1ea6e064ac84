import { browser } from 'wxt/browser';
import * as z from 'zod/mini';

/** Area and name: `local` stays on this device, `session` lives in memory until the browser closes. */
type StoredKey = `${'local' | 'session'}:${string}`;

/** One stored thing: its key, its shape, and what stands in for it while nothing valid is stored. */
export type Stored<Value> = {
  key: StoredKey;
  /** Throws `StorageError` where the browser does not let its store be read. */
  read(): Promise<Value>;
  /** The same, and whether something is there that cannot be read. */
  look(): Promise<{ value: Value; isDamaged: boolean }>;
  /** Throws `StorageError` where the browser does not take it. */
  write(value: Value): Promise<void>;
  remove(): Promise<void>;
};

/**
 * The browser's store does not do its part: something could not be stored (its quota is used up), or nothing can be
 * read, or what is there was written by a later version of the extension.
 */
export class StorageError extends Error {
  readonly kind: 'storage' | 'store-unreadable' | 'store-newer';

  constructor(kind: StorageError['kind'], cause?: unknown) {
    super(kind, { cause });
    this.name = 'StorageError';
    this.kind = kind;
  }
}

const askAgainAfterMs = 1_000;
const longestSecondTryMs = 500;

let bringUpToDate = async (): Promise<void> => {};
let isUpToDate: Promise<void> | undefined;
let lastFailure: StorageError | undefined;

/**
 * Says what has to be done before anything of `local` is read or written. While that fails nothing is, so that what is
 * stored stays as it is; whoever asks a little later tries it again.
 */
export function beforeStoreIsUsed(work: () => Promise<void>): void {
  bringUpToDate = work;
  isUpToDate = undefined;
  lastFailure = undefined;
}

function whenUpToDate(): Promise<void> {
  isUpToDate ??= bringUpToDate().then(
    () => {
      lastFailure = undefined;
    },
    (cause) => {
      // All who ask at about the same time get one answer.
      setTimeout(() => {
        isUpToDate = undefined;
      }, askAgainAfterMs);
      lastFailure = cause instanceof StorageError ? cause : new StorageError('store-unreadable', cause);
      throw lastFailure;
    },
  );
  const known = lastFailure;
  // A broken store takes the browser seconds to refuse, and only the first who ask have to wait for that.
  return known ? Promise.race([isUpToDate, throwLater(known)]) : isUpToDate;
}

function throwLater(failure: StorageError): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(failure), longestSecondTryMs);
  });
}

async function storeOf(area: 'local' | 'session'): Promise<typeof browser.storage.local> {
  if (area === 'local') await whenUpToDate();
  return browser.storage[area];
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

  async function find(): Promise<{ value: Value; isDamaged: boolean }> {
    const found = await readRaw(await storeOf(area), name);
    const parsed = schema.safeParse(found);
    if (parsed.success) return { value: parsed.data, isDamaged: false };
    return { value: absent, isDamaged: (found ?? null) !== null };
  }

  return {
    key,
    read: async () => (await find()).value,
    look: find,
    async write(value) {
      const store = await storeOf(area);
      await writeOrMakeRoom(() => store.set({ [name]: value }));
    },
    remove: async () => (await storeOf(area)).remove(name),
  };
}

/** Stands for what is stored under a name and cannot be read; no shape fits it. */
const unreadable = Symbol('unreadable');

/**
 * What is stored under one name. The browser refuses a single record that is damaged on the disk as it refuses all of
 * them where the store is lost: only the latter throws.
 */
export async function readRaw(store: typeof browser.storage.local, name: string): Promise<unknown> {
  try {
    return (await store.get(name))[name];
  } catch (cause) {
    await store.getKeys().catch(() => {
      throw new StorageError('store-unreadable', cause);
    });
    return unreadable;
  }
}

/** The names of all that is stored on this device, whatever it is and in whatever state. */
export async function storedNames(): Promise<string[]> {
  return (await storeOf('local')).getKeys();
}

/** Stores several things of one area at once: all of them or, where the browser dies in between, none. */
export async function writeTogether(
  values: readonly (readonly [Pick<Stored<unknown>, 'key'>, unknown])[],
): Promise<void> {
  const [first] = values;
  if (!first) return;
  const { area } = locate(first[0].key);
  const entries = values.map(([{ key }, value]) => [locate(key).name, value] as const);
  const store = await storeOf(area);
  await writeOrMakeRoom(() => store.set(Object.fromEntries(entries)));
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
      throw new StorageError('storage', cause);
    }
  }
}
