import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { failure, success } from '../../../lib/model/result.ts';
import { createPreferences } from '../../../lib/options/preferences.ts';
import { syncResult } from '../../../lib/storage/items.ts';
import { resetBrowser, type Script, scriptedAsk, settled } from './scripted-ask.ts';

beforeEach(resetBrowser);

function create(script: Script = {}) {
  const background = scriptedAsk({
    'preferences.read': () => success(defaultPreferences),
    'preferences.write': (changed) =>
      success({ ...defaultPreferences, ...changed } as typeof defaultPreferences),
    ...script,
  });
  const requestNotifications = vi.fn(async () => true);
  const model = createPreferences({ ask: background.ask, requestNotifications });
  return { ...background, ...model, requestNotifications };
}

describe('preferences', () => {
  it('are read with the names of those that an administrator has preset', async () => {
    await fakeBrowser.storage.managed.set({ toolbarOpens: 'panel' });
    const { read, preferences, locked } = create();
    await read();
    expect([preferences.value, locked.value]).toEqual([defaultPreferences, ['toolbarOpens']]);
  });

  it('are shown as stored', async () => {
    const { change, preferences, message } = create();
    await change({ asksBeforeSaving: true });
    expect(preferences.value?.asksBeforeSaving).toBe(true);
    expect(message.value).toBe('');
  });

  it('are shown unchanged with the reason if they cannot be stored', async () => {
    const { read, change, preferences, message } = create({
      'preferences.write': () => failure({ kind: 'storage' }),
    });
    await read();
    const shown = preferences.value;
    await change({ asksBeforeSaving: true });
    expect(preferences.value).toEqual(shown);
    // Another object, because the section renders the stored choice again only then.
    expect(preferences.value).not.toBe(shown);
    expect(message.value).toBe('problemStorage');
  });

  it('stay hidden with the reason if they cannot be read', async () => {
    const { read, preferences, message } = create({
      'preferences.read': () => failure({ kind: 'store-newer' }),
    });
    await read();
    expect([preferences.value, message.value]).toEqual([null, 'problemStoreNewer']);
  });
});

describe('notifications', () => {
  it('are turned on with the permission', async () => {
    const { change, inputsOf } = create();
    await change({ notifies: true });
    expect(inputsOf('preferences.write')).toEqual([{ notifies: true }]);
  });

  it('stay off without the permission, which is shown', async () => {
    const { change, inputsOf, preferences, message, requestNotifications } = create();
    requestNotifications.mockResolvedValue(false);
    await change({ notifies: true });
    expect(inputsOf('preferences.write')).toEqual([]);
    expect([preferences.value?.notifies, message.value]).toEqual([false, 'notifiesRefused']);
  });

  it('are turned off without asking for a permission', async () => {
    const { change, requestNotifications } = create();
    await change({ notifies: false });
    expect(requestNotifications).not.toHaveBeenCalled();
  });
});

it('shows the result of the last sync, and of each later one', async () => {
  const { watchSync, syncMessage } = create();
  await watchSync();
  expect(syncMessage.value).toBe('');
  await syncResult.write({ tooLarge: 2, isRefused: false });
  await settled();
  expect(syncMessage.value).toBe('settingsTooLargeToSync 2');
  await syncResult.write({ tooLarge: 0, isRefused: true });
  await settled();
  expect(syncMessage.value).toBe('syncRefused');
});
