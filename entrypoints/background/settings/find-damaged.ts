import { connections, pins, preferences, quickActions } from '../../../lib/storage/items.ts';

/** Returns the stored settings and connections that are damaged, so that defaults apply in their place. */
export async function findLost() {
  const items = [connections, preferences, pins, quickActions];
  const lost = await Promise.all(items.map(async (item) => ((await item.look()).isDamaged ? [item] : [])));
  return lost.flat();
}
