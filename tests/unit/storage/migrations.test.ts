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
import { addGetKeys, readWholeStore } from './whole-store.ts';

type Items = Record<string, unknown>;

/** Stores of earlier versions of the extension. Never edit these files; add one for a new version. */
const goldenFolder = new URL('golden/', import.meta.url);
const golden = (version: number): Items =>
  JSON.parse(readFileSync(new URL(`version-${version}.json`, goldenFolder), 'utf8'));

/** Adds the defaults of preferences that were introduced later. */
const withDefaults = (name: string, value: unknown) =>
  name === 'preferences' ? { ...defaultPreferences, ...(value as Items) } : value;

/** Returns the declared item with this key. */
function itemOf(name: string): Stored<unknown> {
  const [, kind = name, id = ''] = /^(key|outbox|draft):(.+)$/.exec(name) ?? [];
  const items: Record<string, Stored<unknown>> = {
    ...{ connections, pins, preferences, 'recent-changes': recentChanges, 'menu-pipelines': menuPipelines },
    ...{ key: secret(id), outbox: id === '' ? outboxIndex : outboxRecord(id), draft: draft(id) },
  };
  const item = items[kind];
  if (!item) throw new Error(`No item is declared with the key ${name}`);
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

describe('the store of an earlier version', () => {
  const versions = Array.from({ length: currentVersion }, (_none, index) => index + 1);

  it('has a sample for every version', () => {
    expect(readdirSync(goldenFolder).sort()).toEqual(versions.map((version) => `version-${version}.json`));
  });

  it.each(versions)('is migrated from version %i to the current one without losses', async (version) => {
    await local.set(golden(version));
    await migrate();
    expect(await readWholeStore()).toEqual(golden(currentVersion));
  });

  it('is read completely by the current items', async () => {
    const { version, ...items } = golden(currentVersion);
    await local.set({ version, ...items });
    for (const [name, value] of Object.entries(items)) {
      expect([name, await itemOf(name).look()]).toEqual([
        name,
        { value: withDefaults(name, value), isDamaged: false },
      ]);
    }
  });
});

describe('migrate', () => {
  it('reads one key if there is nothing to migrate', async () => {
    await local.set(golden(currentVersion));
    const [get, set] = [vi.spyOn(local, 'get'), vi.spyOn(local, 'set')];
    await migrate();
    expect(get.mock.calls).toEqual([['version']]);
    expect(set).not.toHaveBeenCalled();
  });

  it('starts from version 1 if the version number is damaged, because it is safe to repeat', async () => {
    await local.set({ ...golden(currentVersion), version: 'damaged' });
    await migrate();
    expect(await readWholeStore()).toEqual(golden(currentVersion));
  });

  it('leaves damaged items unchanged and migrates the rest', async () => {
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
    expect(await readWholeStore()).toEqual({ ...golden(currentVersion), ...damaged });
  });

  it('is atomic: an interrupted run has changed nothing and can be repeated', async () => {
    await local.set(golden(1));
    vi.spyOn(local, 'set').mockRejectedValueOnce(new Error('killed'));
    await expect(migrate()).rejects.toThrow('killed');
    expect(await readWholeStore()).toEqual(golden(1));
    await migrate();
    expect(await readWholeStore()).toEqual(golden(currentVersion));
  });
});

describe('the store', () => {
  it('migrates again if only its version is damaged, and fails if nothing can be read', async () => {
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

  it('is migrated once, before the first read', async () => {
    await local.set(golden(1));
    const migration = vi.fn(migrate);
    beforeStoreIsUsed(migration);
    const [old] = Object.keys(golden(1)).filter((name) => name.startsWith('draft:'));
    const [first] = await Promise.all([draft(old?.slice(6) ?? '').read(), connections.read(), pins.read()]);
    expect(first).toMatchObject({ unsent: {} });
    expect(migration).toHaveBeenCalledTimes(1);
  });

  it('is not changed if a later version has used it', async () => {
    const later = { ...golden(1), version: currentVersion + 1 };
    await local.set(later);
    beforeStoreIsUsed(migrate);
    expect(await kindOf(connections.read())).toBe('store-newer');
    expect(await kindOf(pins.write({}))).toBe('store-newer');
    expect(await kindOf(recentChanges.remove())).toBe('store-newer');
    expect(await readWholeStore()).toEqual(later);
  });

  it('is not used while it cannot be migrated, and the migration is retried', async () => {
    vi.useFakeTimers();
    await local.set(golden(1));
    beforeStoreIsUsed(migrate);
    vi.spyOn(local, 'set').mockRejectedValueOnce(new Error('IO error'));
    expect(await kindOf(pins.write({}))).toBe('store-unreadable');
    expect(await kindOf(connections.read())).toBe('store-unreadable');
    expect(await readWholeStore()).toEqual(golden(1));
    vi.advanceTimersByTime(1_000);
    expect(await kindOf(connections.read())).toBe('fine');
  });
});
