import { menuPipelines, recentChanges } from './items.ts';
import { locate, withItem } from './stored.ts';

/** Number of recent changes that are kept when storage is full. */
export const minChanges = 20;

const pipelinesName = locate(menuPipelines.key).name;
const changesName = locate(recentChanges.key).name;

/**
 * Frees storage by dropping the menu's pipelines and all but the latest changes. `write` stores the smaller values and
 * the values named by `names` in one write, so that nothing is dropped if the write fails.
 */
export async function makeRoom(
  names: readonly string[],
  write: (smaller: Record<string, unknown>) => Promise<void>,
): Promise<void> {
  // The caller that writes the changes holds their lock and shortens them itself.
  if (names.includes(changesName)) return write({ [pipelinesName]: [] });
  await withItem(changesName, async () => {
    const { value, isDamaged } = await recentChanges.look();
    await write({ [pipelinesName]: [], ...(!isDamaged && { [changesName]: value.slice(0, minChanges) }) });
  });
}
