import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Question } from '../../../lib/messaging/ask.ts';
import { failure, success } from '../../../lib/result.ts';
import { carrySettings } from '../../../lib/settings/carry-settings.ts';
import { carried } from '../../../lib/storage/carried.ts';
import { pins, preferences, usualPreferences } from '../../../lib/storage/items.ts';
import { readPreferences } from '../../../lib/storage/presets.ts';

const asked: Question[] = [];
let answer = () => success(null) as unknown;
let isUsable = () => success(usualPreferences) as unknown;

beforeEach(() => {
  vi.restoreAllMocks();
  fakeBrowser.reset();
  asked.length = 0;
  answer = () => success(null);
  isUsable = async () => success(await readPreferences());
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async (question: unknown) => {
    const { name } = question as Question;
    if (name !== 'preferences.read') asked.push(question as Question);
    return name === 'preferences.read' ? isUsable() : answer();
  });
});

const account = () => fakeBrowser.storage.sync.get();
const panel = { at: 5, value: 'panel' };

describe('settings in the account of the browser', () => {
  it('are taken over by asking the background, and only what differs', async () => {
    await preferences.write({ ...usualPreferences, asksBeforeSaving: true, notifies: true });
    await pins.write({ pipe_1: ['note'], pipe_2: ['value'] });
    await fakeBrowser.storage.sync.set({
      'preference:toolbarOpens': panel,
      'pins:pipe_3': { at: 5, value: ['x'] },
    });
    expect(await carrySettings()).toEqual({ left: 0, isRefused: false });
    expect(asked).toEqual([
      { name: 'preferences.write', input: { toolbarOpens: 'panel' } },
      { name: 'pins.write', input: { pins: { pipe_3: ['x'] } } },
    ]);
    expect(Object.keys(await account()).sort()).toEqual([
      'pins:pipe_1',
      'pins:pipe_2',
      'pins:pipe_3',
      'preference:asksBeforeSaving',
      'preference:toolbarOpens',
    ]);
  });

  it('are left alone in both directions where the user or the administrator does not want it', async () => {
    await fakeBrowser.storage.sync.set({ 'preference:toolbarOpens': panel });
    await pins.write({ pipe_1: ['note'] });
    await preferences.write({ ...usualPreferences, carriesSettings: false });
    await carrySettings();
    await preferences.write(usualPreferences);
    await fakeBrowser.storage.managed.set({ carriesSettings: false });
    await carrySettings();
    expect(asked).toEqual([]);
    expect(await account()).toEqual({ 'preference:toolbarOpens': panel });
  });

  it('are agreed on only once the background has taken them over', async () => {
    await fakeBrowser.storage.sync.set({ 'preference:toolbarOpens': panel });
    answer = () => failure({ kind: 'storage' });
    expect((await carrySettings()).isRefused).toBe(true);
    expect(await carried.read()).toEqual({});
  });

  it('are not taken for deleted where the store belongs to a later version', async () => {
    await pins.write({ pipe_1: ['note'] });
    await carrySettings();
    const before = await account();
    await fakeBrowser.storage.local.set({ pins: { of: 'a later version' } });
    isUsable = () => failure({ kind: 'store-newer' });
    expect((await carrySettings()).isRefused).toBe(true);
    expect(await account()).toEqual(before);
  });

  it('are tried again where the browser refuses to store them', async () => {
    await pins.write({ pipe_1: ['note'] });
    vi.spyOn(fakeBrowser.storage.sync, 'set').mockRejectedValueOnce(
      new Error('MAX_WRITE_OPERATIONS_PER_MINUTE'),
    );
    expect((await carrySettings()).isRefused).toBe(true);
    expect((await carrySettings()).isRefused).toBe(false);
    expect(await account()).toMatchObject({ 'pins:pipe_1': { value: ['note'] } });
  });

  it('are replaced where they are damaged there', async () => {
    await pins.write({ pipe_1: ['note'] });
    await fakeBrowser.storage.sync.set({ 'pins:pipe_1': 'damaged' });
    await carrySettings();
    expect(await account()).toMatchObject({ 'pins:pipe_1': { value: ['note'] } });
  });

  it('cost no write where nothing is new', async () => {
    await pins.write({ pipe_1: ['note'] });
    await carrySettings();
    const writes = [fakeBrowser.storage.sync, fakeBrowser.storage.local].map((area) => vi.spyOn(area, 'set'));
    await carrySettings();
    expect(writes.map((write) => write.mock.calls)).toEqual([[], []]);
  });
});
