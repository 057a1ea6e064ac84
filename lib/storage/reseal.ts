import { browser } from 'wxt/browser';
import type { KeyStorage } from '../model/credential.ts';
import {
  dealStatuses,
  draftIndex,
  knownDealIndex,
  outboxIndex,
  recentChanges,
  recentLines,
  unsavedLineIndex,
} from './items.ts';
import { minChanges, noKnownDeals } from './make-room.ts';
import { isSealedName, sealing, sealValue } from './sealing.ts';
import { isQuotaError, locate, readRaw, StorageError, type StoredValue, withStoreAlone } from './stored.ts';

/**
 * Stores values that change where keys are kept, together with every sealed item as it has to be stored from then on: one
 * write, so that a killed worker leaves all as it was or all as it is to be. Throws `StorageError`: `locked` if the items
 * cannot be opened, `storage` if the browser cannot store them.
 */
export async function storeResealed(to: KeyStorage, values: readonly StoredValue[]): Promise<void> {
  // In memory, so that they cannot be part of the same write. They are no more than a convenience.
  const lines = await recentLines.read();
  await alone(async () => {
    const { local } = browser.storage;
    const contents: Record<string, unknown> = {};
    for (const name of await local.getKeys()) {
      const found = isSealedName(name) ? await readRaw(local, name) : undefined;
      // A record that the browser cannot read stays as it is.
      if (found !== undefined && typeof found !== 'symbol') contents[name] = await sealing.open(name, found);
    }
    const seal = async (smaller: Record<string, unknown> = {}) => {
      const chosen = Object.entries({ ...contents, ...smaller }).map(async ([name, value]) => {
        return [name, typeof to === 'string' ? value : await sealValue(to.seal, name, value)] as const;
      });
      await local.set({ ...Object.fromEntries(await Promise.all(chosen)), ...byName(values) });
    };
    await seal().catch((cause) => {
      if (!isQuotaError(cause)) throw cause;
      return seal({ ...noKnownDeals, ...withFewerChanges(contents) });
    });
  });
  await dealStatuses.remove();
  await recentLines.write(lines);
}

/** Stores values that end a vault whose passphrase is lost, and removes what it had sealed in the same write. */
export async function storeWithoutSealed(values: readonly StoredValue[]): Promise<void> {
  const indexes = [draftIndex, outboxIndex, unsavedLineIndex, knownDealIndex];
  await alone(async () => {
    const { local } = browser.storage;
    const names = (await local.getKeys()).filter(isSealedName);
    const removed = Object.fromEntries(names.map((name) => [name, null]));
    await local.set({ ...removed, ...byName(indexes.map((item) => [item, null])), ...byName(values) });
    for (const name of names) await local.remove(name);
  });
  await dealStatuses.remove();
  await recentLines.remove();
}

async function alone(work: () => Promise<void>): Promise<void> {
  try {
    await withStoreAlone(work);
  } catch (cause) {
    throw cause instanceof StorageError ? cause : new StorageError('storage', cause);
  }
}

function byName(values: readonly StoredValue[]): Record<string, unknown> {
  return Object.fromEntries(values.map(([{ key }, value]) => [locate(key).name, value]));
}

function withFewerChanges(contents: Record<string, unknown>): Record<string, unknown> {
  const { name } = locate(recentChanges.key);
  const { [name]: changes } = contents;
  return Array.isArray(changes) ? { [name]: changes.slice(0, minChanges) } : {};
}
