import { browser } from 'wxt/browser';
import { canonicalJson } from '../../../lib/base/canonical-json.ts';
import { readPreferences } from '../../../lib/settings/presets.ts';
import { readSettings, watchSettings } from '../../../lib/settings/settings.ts';
import { mergeSettings } from '../../../lib/settings/sync.ts';
import { type SyncResult, syncResult, unsyncedSettings } from '../../../lib/storage/items.ts';
import { storeSettings, withSettingsLock } from './settings.ts';

// Groups changes into one sync every two seconds at most, because the browser allows 120 writes a minute.
const pauseMs = 2_000;

let isScheduled = false;

/** Syncs settings after each change, here or on another device, and once after the worker has started. */
export function keepSettingsSynced(): void {
  browser.storage.sync.onChanged.addListener(syncSoon);
  watchSettings(syncSoon);
  syncSoon();
}

function syncSoon(): void {
  if (isScheduled) return;
  isScheduled = true;
  setTimeout(() => {
    isScheduled = false;
    void syncSettings();
  }, pauseMs);
}

/** Syncs the settings with the user's browser account, unless sync is switched off. The next sync repeats what failed. */
export async function syncSettings(): Promise<void> {
  await withSettingsLock(async () => {
    const result = await exchange().catch((): SyncResult => ({ tooLarge: 0, isRefused: true }));
    if (canonicalJson(result) !== canonicalJson(await syncResult.read())) await syncResult.write(result);
  });
}

async function exchange(): Promise<SyncResult> {
  if (!(await readPreferences()).syncsSettings) return { tooLarge: 0, isRefused: false };
  const { sync } = browser.storage;
  const [current, unsyncedKeys, account] = await Promise.all([
    readSettings(),
    unsyncedSettings.read(),
    sync.get(),
  ]);
  const { settings, put, drop } = mergeSettings(current, unsyncedKeys, account);
  await storeSettings(settings, current);
  const tooLarge = await putItems(put);
  if (drop.length > 0) await sync.remove(drop);
  if (canonicalJson(tooLarge) !== canonicalJson(unsyncedKeys)) await unsyncedSettings.write(tooLarge);
  return { tooLarge: tooLarge.length, isRefused: false };
}

/** Writes items in one write, or one by one if they do not all fit; returns the keys of those that do not fit. */
async function putItems(items: Readonly<Record<string, unknown>>): Promise<string[]> {
  const entries = Object.entries(items);
  if (entries.length === 0 || (await fits(items))) return [];
  const tooLarge: string[] = [];
  for (const [key, item] of entries) if (!(await fits({ [key]: item }))) tooLarge.push(key);
  return tooLarge;
}

async function fits(items: Readonly<Record<string, unknown>>): Promise<boolean> {
  try {
    await browser.storage.sync.set(items);
    return true;
  } catch (cause) {
    // Names of limits in Chrome's messages, because it gives no error code.
    if (/QUOTA_BYTES|MAX_ITEMS/.test(String(cause))) return false;
    throw cause;
  }
}
