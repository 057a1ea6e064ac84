import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../lib/base/canonical-json.ts';
import type { Stamps } from '../../../lib/settings/reconcile.ts';
import type { Settings } from '../../../lib/settings/settings.ts';
import { type Carried, carry } from '../../../lib/settings/sync.ts';
import { action } from '../quick-actions/samples.ts';
import { emptySettings, settingsWith } from './samples.ts';

type Account = Record<string, Carried>;
type Device = { settings: Settings; seen: Stamps };

const newDevice = (settings = emptySettings): Device => ({ settings, seen: {} });
const named = (id: string, name = id) => ({ ...action({ note: { how: 'clear' } }), id, name });
const withActions = (...own: Settings['quickActions']['own']) =>
  settingsWith({ quickActions: { own, slots: [null, null, null, null] } });

/** Lets a device exchange with the account, as a browser does; says how many writes that took. */
function exchange(device: Device, account: Account, now: number): number {
  const step = carry(device.settings, device.seen, account, now);
  device.settings = step.settings;
  device.seen = step.seen;
  // What is stored comes back with its keys in another order.
  Object.assign(account, JSON.parse(canonicalJson(step.put)));
  for (const name of step.drop) delete account[name];
  return Object.keys(step.put).length + step.drop.length;
}

describe('settings of two devices', () => {
  it('reach the other one, and are not written again for that', () => {
    const account: Account = {};
    const settings = settingsWith({
      preferences: { ...emptySettings.preferences, asksBeforeSaving: true },
      pins: { pipe_1: ['note'] },
      quickActions: { own: [named('b'), named('a')], slots: ['a', null, null, null] },
    });
    const [one, other] = [newDevice(settings), newDevice()];
    expect(exchange(one, account, 1)).toBe(6);
    expect(exchange(other, account, 2)).toBe(0);
    expect(other.settings).toEqual(settings);
    expect([exchange(one, account, 3), exchange(other, account, 4)]).toEqual([0, 0]);
  });

  it('win part by part, the later one of each', () => {
    const account: Account = {};
    const [one, other] = [newDevice(withActions(named('a'), named('b'))), newDevice()];
    exchange(one, account, 1);
    exchange(other, account, 2);
    one.settings = withActions(named('a', 'first'), named('b', 'earlier'));
    exchange(one, account, 3);
    other.settings = withActions(named('a'), named('b', 'later'));
    exchange(other, account, 4);
    exchange(one, account, 5);
    expect(one.settings).toEqual(withActions(named('a', 'first'), named('b', 'later')));
    expect(other.settings).toEqual(one.settings);
  });

  it('are deleted on both, and a new one beside that stays', () => {
    const account: Account = {};
    const [one, other] = [newDevice(withActions(named('a'), named('b'))), newDevice()];
    exchange(one, account, 1);
    exchange(other, account, 2);
    one.settings = withActions(named('b'));
    other.settings = withActions(named('a'), named('b'), named('c'));
    exchange(one, account, 3);
    exchange(other, account, 4);
    exchange(one, account, 5);
    expect(one.settings).toEqual(withActions(named('b'), named('c')));
    expect(other.settings).toEqual(one.settings);
  });

  it('go on to win on a device whose clock is behind', () => {
    const account: Account = {};
    const [ahead, behind] = [newDevice(withActions(named('a', 'old'))), newDevice()];
    exchange(ahead, account, 1_000_000);
    exchange(behind, account, 1);
    behind.settings = withActions(named('a', 'new'));
    exchange(behind, account, 2);
    exchange(ahead, account, 1_000_001);
    expect(ahead.settings).toEqual(withActions(named('a', 'new')));
  });

  it('do not count as changed here where they were taken over and the browser died before that was noted', () => {
    const account: Account = { 'pins:pipe_1': { at: 1, value: ['note'] } };
    const device = newDevice(settingsWith({ pins: { pipe_1: ['note'] } }));
    exchange(device, account, 10);
    account['pins:pipe_1'] = { at: 5, value: ['value'] };
    exchange(device, account, 11);
    expect(device.settings.pins).toEqual({ pipe_1: ['value'] });
  });

  it('come back to an account that was emptied', () => {
    const device = newDevice(withActions(named('a')));
    exchange(device, {}, 1);
    const account: Account = {};
    exchange(device, account, 2);
    expect(Object.keys(account)).toEqual(['action:a']);
  });

  it('agree in the end whatever was changed where and when, and then fall silent', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const settings = fc.record({
      preferences: fc.record({
        asksBeforeSaving: fc.boolean(),
        toolbarOpens: fc.constantFrom('popup' as const, 'panel' as const),
        closingReasons: fc.constantFrom({}, { orga_1: { won: 'cf_1', lost: '' } }),
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
    const event = fc.record({
      device: fc.nat(2),
      change: fc.option(settings),
      // Clocks differ, and stand still.
      now: fc.nat(20),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 14 }), (events) => {
        const account: Account = {};
        const devices = [newDevice(), newDevice(), newDevice()];
        for (const { device, change, now } of events) {
          const at = devices[device] ?? newDevice();
          if (change) at.settings = change;
          else exchange(at, account, now);
        }
        for (let round = 0; round < 2; round += 1)
          for (const device of devices) exchange(device, account, 30 + round);
        const writes = devices.map((device) => exchange(device, account, 50));
        expect(writes).toEqual([0, 0, 0]);
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

describe('what the account cannot hold', () => {
  it('stays on its device, is counted, and costs nothing else', () => {
    const account: Account = {};
    const large = {
      ...named('large'),
      changes: { note: { how: 'append' as const, value: 'x'.repeat(9_000) } },
    };
    const device = newDevice(withActions(large, named('small')));
    const step = carry(device.settings, {}, account, 1);
    expect([step.left, Object.keys(step.put)]).toEqual([1, ['action:small']]);
    expect(step.settings).toEqual(device.settings);
    exchange(device, account, 1);
    exchange(device, account, 2);
    expect(device.settings).toEqual(withActions(large, named('small')));
  });

  it('is left out before all of it passes what the browser allows', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({
      ...named(`a${index}`),
      changes: { note: { how: 'append' as const, value: '<'.repeat(1_000) } },
    }));
    const { put, left } = carry(withActions(...many), {}, {}, 1);
    const bytes = Object.entries(put).map(
      ([name, value]) => name.length + JSON.stringify(value).replaceAll('<', '\\u003C').length,
    );
    expect(Math.max(...bytes)).toBeLessThanOrEqual(8_192);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(102_400);
    expect(left).toBeGreaterThan(30);
  });
});

describe('what came from elsewhere', () => {
  const arrive = (name: string, value: unknown, settings = emptySettings) =>
    carry(settings, {}, { [name]: { at: 5, value } }, 9);

  it.each([
    ['preference:toolbarOpens', 'window'],
    ['preference:notifies', true],
    ['pins:pipe_1', 'note'],
    ['action:a', { id: 'b', name: 'Not under its own name' }],
    ['action:status:stat_won', named('status:stat_won')],
    ['preference:constructor', true],
    ['preference:__proto__', true],
    ['constructor', true],
    ['keys', 7],
    ['later:kind', { of: 'a later version' }],
  ])('changes nothing, and is not overwritten, where %s cannot be read', (name, value) => {
    const step = arrive(name, value);
    expect(step).toMatchObject({ settings: emptySettings, seen: {}, put: {}, drop: [] });
  });

  it('is left as it is there where more of it is known elsewhere, until the user changes it here', () => {
    const fuller = { ...named('a'), colour: 'of a later version' };
    const account: Account = { 'action:a': { at: 5, value: fuller } };
    const device = newDevice();
    const writes = [6, 7, 8].map((now) => exchange(device, account, now));
    expect([writes, device.settings]).toEqual([[0, 0, 0], withActions(named('a'))]);
    expect(account['action:a']).toEqual({ at: 5, value: fuller });
    device.settings = withActions(named('a', 'renamed here'));
    expect([9, 10].map((now) => exchange(device, account, now))).toEqual([1, 0]);
    expect(account['action:a']).toEqual({ at: 9, value: named('a', 'renamed here') });
  });

  it('takes no place from an action that is here', () => {
    const here = Array.from({ length: 50 }, (_, index) => named(`h${index}`));
    const device = newDevice(withActions(...here));
    const account: Account = { 'action:a': { at: 1, value: named('a') } };
    for (const now of [2, 3, 4]) exchange(device, account, now);
    expect(device.settings).toEqual(withActions(...here));
    expect(account['action:a']).toEqual({ at: 1, value: named('a') });
  });
});

it('a deletion is forgotten after half a year, unless it is still news here', () => {
  const account: Account = { 'pins:pipe_1': { at: 1 } };
  const later = 200 * 24 * 60 * 60 * 1000;
  expect(carry(emptySettings, {}, account, 10).drop).toEqual([]);
  const step = carry(emptySettings, { 'pins:pipe_1': { at: 1 } }, account, later);
  expect([step.drop, step.seen]).toEqual([['pins:pipe_1'], {}]);
});
