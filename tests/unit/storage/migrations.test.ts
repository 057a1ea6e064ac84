import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import {
  connections,
  draft,
  menuPipelines,
  outboxIndex,
  outboxRecord,
  pins,
  preferences,
  recentChanges,
  secret,
} from '../../../lib/storage/items.ts';
import { currentVersion, migrate } from '../../../lib/storage/migrate.ts';
import { beforeStoreIsUsed, StorageError, type Stored } from '../../../lib/storage/stored.ts';
import { addGetKeys, storedThings } from './whole-store.ts';

type Things = Record<string, unknown>;

/** What a version of the extension left on a device. Never edited: a new version gets a file of its own. */
const goldenFolder = new URL('golden/', import.meta.url);
const golden = (version: number): Things =>
  JSON.parse(readFileSync(new URL(`version-${version}.json`, goldenFolder), 'utf8'));

/** Preferences that came later stand at their usual value. */
const withLater = (name: string, value: unknown) =>
  name === 'preferences' ? { ...defaultPreferences, ...(value as Things) } : value;

/** The declared item that is stored under a name. */
function itemOf(name: string): Stored<unknown> {
  const [, kind = name, id = ''] = /^(key|outbox|draft):(.+)$/.exec(name) ?? [];
  const items: Record<string, Stored<unknown>> = {
    ...{ connections, pins, preferences, 'recent-changes': recentChanges, 'menu-pipelines': menuPipelines },
    ...{ key: secret(id), outbox: id === '' ? outboxIndex : outboxRecord(id), draft: draft(id) },
  };
  const item = items[kind];
  if (!item) throw new Error(`Nothing is declared under ${name}`);
  return item;
}

const { local } = fakeBrowser.storage;

beforeEach(() => {
  fakeBrowser.reset();
  addGetKeys();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  beforeStoreIsUsed(async () => {});
});

describe('what an earlier version stored', () => {
  const versions = Array.from({ length: currentVersion }, (_none, index) => index + 1);

  it('is there for every version', () => {
    expect(readdirSync(goldenFolder).sort()).toEqual(versions.map((version) => `version-${version}.json`));
  });

  it.each(versions)('is brought from version %i to the current one, with nothing lost', async (version) => {
    await local.set(golden(version));
    await migrate();
    expect(await storedThings()).toEqual(golden(currentVersion));
  });

  it('is read whole by the current items', async () => {
    const { version, ...things } = golden(currentVersion);
    await local.set({ version, ...things });
    for (const [name, value] of Object.entries(things)) {
      expect([name, await itemOf(name).look()]).toEqual([
        name,
        { value: withLater(name, value), isDamaged: false },
      ]);
    }
  });
});

describe('bringing the store up to date', () => {
  it('costs one key where there is nothing to do', async () => {
    await local.set(golden(currentVersion));
    const [get, set] = [vi.spyOn(local, 'get'), vi.spyOn(local, 'set')];
    await migrate();
    expect(get.mock.calls).toEqual([['version']]);
    expect(set).not.toHaveBeenCalled();
  });

  it('begins with the first version where the number is damaged, and may be done twice', async () => {
    await local.set({ ...golden(currentVersion), version: 'damaged' });
    await migrate();
    expect(await storedThings()).toEqual(golden(currentVersion));
  });

  it('leaves what is damaged as it is, and costs nothing else', async () => {
    const damaged = {
      'draft:oppo_a': 'garbage',
      'draft:oppo_b': ['?'],
      'outbox:a': 7,
      unknown: { some: 'thing' },
    };
    await local.set({ ...golden(1), ...damaged });
    const get = local.get.bind(local);
    vi.spyOn(local, 'get').mockImplementation((name) =>
      name === 'outbox:a' ? Promise.reject(new Error('Corruption: block checksum mismatch')) : get(name),
    );
    await migrate();
    vi.restoreAllMocks();
    expect(await storedThings()).toEqual({ ...golden(currentVersion), ...damaged });
  });

  it('is all or nothing: cut off in the middle it has changed nothing and runs again', async () => {
    await local.set(golden(1));
    vi.spyOn(local, 'set').mockRejectedValueOnce(new Error('killed'));
    await expect(migrate()).rejects.toThrow('killed');
    expect(await storedThings()).toEqual(golden(1));
    await migrate();
    expect(await storedThings()).toEqual(golden(currentVersion));
  });
});

describe('the store', () => {
  it('begins anew where only its version is damaged, and refuses where nothing can be read', async () => {
    await local.set(golden(1));
    beforeStoreIsUsed(migrate);
    Object.assign(local, { getKeys: async () => ['connections'] });
    vi.spyOn(local, 'get').mockRejectedValueOnce(new Error('Invalid JSON'));
    expect(await connections.read()).toHaveLength(1);
    vi.spyOn(local, 'get').mockRejectedValue(new Error('IO error'));
    expect(await connections.look()).toEqual({ value: [], isDamaged: true });
    Object.assign(local, { getKeys: () => Promise.reject(new Error('IO error')) });
    expect(await kindOf(connections.read())).toBe('store-unreadable');
    expect(await kindOf(connections.look())).toBe('store-unreadable');
  });

  const kindOf = (work: Promise<unknown>) =>
    work.then(
      () => 'fine',
      (error: unknown) => (error instanceof StorageError ? error.kind : error),
    );

  it('is brought up to date before anything is read, once', async () => {
    await local.set(golden(1));
    const work = vi.fn(migrate);
    beforeStoreIsUsed(work);
    const [old] = Object.keys(golden(1)).filter((name) => name.startsWith('draft:'));
    const [first] = await Promise.all([draft(old?.slice(6) ?? '').read(), connections.read(), pins.read()]);
    expect(first).toMatchObject({ unsent: {} });
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('is not touched where a later version has been there', async () => {
    const later = { ...golden(1), version: currentVersion + 1 };
    await local.set(later);
    beforeStoreIsUsed(migrate);
    expect(await kindOf(connections.read())).toBe('store-newer');
    expect(await kindOf(pins.write({}))).toBe('store-newer');
    expect(await kindOf(recentChanges.remove())).toBe('store-newer');
    expect(await storedThings()).toEqual(later);
  });

  it('is left alone while it cannot be brought up to date, which is tried again', async () => {
    vi.useFakeTimers();
    await local.set(golden(1));
    beforeStoreIsUsed(migrate);
    vi.spyOn(local, 'set').mockRejectedValueOnce(new Error('IO error'));
    expect(await kindOf(pins.write({}))).toBe('store-unreadable');
    expect(await kindOf(connections.read())).toBe('store-unreadable');
    expect(await storedThings()).toEqual(golden(1));
    vi.advanceTimersByTime(1_000);
    expect(await kindOf(connections.read())).toBe('fine');
  });
});
