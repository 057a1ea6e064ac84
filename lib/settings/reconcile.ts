import { lookUp } from '../base/look-up.ts';
import type { Parts } from './parts.ts';

/** A part as it was at a time, in epoch milliseconds; without JSON it was deleted then. */
export type Stamp = { at: number; json?: string | undefined };
export type Stamps = Record<string, Stamp>;

const halfYear = 183 * 24 * 60 * 60 * 1000;

/**
 * What holds for each part, from what is here, what this device last agreed on, and what is there for all devices. The
 * later one wins, the same for every device that looks: of two of one moment, the one whose JSON sorts last.
 */
export function reconcile(here: Parts, seen: Stamps, there: Stamps, now: number): Stamps {
  const names = new Set([...Object.keys(here), ...Object.keys(seen), ...Object.keys(there)]);
  const agreed: Stamps = {};
  for (const name of names) {
    const current = lookUp(here, name);
    const mine = stampOf(current, lookUp(seen, name), now);
    const stamp = later(mine, lookUp(there, name));
    if (!stamp) continue;
    // A deletion is remembered for as long as a device may have slept that does not know of it.
    const isForgotten = stamp.json === undefined && current === undefined && stamp.at < now - halfYear;
    if (!isForgotten) agreed[name] = stamp;
  }
  return agreed;
}

// What differs from what was agreed on was changed here since then, even where the clock says otherwise.
function stampOf(json: string | undefined, seen: Stamp | undefined, now: number): Stamp | undefined {
  if (json === seen?.json) return seen;
  return { at: Math.max(now, (seen?.at ?? 0) + 1), json };
}

function later(one: Stamp | undefined, other: Stamp | undefined): Stamp | undefined {
  if (!one || !other) return one ?? other;
  // What is there for all is the common word for it.
  if (one.json === other.json) return other;
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return (one.json ?? '') > (other.json ?? '') ? one : other;
}
