import { connections, pins, preferences, quickActions } from '../../../lib/storage/items.ts';

/** What the user has set up and cannot be read back, so that things are as on the first day. */
export async function findLost() {
  const items = [connections, preferences, pins, quickActions];
  const lost = await Promise.all(items.map(async (item) => ((await item.look()).isDamaged ? [item] : [])));
  return lost.flat();
}
