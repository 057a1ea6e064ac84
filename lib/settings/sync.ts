import { canonicalJson } from '../base/canonical-json.ts';
import { lookUp } from '../base/look-up.ts';
import { fromParts, toParts } from './parts.ts';
import { reconcile, type Stamps } from './reconcile.ts';
import type { Settings } from './settings.ts';

/** One entry of the synced storage; without a value it marks a deletion at that time. */
export type Carried = { at: number; value?: unknown };

// Limits of `storage.sync`: https://developer.chrome.com/docs/extensions/reference/api/storage#property-sync
const maxItemBytes = 8_192;
const maxBytes = 102_400;
const maxItems = 512;

export type Step = {
  /** New settings of this device. */
  settings: Settings;
  /** Last synced parts of this device after this step. */
  seen: Stamps;
  /** Entries to write to the synced storage, in one write, and names to remove from it. */
  put: Record<string, Carried>;
  drop: string[];
  /** Number of parts that did not fit there and stay on this device only. */
  left: number;
};

/**
 * Computes one sync step between this device and the synced storage. Pure. If `isWhole` is false, some of this device's
 * settings are damaged, and missing parts do not count as deleted.
 */
export function carry(
  current: Settings,
  seenBefore: Stamps,
  stored: Record<string, Carried>,
  now: number,
  isWhole = true,
): Step {
  const there: Stamps = Object.fromEntries(
    Object.entries(stored).map(([name, { at, value }]) => [
      name,
      { at, ...(value !== undefined && { json: canonicalJson(value) }) },
    ]),
  );
  const here = toParts(current, seenBefore.order?.json);
  const entries = Object.entries(seenBefore).filter(([name]) => isWhole || Object.hasOwn(here, name));
  const seen: Stamps = Object.fromEntries(entries);
  const agreed = reconcile(here, seen, there, now);
  const parts = Object.fromEntries(
    Object.entries(agreed).flatMap(([name, { json }]) => (json === undefined ? [] : [[name, json] as const])),
  );
  const settings = fromParts(parts, here);
  const after = toParts(settings, parts.order);
  const news = Object.entries(agreed)
    .filter(([name, { json }]) => !Object.hasOwn(there, name) || json !== there[name]?.json)
    .map(([name, stamp]) => [name, carriedOf(stamp)] as const);
  const drop = Object.keys(there).filter((name) => !Object.hasOwn(agreed, name));
  const put = fitting(news, stored, drop);
  const seenNow = Object.entries(agreed).map(([name, stamp]) => {
    const isThere = Object.hasOwn(put, name) || lookUp(there, name)?.json === stamp.json;
    const json = lookUp(after, name);
    if (isThere && json === stamp.json) return [name, stamp] as const;
    // Dates a part that this version reads differently as older, because two devices would else overwrite each other.
    if (isThere && json !== undefined) return [name, { at: stamp.at - 1, json }] as const;
    // Keeps the previous stamp of a part that was not applied or did not fit, because it would else look deleted.
    return [name, lookUp(seen, name)] as const;
  });
  return {
    settings,
    seen: Object.fromEntries(seenNow.flatMap(([name, stamp]) => (stamp ? [[name, stamp]] : []))),
    put,
    drop,
    left: news.length - Object.keys(put).length,
  };
}

function carriedOf({ at, json }: Stamps[string]): Carried {
  return json === undefined ? { at } : { at, value: JSON.parse(json) };
}

// Returns the entries that fit. Replaced entries count as well, which leaves a small reserve.
function fitting(
  news: readonly (readonly [string, Carried])[],
  stored: Record<string, Carried>,
  drop: readonly string[],
): Record<string, Carried> {
  const others = Object.entries(stored).filter(([name]) => !drop.includes(name));
  let bytes = others.reduce((sum, item) => sum + bytesOf(item), 0);
  let items = others.length;
  const put: Record<string, Carried> = {};
  for (const item of news) {
    const [name, value] = item;
    const size = bytesOf(item);
    const isNew = !Object.hasOwn(stored, name);
    if (size > maxItemBytes || bytes + size > maxBytes || (isNew && items >= maxItems)) continue;
    bytes += size;
    items += isNew ? 1 : 0;
    put[name] = value;
  }
  return put;
}

// Counts bytes as the browser does: name and JSON, with "<" as six characters.
function bytesOf([name, value]: readonly [string, Carried]): number {
  return new TextEncoder().encode(name + JSON.stringify(value).replaceAll('<', '\\u003C')).length;
}
