import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { canonical } from '../../../lib/base/canonical-json.ts';
import { exclusively } from '../../../lib/base/with-lock.ts';
import { readPreferences } from '../../../lib/settings/presets.ts';
import { readSettings } from '../../../lib/settings/settings.ts';
import { type Carried, carry } from '../../../lib/settings/sync.ts';
import { whenSettingsChange } from '../../../lib/settings/when-settings-change.ts';
import { carried, type Exchange, lastExchange } from '../../../lib/storage/synced.ts';
import { findLost } from './find-damaged.ts';
import { applySettings, oneByOne } from './settings.ts';

// Several changes in a row are one exchange, and there is at most one write in two seconds: the browser allows 1,800 an
// hour.
const pauseMs = 2_000;

const carriedSchema = z.object({ at: z.number(), value: z.optional(z.unknown()) });

let isComing = false;

/** Carries settings whenever they change here or on another device, and once soon after the worker has started. */
export function keepCarrying(): void {
  browser.storage.sync.onChanged.addListener(carrySoon);
  whenSettingsChange(carrySoon);
  carrySoon();
}

function carrySoon(): void {
  if (isComing) return;
  isComing = true;
  setTimeout(() => {
    isComing = false;
    void carrySettings();
  }, pauseMs);
}

/**
 * Brings the settings of this device and those in the user's browser account together, unless the user does not want
 * that. One exchange at a time; what fails is tried again by the next one.
 */
export async function carrySettings(): Promise<void> {
  await exclusively('carry-settings', async () => {
    const ended = await exchange().catch(() => ({ left: 0, isRefused: true }));
    if (canonical(ended) !== canonical(await lastExchange.read())) await lastExchange.write(ended);
  });
}

async function exchange(): Promise<Exchange> {
  if (!(await readPreferences()).syncsSettings) return { left: 0, isRefused: false };
  const [stored, seen] = await Promise.all([readStored(), carried.read()]);
  const { put, drop, left, ...step } = await oneByOne(async () => {
    const current = await readSettings();
    // What cannot be read back was not deleted, least of all on the other devices: it comes back from there.
    const isWhole = (await findLost()).length === 0;
    const next = carry(current, seen, stored, Date.now(), isWhole);
    await applySettings(next.settings, current);
    return next;
  });
  // Only where something is new, or two devices would go on answering each other.
  if (Object.keys(put).length > 0) await browser.storage.sync.set(put);
  if (drop.length > 0) await browser.storage.sync.remove(drop);
  if (canonical(step.seen) !== canonical(seen)) await carried.write(step.seen);
  return { left, isRefused: false };
}

// Something damaged counts as absent, and is replaced by what is here.
async function readStored(): Promise<Record<string, Carried>> {
  const found = Object.entries(await browser.storage.sync.get());
  return Object.fromEntries(
    found.flatMap(([name, item]) => {
      const parsed = carriedSchema.safeParse(item);
      return parsed.success ? [[name, parsed.data] as const] : [];
    }),
  );
}
