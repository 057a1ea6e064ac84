import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { canonicalJson } from '../../../lib/base/canonical-json.ts';
import { withLock } from '../../../lib/base/with-lock.ts';
import { readPreferences } from '../../../lib/settings/presets.ts';
import { readSettings } from '../../../lib/settings/settings.ts';
import { type Carried, carry } from '../../../lib/settings/sync.ts';
import { whenSettingsChange } from '../../../lib/settings/when-settings-change.ts';
import { carried, type Exchange, lastExchange } from '../../../lib/storage/synced.ts';
import { findLost } from './find-damaged.ts';
import { applySettings, oneByOne } from './settings.ts';

// Groups changes into one sync every two seconds at most, because the browser allows 1,800 writes an hour.
const pauseMs = 2_000;

const carriedSchema = z.object({ at: z.number(), value: z.optional(z.unknown()) });

let isScheduled = false;

/** Syncs settings after each change, here or on another device, and once after the worker has started. */
export function keepCarrying(): void {
  browser.storage.sync.onChanged.addListener(carrySoon);
  whenSettingsChange(carrySoon);
  carrySoon();
}

function carrySoon(): void {
  if (isScheduled) return;
  isScheduled = true;
  setTimeout(() => {
    isScheduled = false;
    void carrySettings();
  }, pauseMs);
}

/**
 * Syncs the settings of this device with the user's browser account, unless the user has switched that off. Runs one
 * sync at a time; the next one repeats what failed.
 */
export async function carrySettings(): Promise<void> {
  await withLock('carry-settings', async () => {
    const ended = await exchange().catch(() => ({ left: 0, isRefused: true }));
    if (canonicalJson(ended) !== canonicalJson(await lastExchange.read())) await lastExchange.write(ended);
  });
}

async function exchange(): Promise<Exchange> {
  if (!(await readPreferences()).syncsSettings) return { left: 0, isRefused: false };
  const [stored, seen] = await Promise.all([readStored(), carried.read()]);
  const { put, drop, left, ...step } = await oneByOne(async () => {
    const current = await readSettings();
    // Damaged settings are not treated as deleted, so that the other devices restore them.
    const isWhole = (await findLost()).length === 0;
    const next = carry(current, seen, stored, Date.now(), isWhole);
    await applySettings(next.settings, current);
    return next;
  });
  // Written only if something is new, or two devices would answer each other forever.
  if (Object.keys(put).length > 0) await browser.storage.sync.set(put);
  if (drop.length > 0) await browser.storage.sync.remove(drop);
  if (canonicalJson(step.seen) !== canonicalJson(seen)) await carried.write(step.seen);
  return { left, isRefused: false };
}

// Treats a damaged item as missing, so that this device's setting replaces it.
async function readStored(): Promise<Record<string, Carried>> {
  const found = Object.entries(await browser.storage.sync.get());
  return Object.fromEntries(
    found.flatMap(([name, item]) => {
      const parsed = carriedSchema.safeParse(item);
      return parsed.success ? [[name, parsed.data] as const] : [];
    }),
  );
}
