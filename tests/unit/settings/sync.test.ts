import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../lib/base/canonical-json.ts';
import type { Stage } from '../../../lib/model/stages.ts';
import { defaultSettings, type Settings } from '../../../lib/settings/settings.ts';
import { mergeSettings } from '../../../lib/settings/sync.ts';
import { changedKeys } from '../../../lib/settings/sync-items.ts';
import { action } from '../quick-actions/samples.ts';
import { settingsWith } from './samples.ts';

type Account = Record<string, unknown>;
type Device = { settings: Settings; unsyncedKeys: string[] };

const newDevice = (): Device => ({ settings: defaultSettings, unsyncedKeys: [] });
const named = (id: string, name = id) => ({ ...action({ note: { how: 'clear' } }), id, name });
const withActions = (...own: Settings['quickActions']['own']) =>
  settingsWith({ quickActions: { own, slots: [null, null, null, null] } });

/** Changes the settings as a user does. */
function change(device: Device, settings: Settings): void {
  device.unsyncedKeys = [...device.unsyncedKeys, ...changedKeys(device.settings, settings)];
  device.settings = settings;
}

/** Syncs a device with the account as the background does; returns the number of written and removed items. */
function sync(device: Device, account: Account): number {
  const { settings, put, drop } = mergeSettings(device.settings, device.unsyncedKeys, account);
  device.settings = settings;
  device.unsyncedKeys = [];
  // The browser returns stored objects with their keys in another order.
  Object.assign(account, JSON.parse(canonicalJson(put)));
  for (const key of drop) delete account[key];
  return Object.keys(put).length + drop.length;
}

/** Creates two synced devices with these actions and their account. */
function twoDevices(...own: Settings['quickActions']['own']) {
  const account: Account = {};
  const [one, other] = [newDevice(), newDevice()];
  change(one, withActions(...own));
  sync(one, account);
  sync(other, account);
  return { account, one, other };
}

describe('settings of two devices', () => {
  it('arrive on the other device, which writes nothing for that', () => {
    const account: Account = {};
    const settings = settingsWith({
      preferences: { ...defaultSettings.preferences, asksBeforeSaving: true },
      pins: { pipe_1: ['note'] },
      quickActions: { own: [named('b'), named('a')], slots: ['a', null, null, null] },
    });
    const [one, other] = [newDevice(), newDevice()];
    change(one, settings);
    expect(sync(one, account)).toBe(6);
    expect(sync(other, account)).toBe(0);
    expect(other.settings).toEqual(settings);
    expect([sync(one, account), sync(other, account)]).toEqual([0, 0]);
  });

  it('keep the latest change of each setting', () => {
    const { account, one, other } = twoDevices(named('a'), named('b'));
    change(one, withActions(named('a', 'first'), named('b', 'earlier')));
    sync(one, account);
    change(other, withActions(named('a'), named('b', 'later')));
    sync(other, account);
    sync(one, account);
    expect(one.settings).toEqual(withActions(named('a', 'first'), named('b', 'later')));
    expect(other.settings).toEqual(one.settings);
  });

  it('are deleted on both devices, while an action added on the other device is kept', () => {
    const { account, one, other } = twoDevices(named('a'), named('b'));
    change(one, withActions(named('b')));
    change(other, withActions(named('a'), named('b'), named('c')));
    sync(one, account);
    sync(other, account);
    sync(one, account);
    expect(one.settings).toEqual(withActions(named('b'), named('c')));
    expect(other.settings).toEqual(one.settings);
  });

  it('return to their defaults on both devices', () => {
    const { account, one, other } = twoDevices();
    const preferences = { ...defaultSettings.preferences, asksBeforeSaving: true };
    change(one, settingsWith({ preferences, pins: { pipe_1: ['note'] } }));
    sync(one, account);
    sync(other, account);
    change(other, defaultSettings);
    sync(other, account);
    sync(one, account);
    expect(one.settings).toEqual(defaultSettings);
  });

  it('are written again to an account that was cleared', () => {
    const { one } = twoDevices(named('a'));
    const account: Account = {};
    sync(one, account);
    expect(account).toEqual({ 'action:a': named('a'), order: ['a'] });
  });

  it('are equal after any sequence of changes, and further syncs write nothing', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const settings = fc.record({
      preferences: fc.record({
        asksBeforeSaving: fc.boolean(),
        toolbarOpens: fc.constantFrom('popup' as const, 'panel' as const),
        stages: fc.dictionary(
          fc.constantFrom('stat_1', 'stat_2'),
          fc.constantFrom<Stage[]>({ requires: ['value'] }, { confidence: 60 }),
        ),
      }),
      pins: fc.dictionary(fc.constantFrom('pipe_1', 'pipe_2'), fc.subarray(['note', 'value', 'custom.x'])),
      quickActions: fc.record({
        own: fc
          .shuffledSubarray(ids)
          .chain((chosen) =>
            fc.tuple(...chosen.map((id) => fc.constantFrom('x', 'y').map((name) => named(id, name)))),
          ),
        slots: fc.tuple(...ids.map(() => fc.option(fc.constantFrom(...ids)))),
      }),
    }) as fc.Arbitrary<Settings>;
    const event = fc.record({ device: fc.nat(2), changed: fc.option(settings) });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 14 }), (events) => {
        const account: Account = {};
        const devices = [newDevice(), newDevice(), newDevice()];
        for (const { device, changed } of events) {
          const at = devices[device] ?? newDevice();
          if (changed) change(at, changed);
          else sync(at, account);
        }
        for (let round = 0; round < 2; round += 1) for (const device of devices) sync(device, account);
        expect(devices.map((device) => sync(device, account))).toEqual([0, 0, 0]);
        const shown = devices.map((device) => canonicalJson(withoutEmptyPins(device.settings)));
        expect(new Set(shown).size).toBe(1);
      }),
      { numRuns: 150 },
    );
  });
});

function withoutEmptyPins({ pins, ...others }: Settings): Settings {
  return {
    ...others,
    pins: Object.fromEntries(Object.entries(pins).filter(([, fields]) => fields.length > 0)),
  };
}

describe('an item of the account', () => {
  it.each([
    ['preference:toolbarOpens', 'window'],
    ['preference:notifies', true],
    ['pins:pipe_1', 'note'],
    ['action:a', { id: 'b', name: 'Stored under another key' }],
    ['action:status:stat_won', named('status:stat_won')],
    ['preference:constructor', true],
    ['preference:__proto__', true],
    ['constructor', true],
    ['keys', 7],
    ['order', 'a'],
    ['later:kind', { of: 'a later version' }],
  ])('changes nothing and is kept if it is invalid: %s', (key, item) => {
    const merged = mergeSettings(defaultSettings, [], { [key]: item });
    expect(merged).toEqual({ settings: defaultSettings, put: {}, drop: [] });
  });

  it('keeps properties of a later version until the user changes it here', () => {
    const later = { ...named('a'), color: 'of a later version' };
    const account: Account = { 'action:a': later, order: ['a'] };
    const device = newDevice();
    expect([sync(device, account), sync(device, account)]).toEqual([0, 0]);
    expect([device.settings, account['action:a']]).toEqual([withActions(named('a')), later]);
    change(device, withActions(named('a', 'renamed here')));
    expect([sync(device, account), sync(device, account)]).toEqual([1, 0]);
    expect(account['action:a']).toEqual(named('a', 'renamed here'));
  });

  it('does not replace a setting that this device could not sync yet', () => {
    const device = { settings: withActions(named('a', 'changed here')), unsyncedKeys: ['action:a'] };
    const account: Account = { 'action:a': named('a', 'changed there'), order: ['a'] };
    expect(mergeSettings(device.settings, device.unsyncedKeys, account)).toEqual({
      settings: device.settings,
      put: { 'action:a': named('a', 'changed here') },
      drop: [],
    });
  });

  it('does not displace an action of this device', () => {
    const here = withActions(...Array.from({ length: 50 }, (_, index) => named(`h${index}`)));
    const device = newDevice();
    change(device, here);
    const account: Account = { 'action:a': named('a') };
    for (let round = 0; round < 3; round += 1) sync(device, account);
    expect(device.settings).toEqual(here);
    expect(account['action:a']).toEqual(named('a'));
  });

  it('is removed once the account stores more than 100 deleted actions', () => {
    const deleted = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`action:${index}`, null]));
    expect(mergeSettings(defaultSettings, [], deleted(100)).drop).toEqual([]);
    expect(mergeSettings(defaultSettings, [], deleted(101)).drop).toHaveLength(101);
  });
});
