import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { withLock } from '../base/with-lock.ts';

/** Area and name: `local` stays on this device, `session` lives in memory until the browser closes. */
type StoredKey = `${'local' | 'session'}:${string}`;

/** One stored item: its key, and functions to read, write and remove its value. */
export type Stored<Value> = {
  key: StoredKey;
  /** Reads the value. Throws `StorageError` if the browser cannot read its storage or the item is sealed and locked. */
  read(): Promise<Value>;
  /** Reads the value and whether a damaged one is stored. Throws like `read`. */
  look(): Promise<{ value: Value; isDamaged: boolean }>;
  /** Writes the value. Throws `StorageError` if the browser cannot store it. */
  write(value: Value): Promise<void>;
  /**
   * Replaces the value with the result of `change` under the item's lock and resolves to it. `change` returns the same
   * value to write nothing, or null to remove the item.
   */
  update(change: (value: Value, isDamaged: boolean) => Value): Promise<Value>;
  remove(): Promise<void>;
  /** Calls `changed` after each change of the item, also by other pages, the worker or another device. */
  watch(changed: () => void): void;
};

/** An item and its next value, for `writeTogether`. */
export type StoredValue = readonly [item: Pick<Stored<unknown>, 'key'>, value: unknown];

/**
 * Reports that a value could not be stored, that it is sealed and the keys are locked, that the browser's storage cannot be
 * read, or that a later version of the extension has written it.
 */
export class StorageError extends Error {
  readonly kind: 'storage' | 'locked' | 'store-unreadable' | 'store-newer';

  constructor(kind: StorageError['kind'], cause?: unknown) {
    super(kind, { cause });
    this.name = 'StorageError';
    this.kind = kind;
  }
}

const askAgainAfterMs = 1_000;
const secondTryTimeoutMs = 500;

/** Held while the store is emptied and filled again. */
const rewriteLock = 'store-rewrite';

let bringUpToDate = async (): Promise<void> => {};
let isUpToDate: Promise<void> | undefined;
let lastFailure: StorageError | undefined;
/** Whether reads and writes wait during a rewrite; true in the worker, because only the worker rewrites. */
let waitsForRewrite = false;
const usesInProgress = new Set<Promise<unknown>>();
/** Number of rewrites that have begun. */
let rewrites = 0;

/**
 * Sets the work to do before the first use of `local`, such as migration. While it fails, reads and writes fail too and
 * leave the store unchanged; a use at least a second later retries it.
 */
export function beforeStoreIsUsed(work: () => Promise<void>): void {
  bringUpToDate = work;
  isUpToDate = undefined;
  lastFailure = undefined;
  waitsForRewrite = true;
}

/**
 * Runs work that clears and refills `local` after all current uses and before all later ones in this worker. If it
 * fails, `bringUpToDate` runs before the next use.
 */
export async function withStoreAlone(work: () => Promise<void>): Promise<void> {
  await whenUpToDate();
  rewrites += 1;
  const rewrite = Promise.allSettled(usesInProgress).then(() => withLock(rewriteLock, work));
  isUpToDate = orAskAgain(rewrite.catch(() => bringUpToDate()));
  await Promise.all([rewrite, isUpToDate]);
}

async function whenUpToDate(): Promise<void> {
  let awaited: Promise<void> | undefined;
  do {
    isUpToDate ??= orAskAgain(bringUpToDate());
    awaited = isUpToDate;
    // Fails early after a failure, because the browser takes seconds to report that its storage is broken.
    await (lastFailure ? Promise.race([awaited, throwLater(lastFailure)]) : awaited);
    // A rewrite may have begun in between.
  } while (awaited !== isUpToDate);
}

function orAskAgain(work: Promise<void>): Promise<void> {
  return work.then(
    () => {
      lastFailure = undefined;
    },
    (cause) => {
      // Shares one failure among all uses within a second.
      setTimeout(() => {
        isUpToDate = undefined;
      }, askAgainAfterMs);
      lastFailure = cause instanceof StorageError ? cause : new StorageError('store-unreadable', cause);
      throw lastFailure;
    },
  );
}

function throwLater(failure: StorageError): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(failure), secondTryTimeoutMs);
  });
}

type Store = typeof browser.storage.local;

async function useStore<Value>(
  area: 'local' | 'session',
  work: (store: Store) => Promise<Value>,
): Promise<Value> {
  if (area === 'session') return work(browser.storage.session);
  let seen: number;
  do {
    seen = rewrites;
    await whenUpToDate();
    // Checked in the step that registers the use, or a rewrite that begins in between would not wait for it.
  } while (seen !== rewrites);
  const use = work(browser.storage.local);
  usesInProgress.add(use);
  return use.finally(() => usesInProgress.delete(use));
}

/** Writes or removes. A page waits for a rewrite by the worker, because its change would be cleared or overwritten. */
function changeStore(area: 'local' | 'session', work: (store: Store) => Promise<void>): Promise<void> {
  const change = () => useStore(area, work);
  return area === 'local' && !waitsForRewrite ? withLock(rewriteLock, change) : change();
}

/** Protects stored words about customers. */
export type Sealing = {
  /** Returns what to store for a value; works while the keys are locked. */
  seal(name: string, value: unknown): Promise<unknown>;
  /** Returns the value of what the store holds. Throws `StorageError` (`locked`) while the keys are locked. */
  open(name: string, found: unknown): Promise<unknown>;
};

let sealing: Sealing = { seal: async (_name, value) => value, open: async (_name, found) => found };

/** Sets how items are sealed. Only the worker does, because no page reads or writes such an item. */
export function sealWith(chosen: Sealing): void {
  sealing = chosen;
}

/** Runs work that may read sealed items; resolves to `locked` if they cannot be opened. */
export async function unlessLocked<Value, Locked>(
  work: () => Promise<Value>,
  locked: Locked,
): Promise<Value | Locked> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StorageError && error.kind === 'locked') return locked;
    throw error;
  }
}

type MakeRoom = (
  names: readonly string[],
  write: (smaller: Record<string, unknown>) => Promise<void>,
) => Promise<void>;

let makeRoom: MakeRoom = (_names, write) => write({});

/**
 * Sets how to free storage when `local` is full. `work` gets the names that did not fit, and a function that writes
 * them again together with smaller values of other items.
 */
export function onStoreFull(work: MakeRoom): void {
  makeRoom = work;
}

/** Runs work while no other work changes the item of this name. */
export function withItem<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  return withLock(`stored-${name}`, work);
}

/**
 * Declares a stored item. Reading a missing, damaged or outdated value gives `absent`, because a popup without cached
 * data is better than one that does not open.
 */
export function stored<Value>(key: StoredKey, schema: z.ZodMiniType<Value>, absent: Value): Stored<Value> {
  const { area, name } = locate(key);

  const alone = <Result>(work: () => Promise<Result>) => withItem(name, work);

  async function find(): Promise<{ value: Value; isDamaged: boolean }> {
    // Opened before the next rewrite, which may seal with another key.
    const read = () => useStore(area, async (store) => sealing.open(name, await readRaw(store, name)));
    let found = await read();
    // Reads again after a rewrite, because a page may have read while the store was empty.
    if (found === undefined && area === 'local' && !waitsForRewrite)
      found = await withLock(rewriteLock, read);
    const parsed = schema.safeParse(found);
    if (parsed.success) return { value: parsed.data, isDamaged: false };
    return { value: absent, isDamaged: (found ?? null) !== null };
  }

  return {
    key,
    read: async () => (await find()).value,
    look: find,
    write: (value) => alone(() => writeOrMakeRoom(area, { [name]: value })),
    update: (change) =>
      alone(async () => {
        const { value, isDamaged } = await find();
        const next = change(value, isDamaged);
        if (next === null && value !== null) await changeStore(area, (store) => store.remove(name));
        else if (next !== value) await writeOrMakeRoom(area, { [name]: next });
        return next;
      }),
    remove: () => alone(() => changeStore(area, (store) => store.remove(name))),
    watch: (changed) =>
      browser.storage[area].onChanged.addListener((changes) => {
        if (name in changes) changed();
      }),
  };
}

/** Marks a value that the browser cannot read; no schema accepts it. */
const unreadable = Symbol('unreadable');

/**
 * Reads the raw value under a name; `unreadable` if that record is damaged on disk. Throws only if the whole store
 * is unreadable, because the browser reports both in the same way.
 */
export async function readRaw(store: Store, name: string): Promise<unknown> {
  try {
    return (await store.get(name))[name];
  } catch (cause) {
    await store.getKeys().catch(() => {
      throw new StorageError('store-unreadable', cause);
    });
    return unreadable;
  }
}

/** Lists the names of all items in `local`, damaged ones included. */
export function storedNames(): Promise<string[]> {
  return useStore('local', (store) => store.getKeys());
}

/**
 * Writes several items of one area in one atomic write. Callers that also read these items hold a lock of their own
 * around both.
 */
export async function writeTogether(values: readonly StoredValue[]): Promise<void> {
  const [first] = values;
  if (!first) return;
  const { area } = locate(first[0].key);
  const entries = values.map(([{ key }, value]) => [locate(key).name, value] as const);
  await writeOrMakeRoom(area, Object.fromEntries(entries));
}

/**
 * Returns a schema that replaces each damaged or missing part of an object with its default, because an older version
 * may not have stored it.
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

/** Splits a key into storage area and name. */
export function locate(key: StoredKey): { area: 'local' | 'session'; name: string } {
  const area = key.startsWith('local:') ? 'local' : 'session';
  return { area, name: key.slice(area.length + 1) };
}

/** Returns whether an error means that storage is full. */
export function isFull(error: unknown): boolean {
  return error instanceof StorageError && isQuotaError(error.cause);
}

async function writeOrMakeRoom(area: 'local' | 'session', values: Record<string, unknown>): Promise<void> {
  const write = (smaller = {}) =>
    changeStore(area, async (store) => store.set(await sealAll({ ...smaller, ...values })));
  try {
    await write().catch((cause) => {
      if (area !== 'local' || !isQuotaError(cause)) throw cause;
      return makeRoom(Object.keys(values), write);
    });
  } catch (cause) {
    throw cause instanceof StorageError ? cause : new StorageError('storage', cause);
  }
}

async function sealAll(values: Record<string, unknown>): Promise<Record<string, unknown>> {
  const sealed = Object.entries(values).map(async ([name, value]) => [name, await sealing.seal(name, value)]);
  return Object.fromEntries(await Promise.all(sealed));
}

/** Returns whether the browser refused a write for lack of room; matches its message, because Chrome gives no error code. */
export function isQuotaError(cause: unknown): boolean {
  return cause instanceof Error && /quota.*exceeded/i.test(cause.message);
}
