import { lookUp } from '../base/look-up.ts';
import type { Parts } from './parts.ts';

/** A part as it was at a time, in epoch milliseconds; without JSON it was deleted then. */
export type Stamp = { at: number; json?: string | undefined };
export type Stamps = Record<string, Stamp>;

const halfYear = 183 * 24 * 60 * 60 * 1000;

/**
 * Merges this device's parts (`here`), its last synced parts (`seen`) and the stored ones (`there`). The later change
 * wins; at equal times the JSON that sorts last, so that all devices get the same result.
 */
export function reconcile(here: Parts, seen: Stamps, there: Stamps, now: number): Stamps {
  const names = new Set([...Object.keys(here), ...Object.keys(seen), ...Object.keys(there)]);
  const agreed: Stamps = {};
  for (const name of names) {
    const current = lookUp(here, name);
    const mine = stampOf(current, lookUp(seen, name), now);
    const stamp = later(mine, lookUp(there, name));
    if (!stamp) continue;
    // Keeps a deletion for half a year, so that a device that was off for long learns of it.
    const isForgotten = stamp.json === undefined && current === undefined && stamp.at < now - halfYear;
    if (!isForgotten) agreed[name] = stamp;
  }
  return agreed;
}

// Dates a local change after the last sync even if the clock is behind.
function stampOf(json: string | undefined, seen: Stamp | undefined, now: number): Stamp | undefined {
  if (json === seen?.json) return seen;
  return { at: Math.max(now, (seen?.at ?? 0) + 1), json };
}

function later(one: Stamp | undefined, other: Stamp | undefined): Stamp | undefined {
  if (!one || !other) return one ?? other;
  // Prefers the stored stamp, because all devices share it.
  if (one.json === other.json) return other;
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return (one.json ?? '') > (other.json ?? '') ? one : other;
}
