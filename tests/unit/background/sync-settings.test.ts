import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { changePreferences, changeSettings } from '../../../entrypoints/background/settings/settings.ts';
import { keepSettingsSynced, syncSettings } from '../../../entrypoints/background/settings/sync-settings.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { pins, preferences, quickActions, syncResult, unsyncedSettings } from '../../../lib/storage/items.ts';
import { beforeStoreIsUsed, StorageError } from '../../../lib/storage/stored.ts';
import { action } from '../quick-actions/samples.ts';

const { local, sync } = fakeBrowser.storage;
const setPopup = vi.fn(async () => {});
const createItem = vi.fn();

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(fakeBrowser, {
    action: { setPopup },
    sidePanel: { setPanelBehavior: async () => {} },
    contextMenus: { removeAll: async () => {}, create: createItem },
    i18n: { getMessage: (name: string) => name },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  setPopup.mockClear();
  createItem.mockClear();
  beforeStoreIsUsed(async () => {});
});

const account = () => sync.get();
const mine = { ...action({ user_id: { how: 'me' } }), id: 'mine', name: 'Mine, elsewhere' };
const pin = (pipelineId: string, ...fields: string[]) =>
  changeSettings(({ pins: current }) => ({ pins: { ...current, [pipelineId]: fields } }));

describe('damaged settings of this device', () => {
  it.each(['preferences', 'pins', 'quick-actions'])('are restored from the account: %s', async (name) => {
    await changePreferences({ toolbarOpens: 'panel' });
    await pin('pipe_1', 'note');
    await changeSettings(() => ({ quickActions: { own: [mine], slots: ['mine', null, null, null] } }));
    await syncSettings();
    const [items, before] = [await account(), await local.get([name])];
    await local.set({ [name]: 'damaged' });
    await syncSettings();
    expect(await account()).toEqual(items);
    expect(await local.get([name])).toEqual(before);
  });
});

describe('settings in the browser account', () => {
  it('are added to those of this device, and toolbar and menu follow', async () => {
    await preferences.write({ ...defaultPreferences, asksBeforeSaving: true, notifies: true });
    await pins.write({ pipe_1: ['note'], pipe_2: ['value'] });
    await sync.set({ 'preference:toolbarOpens': 'panel', 'pins:pipe_3': ['x'], 'action:mine': mine });
    await syncSettings();
    expect(await preferences.read()).toEqual({
      ...defaultPreferences,
      asksBeforeSaving: true,
      notifies: true,
      toolbarOpens: 'panel',
    });
    expect(await pins.read()).toEqual({ pipe_1: ['note'], pipe_2: ['value'], pipe_3: ['x'] });
    expect(setPopup.mock.lastCall).toEqual([{ popup: '' }]);
    expect(createItem.mock.calls.map(([item]) => item.title)).toContain('Mine, elsewhere');
    expect(Object.keys(await account()).sort()).toEqual([
      'action:mine',
      'pins:pipe_1',
      'pins:pipe_2',
      'pins:pipe_3',
      'preference:asksBeforeSaving',
      'preference:toolbarOpens',
    ]);
  });

  it('are neither read nor written if the user or the administrator turns sync off', async () => {
    await sync.set({ 'preference:toolbarOpens': 'panel' });
    const reading = vi.spyOn(sync, 'get');
    await changePreferences({ syncsSettings: false });
    await pin('pipe_1', 'note');
    await syncSettings();
    await preferences.write(defaultPreferences);
    await fakeBrowser.storage.managed.set({ syncsSettings: false });
    await syncSettings();
    expect(reading).not.toHaveBeenCalled();
    expect(await preferences.read()).toEqual(defaultPreferences);
    expect(await account()).toEqual({ 'preference:toolbarOpens': 'panel' });
  });

  it('receive the changes made here while sync was off', async () => {
    await sync.set({ 'preference:toolbarOpens': 'panel', 'pins:pipe_1': ['value'] });
    await changePreferences({ syncsSettings: false });
    await pin('pipe_1', 'note');
    await changePreferences({ syncsSettings: true });
    await syncSettings();
    expect(await pins.read()).toEqual({ pipe_1: ['note'] });
    expect(await account()).toEqual({ 'preference:toolbarOpens': 'panel', 'pins:pipe_1': ['note'] });
  });

  it('receive the changes made here even if the worker was stopped before the sync', async () => {
    await sync.set({ 'pins:pipe_1': ['value'] });
    await syncSettings();
    await pin('pipe_1', 'note');
    // Starts a new worker, which knows only the stored data.
    vi.resetModules();
    const next = await import('../../../entrypoints/background/settings/sync-settings.ts');
    await next.syncSettings();
    expect([await account(), await pins.read()]).toEqual([{ 'pins:pipe_1': ['note'] }, { pipe_1: ['note'] }]);
  });

  it('are left unchanged if they cannot be stored on this device', async () => {
    await pins.write({ pipe_1: ['note'] });
    await sync.set({ 'preference:toolbarOpens': 'panel' });
    vi.spyOn(local, 'set').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
    await syncSettings();
    expect((await syncResult.read()).isRefused).toBe(true);
    expect(await account()).toEqual({ 'preference:toolbarOpens': 'panel' });
  });

  it('are not deleted if a later version has written the storage of this device', async () => {
    await pin('pipe_1', 'note');
    await syncSettings();
    const before = await account();
    await local.set({ pins: { of: 'a later version' } });
    beforeStoreIsUsed(() => Promise.reject(new StorageError('store-newer')));
    await syncSettings();
    expect((await syncResult.read()).isRefused).toBe(true);
    expect(await account()).toEqual(before);
  });

  it('are written again after the browser refused a write, which is reported', async () => {
    await sync.set({ 'pins:pipe_1': ['value'] });
    await pin('pipe_1', 'note');
    const refusal = 'This request exceeds the MAX_WRITE_OPERATIONS_PER_MINUTE quota.';
    vi.spyOn(sync, 'set').mockRejectedValueOnce(new Error(refusal));
    await syncSettings();
    expect(await syncResult.read()).toEqual({ tooLarge: 0, isRefused: true });
    await syncSettings();
    expect(await syncResult.read()).toEqual({ tooLarge: 0, isRefused: false });
    expect(await account()).toEqual({ 'pins:pipe_1': ['note'] });
  });

  it('are not written if nothing has changed', async () => {
    await pin('pipe_1', 'note');
    await syncSettings();
    const writes = [sync, local, fakeBrowser.storage.session].map((area) => vi.spyOn(area, 'set'));
    await syncSettings();
    expect(writes.map((write) => write.mock.calls)).toEqual([[], [], []]);
  });

  it('do not overwrite changes made by the user during a sync', async () => {
    await sync.set({ 'preference:toolbarOpens': 'panel', 'pins:pipe_1': ['value'] });
    await Promise.all([
      syncSettings(),
      changePreferences({ asksBeforeSaving: true }),
      pin('pipe_2', 'note'),
      pin('pipe_3', 'note'),
    ]);
    expect(await preferences.read()).toMatchObject({ asksBeforeSaving: true, toolbarOpens: 'panel' });
    expect(await pins.read()).toEqual({ pipe_1: ['value'], pipe_2: ['note'], pipe_3: ['note'] });
    await syncSettings();
    expect(Object.keys(await account())).toContain('preference:asksBeforeSaving');
    expect(await unsyncedSettings.read()).toEqual([]);
  });
});

describe('settings that do not fit in the browser account', () => {
  const large = {
    ...mine,
    id: 'large',
    changes: { note: { how: 'append' as const, value: 'x'.repeat(9_000) } },
  };
  const slots = [null, null, null, null];

  /** Refuses writes like Chrome: items over 8,192 bytes, and more than `maxBytes` in all. */
  function limitAccount(maxBytes = 102_400): void {
    const bytesOf = (items: unknown) => JSON.stringify(items).length;
    const set = sync.set.bind(sync);
    vi.spyOn(sync, 'set').mockImplementation(async (items) => {
      for (const item of Object.values(items))
        if (bytesOf(item) > 8_192) throw new Error('QUOTA_BYTES_PER_ITEM quota exceeded');
      if (bytesOf({ ...(await account()), ...items }) > maxBytes)
        throw new Error('QUOTA_BYTES quota exceeded');
      await set(items);
    });
  }

  it('stay on this device, are counted, and do not block the others', async () => {
    limitAccount();
    await changeSettings(() => ({ quickActions: { own: [large, mine], slots } }));
    await syncSettings();
    expect(await syncResult.read()).toEqual({ tooLarge: 1, isRefused: false });
    expect(Object.keys(await account()).sort()).toEqual(['action:mine', 'order']);
    await syncSettings();
    expect(await quickActions.read()).toEqual({ own: [large, mine], slots });
    // A smaller action fits.
    await changeSettings(() => ({
      quickActions: { own: [{ ...large, changes: mine.changes }, mine], slots },
    }));
    await syncSettings();
    expect([await syncResult.read(), Object.keys(await account()).length]).toEqual([
      { tooLarge: 0, isRefused: false },
      3,
    ]);
  });

  it('keep their change here although the account contains an earlier version', async () => {
    await changeSettings(() => ({ quickActions: { own: [{ ...mine, id: 'large' }], slots } }));
    await syncSettings();
    limitAccount();
    await changeSettings(() => ({ quickActions: { own: [large], slots } }));
    for (let round = 0; round < 2; round += 1) await syncSettings();
    expect((await quickActions.read()).own).toEqual([large]);
  });

  it('are as few as possible if the account is full', async () => {
    limitAccount(600);
    await pin('pipe_1', 'note');
    await changeSettings(() => ({
      quickActions: { own: Array.from({ length: 10 }, (_, id) => ({ ...mine, id: `a${id}` })), slots },
    }));
    await syncSettings();
    const { tooLarge } = await syncResult.read();
    const stored = Object.keys(await account()).length;
    expect(stored).toBeGreaterThan(2);
    expect(stored + tooLarge).toBe(12);
  });
});

/** Creates a device that shares the account with others. `run` works with the device's own local storage. */
function newDevice(): { run(work: () => Promise<unknown>): Promise<void> } {
  let stored: Record<string, unknown> = {};
  return {
    async run(work) {
      await local.clear();
      await local.set(stored);
      await work();
      stored = await local.get();
    },
  };
}

describe('two devices with one account', () => {
  it('send their changes to each other, and further syncs write nothing', async () => {
    const [one, other] = [newDevice(), newDevice()];
    await one.run(async () => {
      await changeSettings(() => ({ quickActions: { own: [mine], slots: ['mine', null, null, null] } }));
      await syncSettings();
    });
    await other.run(async () => {
      await syncSettings();
      expect(await quickActions.read()).toEqual({ own: [mine], slots: ['mine', null, null, null] });
      await changePreferences({ toolbarOpens: 'panel' });
      await syncSettings();
    });
    await one.run(async () => {
      await syncSettings();
      expect((await preferences.read()).toolbarOpens).toBe('panel');
    });
    const writes = [vi.spyOn(sync, 'set'), vi.spyOn(sync, 'remove')];
    for (const device of [other, one, other, one]) await device.run(syncSettings);
    expect(writes.map((write) => write.mock.calls)).toEqual([[], []]);
  });
});

describe('while the worker runs', () => {
  /** Waits for the pause and the sync after it. */
  async function afterPause(): Promise<void> {
    await vi.advanceTimersByTimeAsync(2_000);
    // Locks and storage answer in turns that no timer counts.
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  }

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] });
    keepSettingsSynced();
  });
  // Finishes every scheduled sync, because its fake timer ends with the test.
  afterEach(async () => {
    for (let pause = 0; pause < 2; pause += 1) await afterPause();
  });

  it('settings sync soon after its start, and after each change here or elsewhere', async () => {
    await pins.write({ pipe_1: ['note'] });
    await afterPause();
    expect(Object.keys(await account())).toEqual(['pins:pipe_1']);
    await changePreferences({ asksBeforeSaving: true });
    await afterPause();
    expect(await account()).toHaveProperty('preference:asksBeforeSaving');
    await sync.set({ 'preference:toolbarOpens': 'panel' });
    await afterPause();
    expect((await preferences.read()).toolbarOpens).toBe('panel');
  });

  it('many changes in a row are one write, and the sync after it writes nothing', async () => {
    await afterPause();
    const [reading, writing] = [vi.spyOn(sync, 'get'), vi.spyOn(sync, 'set')];
    for (let count = 1; count <= 30; count += 1) await pin('pipe_1', `custom.cf_${count}`);
    for (let pause = 0; pause < 5; pause += 1) await afterPause();
    expect(writing.mock.calls).toEqual([[{ 'pins:pipe_1': ['custom.cf_30'] }]]);
    expect(reading).toHaveBeenCalledTimes(2);
  });
});
