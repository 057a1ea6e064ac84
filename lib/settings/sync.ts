import { canonical } from '../base/canonical-json.ts';
import { lookUp } from '../base/look-up.ts';
import { fromParts, toParts } from './parts.ts';
import { reconcile, type Stamps } from './reconcile.ts';
import type { Settings } from './settings.ts';

/** What is stored for all devices under one name; without a value it was deleted then. */
export type Carried = { at: number; value?: unknown };

// Of `storage.sync`: https://developer.chrome.com/docs/extensions/reference/api/storage#property-sync
const mostItemBytes = 8_192;
const mostBytes = 102_400;
const mostItems = 512;

export type Step = {
  /** What is to hold on this device. */
  settings: Settings;
  /** What this device has agreed on once that is done. */
  seen: Stamps;
  /** What is to be stored for all devices, in one write, and what is to go there. */
  put: Record<string, Carried>;
  drop: string[];
  /** How many parts found no room there and stay on this device. */
  left: number;
};

/**
 * One exchange between this device and what is stored for all of them. Pure. Where this device's settings are not whole,
 * what is missing was not deleted and is as on a new device.
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
      { at, ...(value !== undefined && { json: canonical(value) }) },
    ]),
  );
  const here = toParts(current, seenBefore.order?.json);
  const known = Object.entries(seenBefore).filter(([name]) => isWhole || Object.hasOwn(here, name));
  const seen: Stamps = Object.fromEntries(known);
  const agreed = reconcile(here, seen, there, now);
  const wished = Object.fromEntries(
    Object.entries(agreed).flatMap(([name, { json }]) => (json === undefined ? [] : [[name, json] as const])),
  );
  const settings = fromParts(wished, here);
  const after = toParts(settings, wished.order);
  const news = Object.entries(agreed)
    .filter(([name, { json }]) => !Object.hasOwn(there, name) || json !== there[name]?.json)
    .map(([name, stamp]) => [name, carriedOf(stamp)] as const);
  const drop = Object.keys(there).filter((name) => !Object.hasOwn(agreed, name));
  const put = fitting(news, stored, drop);
  const seenNow = Object.entries(agreed).map(([name, stamp]) => {
    const isThere = Object.hasOwn(put, name) || lookUp(there, name)?.json === stamp.json;
    const json = lookUp(after, name);
    if (isThere && json === stamp.json) return [name, stamp] as const;
    // What became something else on the way, as where an earlier version knows less of it, is no change made here: two
    // devices would go on correcting each other.
    if (isThere && json !== undefined) return [name, { at: stamp.at - 1, json }] as const;
    // What was not taken over, or found no room, counts as before, or its absence would look like a deletion.
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

// As many as there is room for. What is replaced counts as well, and so a little room stays free.
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
    if (size > mostItemBytes || bytes + size > mostBytes || (isNew && items >= mostItems)) continue;
    bytes += size;
    items += isNew ? 1 : 0;
    put[name] = value;
  }
  return put;
}

// The browser counts the name and the JSON, in which it writes "<" as six characters.
function bytesOf([name, value]: readonly [string, Carried]): number {
  return new TextEncoder().encode(name + JSON.stringify(value).replaceAll('<', '\\u003C')).length;
}
