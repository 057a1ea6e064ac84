import { browser } from 'wxt/browser';
import { openAreas } from '../../../lib/storage/items.ts';

const areas = ['local', 'sync', 'session', 'managed'] as const;

/**
 * Closes every storage area to content scripts, because a page that took one over must neither read the key nor plant
 * anything. Runs at each start before all else; the areas that stay open are stored for the diagnostics.
 */
export async function closeStorageToContentScripts(): Promise<void> {
  const closed = await Promise.all(areas.map(close));
  const open = areas.filter((_area, place) => !closed[place]);
  if (open.length > 0 || (await openAreas.read()).length > 0) await openAreas.write(open);
}

/** Returns whether content scripts could read a stored key, because the browser did not close the areas that hold keys. */
export async function canPagesReadKeys(): Promise<boolean> {
  return (await openAreas.read()).some((area) => area === 'local' || area === 'session');
}

async function close(area: (typeof areas)[number]): Promise<boolean> {
  try {
    await browser.storage[area].setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
    return true;
  } catch {
    return false;
  }
}
