import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { changePreferences, changeSettings } from '../../../entrypoints/background/settings/settings.ts';
import { carrySettings, keepCarrying } from '../../../entrypoints/background/settings/sync-settings.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { pins, preferences, quickActions } from '../../../lib/storage/items.ts';
import { beforeStoreIsUsed, StorageError } from '../../../lib/storage/stored.ts';
import { carried, lastExchange } from '../../../lib/storage/synced.ts';
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
const panel = { at: 5, value: 'panel' };
const mine = { ...action({ user_id: { how: 'me' } }), id: 'mine', name: 'Mine, elsewhere' };

describe('settings that cannot be read back here', () => {
  it.each(['preferences', 'pins', 'quick-actions'])(
    'come back from the account, which keeps its own: %s',
    async (name) => {
      await preferences.write({ ...defaultPreferences, toolbarOpens: 'panel' });
      await pins.write({ pipe_1: ['note'] });
      await quickActions.write({ own: [mine], slots: ['mine', null, null, null] });
      await carrySettings();
      const [kept, before] = [await account(), await local.get([name])];
      await local.set({ [name]: 'damaged' });
      await carrySettings();
      expect(await account()).toEqual(kept);
      expect(await local.get([name])).toEqual(before);
    },
  );
});

describe('settings in the account of the browser', () => {
  it('are taken over beside what is here, and toolbar and menu follow', async () => {
    await preferences.write({ ...defaultPreferences, asksBeforeSaving: true, notifies: true });
    await pins.write({ pipe_1: ['note'], pipe_2: ['value'] });
    await sync.set({
      'preference:toolbarOpens': panel,
      'pins:pipe_3': { at: 5, value: ['x'] },
      'action:mine': { at: 5, value: mine },
    });
    await carrySettings();
    expect(await preferences.read()).toEqual({
      ...defaultPreferences,
      ...{ asksBeforeSaving: true, notifies: true, toolbarOpens: 'panel' },
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

  it('are left alone in both directions where the user or the administrator does not want it', async () => {
    await sync.set({ 'preference:toolbarOpens': panel });
    await pins.write({ pipe_1: ['note'] });
    const reading = vi.spyOn(sync, 'get');
    await preferences.write({ ...defaultPreferences, syncsSettings: false });
    await carrySettings();
    await preferences.write(defaultPreferences);
    await fakeBrowser.storage.managed.set({ syncsSettings: false });
    await carrySettings();
    expect(reading).not.toHaveBeenCalled();
    expect(await preferences.read()).toEqual(defaultPreferences);
    expect(await account()).toEqual({ 'preference:toolbarOpens': panel });
  });

  it('are agreed on only once they are stored here', async () => {
    await sync.set({ 'preference:toolbarOpens': panel });
    vi.spyOn(local, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
    await carrySettings();
    expect((await lastExchange.read()).isRefused).toBe(true);
    expect(await carried.read()).toEqual({});
  });

  it('are not taken for deleted where the store belongs to a later version', async () => {
    await pins.write({ pipe_1: ['note'] });
    await carrySettings();
    const before = await account();
    await local.set({ pins: { of: 'a later version' } });
    beforeStoreIsUsed(() => Promise.reject(new StorageError('store-newer')));
    await carrySettings();
    expect((await lastExchange.read()).isRefused).toBe(true);
    expect(await account()).toEqual(before);
  });

  it('are tried again where the browser refuses to store them, and that is told', async () => {
    await pins.write({ pipe_1: ['note'] });
    vi.spyOn(sync, 'set').mockRejectedValueOnce(new Error('MAX_WRITE_OPERATIONS_PER_MINUTE'));
    await carrySettings();
    expect((await lastExchange.read()).isRefused).toBe(true);
    await carrySettings();
    expect(await lastExchange.read()).toEqual({ left: 0, isRefused: false });
    expect(await account()).toMatchObject({ 'pins:pipe_1': { value: ['note'] } });
  });

  it('are replaced where they are damaged there', async () => {
    await pins.write({ pipe_1: ['note'] });
    await sync.set({ 'pins:pipe_1': 'damaged' });
    await carrySettings();
    expect(await account()).toMatchObject({ 'pins:pipe_1': { value: ['note'] } });
  });

  it('cost no write where nothing is new', async () => {
    await pins.write({ pipe_1: ['note'] });
    await carrySettings();
    const writes = [sync, local, fakeBrowser.storage.session].map((area) => vi.spyOn(area, 'set'));
    await carrySettings();
    expect(writes.map((write) => write.mock.calls)).toEqual([[], [], []]);
  });

  it('lose nothing that the user changes while they are exchanged', async () => {
    await sync.set({ 'preference:toolbarOpens': panel, 'pins:pipe_1': { at: 5, value: ['value'] } });
    await Promise.all([
      carrySettings(),
      changePreferences({ asksBeforeSaving: true }),
      changeSettings(({ pins }) => ({ pins: { ...pins, pipe_2: ['note'] } })),
      changeSettings(({ pins }) => ({ pins: { ...pins, pipe_3: ['note'] } })),
    ]);
    expect(await preferences.read()).toMatchObject({ asksBeforeSaving: true, toolbarOpens: 'panel' });
    expect(await pins.read()).toEqual({ pipe_1: ['value'], pipe_2: ['note'], pipe_3: ['note'] });
  });
});

/** A browser beside others that share its account: what it stores itself is brought in while it works. */
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
  it('tell each other what changes on either, and then write nothing more', async () => {
    const [one, other] = [newDevice(), newDevice()];
    await one.run(async () => {
      await changeSettings(() => ({ quickActions: { own: [mine], slots: ['mine', null, null, null] } }));
      await carrySettings();
    });
    await other.run(async () => {
      await carrySettings();
      expect(await quickActions.read()).toEqual({ own: [mine], slots: ['mine', null, null, null] });
      await changePreferences({ toolbarOpens: 'panel' });
      await carrySettings();
    });
    await one.run(async () => {
      await carrySettings();
      expect((await preferences.read()).toolbarOpens).toBe('panel');
    });
    const writes = [vi.spyOn(sync, 'set'), vi.spyOn(sync, 'remove')];
    for (const device of [other, one, other, one]) await device.run(carrySettings);
    expect(writes.map((write) => write.mock.calls)).toEqual([[], []]);
  });
});

describe('while the worker runs', () => {
  /** Lets the pause pass, and what follows from it. */
  async function afterPause(): Promise<void> {
    await vi.advanceTimersByTimeAsync(2_000);
    // Locks and storage answer in turns that no timer counts.
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  }

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] });
    keepCarrying();
  });
  // What is left to be done would otherwise wait for a timer that is gone.
  afterEach(async () => {
    for (let pause = 0; pause < 2; pause += 1) await afterPause();
  });

  it('settings are carried soon after its start, and whenever they change here or elsewhere', async () => {
    await pins.write({ pipe_1: ['note'] });
    await afterPause();
    expect(Object.keys(await account())).toEqual(['pins:pipe_1']);
    await changePreferences({ asksBeforeSaving: true });
    await afterPause();
    expect(await account()).toHaveProperty('preference:asksBeforeSaving');
    await sync.set({ 'preference:toolbarOpens': { at: Date.now() + 1, value: 'panel' } });
    await afterPause();
    expect((await preferences.read()).toolbarOpens).toBe('panel');
  });

  it('many changes in a row are one write, after which one look finds nothing to answer', async () => {
    await afterPause();
    const [reading, writing] = [vi.spyOn(sync, 'get'), vi.spyOn(sync, 'set')];
    for (let count = 1; count <= 30; count += 1) await pins.write({ pipe_1: [`custom.cf_${count}`] });
    for (let pause = 0; pause < 5; pause += 1) await afterPause();
    expect(writing.mock.calls).toEqual([
      [{ 'pins:pipe_1': { at: expect.any(Number), value: ['custom.cf_30'] } }],
    ]);
    expect(reading).toHaveBeenCalledTimes(2);
  });
});
