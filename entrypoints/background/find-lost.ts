import { connections, pins, preferences, quickActions } from '../../lib/storage/items.ts';

/** The keys of what the user has set up and cannot be read back, so that things are as on the first day. */
export async function findLost(): Promise<string[]> {
  const items = [connections, preferences, pins, quickActions];
  const lost = await Promise.all(items.map(async ({ key, look }) => ((await look()).isDamaged ? [key] : [])));
  return lost.flat();
}
