import { canonicalJson } from '../base/canonical-json.ts';
import { lookUp } from '../base/look-up.ts';
import type { Settings } from './settings.ts';
import { fromSyncItems, type SyncItems, toSyncItems } from './sync-items.ts';

/** Maximum number of deleted items that the account keeps, because it holds 512 items at most. */
const maxDeleted = 100;

/**
 * Merges this device's settings with the items of the browser account. Pure. The account's item wins unless it is
 * missing or the user has changed it here since the last sync (`unsyncedKeys`).
 */
export function mergeSettings(
  current: Settings,
  unsyncedKeys: readonly string[],
  account: SyncItems,
): {
  settings: Settings;
  /** Items to write to the account; null for a deleted one, because a missing one is a setting the account lost. */
  put: Record<string, unknown>;
  /** Keys of deleted items to remove from the account, once there are many. */
  drop: string[];
} {
  const here = toSyncItems(current);
  const merged: Record<string, unknown> = { ...account };
  const put: Record<string, unknown> = {};
  for (const key of new Set([...unsyncedKeys, ...Object.keys(here)])) {
    if (!unsyncedKeys.includes(key) && Object.hasOwn(account, key)) continue;
    const item = lookUp(here, key) ?? null;
    merged[key] = item;
    if (canonicalJson(item) !== canonicalJson(lookUp(account, key) ?? null)) put[key] = item;
  }
  const items = Object.fromEntries(Object.entries(merged).filter(([, item]) => item !== null));
  const deleted = Object.keys(account).filter((key) => merged[key] === null);
  return {
    settings: fromSyncItems(items, here),
    put,
    drop: deleted.length > maxDeleted ? deleted : [],
  };
}
