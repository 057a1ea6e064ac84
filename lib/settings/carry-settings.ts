import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { ask } from '../messaging/ask.ts';
import { carried } from '../storage/carried.ts';
import { applySettings } from './apply-settings.ts';
import { canonical } from './canonical.ts';
import { type Carried, carry } from './carry.ts';
import { readSettings } from './settings.ts';

const carriedSchema = z.object({ at: z.number(), value: z.optional(z.unknown()) });

/** How an exchange ended; `left` counts the parts that found no room in the user's account. */
export type Exchange = { left: number; isRefused: boolean };

const nothing: Exchange = { left: 0, isRefused: false };
const refused: Exchange = { ...nothing, isRefused: true };

/**
 * Brings the settings of this device and those in the user's browser account together, unless the user does not want
 * that. Runs in the extension's own pages, one at a time; whatever fails is tried again by the next one.
 */
export function carrySettings(): Promise<Exchange> {
  return navigator.locks.request('carry-settings', () => exchange().catch(() => refused));
}

async function exchange(): Promise<Exchange> {
  // The background first: it knows at once where the store is broken, which the browser takes seconds to say.
  const preferred = await ask('preferences.read', {});
  if (!preferred.ok) return refused;
  if (!preferred.value.carriesSettings) return nothing;
  const [stored, seen] = await Promise.all([readStored(), carried.read()]);
  // Last, so that as little as possible can change before it is written again.
  const current = await readSettings();
  const step = carry(current, seen, stored, Date.now());
  const applied = await applySettings(step.settings, current);
  if (!applied.ok) return refused;
  // At most two writes, and only where something is new: the browser allows 120 a minute.
  if (Object.keys(step.put).length > 0) await browser.storage.sync.set(step.put);
  if (step.drop.length > 0) await browser.storage.sync.remove(step.drop);
  if (canonical(step.seen) !== canonical(seen)) await carried.write(step.seen);
  return { left: step.left, isRefused: false };
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
