import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { exclusively } from '../base/with-lock.ts';

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
  /**
   * Stores what `change` makes of the stored value, and resolves to that. No other change of this item, from the worker or
   * a page, comes in between. `change` returns what it was given to store nothing, and null to remove the item.
   */
  update(change: (value: Value, isDamaged: boolean) => Value): Promise<Value>;
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

/** Held while the store is emptied and filled again. */
const rewriteLock = 'store-rewrite';

let bringUpToDate = async (): Promise<void> => {};
let isUpToDate: Promise<void> | undefined;
let lastFailure: StorageError | undefined;
/** Whether uses of the store wait while it is rewritten, as they do in the worker, which alone rewrites it. */
let waitsForRewrite = false;
const usesInProgress = new Set<Promise<unknown>>();

/**
 * Says what has to be done before anything of `local` is read or written. While that fails nothing is, so that what is
 * stored stays as it is; whoever asks a little later tries it again.
 */
export function beforeStoreIsUsed(work: () => Promise<void>): void {
  bringUpToDate = work;
  isUpToDate = undefined;
  lastFailure = undefined;
  waitsForRewrite = true;
}

/**
 * Runs work that empties and fills `local`, between the uses that began before and all later ones of this worker. Where
 * it fails, the store is brought up to date before anything else uses it.
 */
export async function withStoreAlone(work: () => Promise<void>): Promise<void> {
  await whenUpToDate();
  const rewrite = Promise.allSettled(usesInProgress).then(() => exclusively(rewriteLock, work));
  isUpToDate = orAskAgain(rewrite.catch(() => bringUpToDate()));
  await Promise.all([rewrite, isUpToDate]);
}

async function whenUpToDate(): Promise<void> {
  let awaited: Promise<void> | undefined;
  do {
    isUpToDate ??= orAskAgain(bringUpToDate());
    awaited = isUpToDate;
    // A broken store takes the browser seconds to refuse, and only the first who ask have to wait for that.
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
      // All who ask at about the same time get one answer.
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
    setTimeout(() => reject(failure), longestSecondTryMs);
  });
}

type Store = typeof browser.storage.local;

async function useStore<Value>(
  area: 'local' | 'session',
  work: (store: Store) => Promise<Value>,
): Promise<Value> {
  if (area === 'session') return work(browser.storage.session);
  await whenUpToDate();
  const use = work(browser.storage.local);
  usesInProgress.add(use);
  return use.finally(() => usesInProgress.delete(use));
}

type MakeRoom = (
  names: readonly string[],
  write: (smaller: Record<string, unknown>) => Promise<void>,
) => Promise<void>;

let makeRoom: MakeRoom = (_names, write) => write({});

/**
 * Says how room is made where `local` is full: `work` is given the names of what found no room, and a function that
 * stores this once more, in one write with smaller values of other things.
 */
export function onStoreFull(work: MakeRoom): void {
  makeRoom = work;
}

/** Runs work while no other work changes the item of this name. */
export function withItem<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  return exclusively(`stored-${name}`, work);
}

/**
 * Declares a stored thing. What is read is parsed: something damaged or of another version counts as absent, because
 * a popup that opens without a cache beats one that does not open.
 */
export function stored<Value>(key: StoredKey, schema: z.ZodMiniType<Value>, absent: Value): Stored<Value> {
  const { area, name } = locate(key);

  const alone = <Result>(work: () => Promise<Result>) => withItem(name, work);

  async function find(): Promise<{ value: Value; isDamaged: boolean }> {
    const read = () => useStore(area, (store) => readRaw(store, name));
    let found = await read();
    // A page may have looked at the moment in which the store was empty.
    if (found === undefined && area === 'local' && !waitsForRewrite)
      found = await exclusively(rewriteLock, read);
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
        if (next === null && value !== null) await useStore(area, (store) => store.remove(name));
        else if (next !== value) await writeOrMakeRoom(area, { [name]: next });
        return next;
      }),
    remove: () => alone(() => useStore(area, (store) => store.remove(name))),
  };
}

/** Stands for what is stored under a name and cannot be read; no shape fits it. */
const unreadable = Symbol('unreadable');

/**
 * What is stored under one name. The browser refuses a single record that is damaged on the disk as it refuses all of
 * them where the store is lost: only the latter throws.
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

/** The names of all that is stored on this device, whatever it is and in whatever state. */
export function storedNames(): Promise<string[]> {
  return useStore('local', (store) => store.getKeys());
}

/**
 * Stores several things of one area at once: all of them or, where the browser dies in between, none. Callers that also
 * read these things hold a lock of their own around both.
 */
export async function writeTogether(
  values: readonly (readonly [Pick<Stored<unknown>, 'key'>, unknown])[],
): Promise<void> {
  const [first] = values;
  if (!first) return;
  const { area } = locate(first[0].key);
  const entries = values.map(([{ key }, value]) => [locate(key).name, value] as const);
  await writeOrMakeRoom(area, Object.fromEntries(entries));
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

/** Whether something could not be stored because there is no room left for it. */
export function isFull(error: unknown): boolean {
  return error instanceof StorageError && isQuotaError(error.cause);
}

async function writeOrMakeRoom(area: 'local' | 'session', values: Record<string, unknown>): Promise<void> {
  const write = (smaller = {}) => useStore(area, (store) => store.set({ ...smaller, ...values }));
  try {
    await write().catch((cause) => {
      if (area !== 'local' || !isQuotaError(cause)) throw cause;
      return makeRoom(Object.keys(values), write);
    });
  } catch (cause) {
    throw cause instanceof StorageError ? cause : new StorageError('storage', cause);
  }
}

// Chrome says "Resource::kQuotaBytes quota exceeded"; it has no other sign for it.
function isQuotaError(cause: unknown): boolean {
  return cause instanceof Error && /quota.*exceeded/i.test(cause.message);
}
