import { menuPipelines, recentChanges } from './items.ts';
import { locate, withItem } from './stored.ts';

/** How many recent changes are kept where there is no room for more. */
export const fewChanges = 20;

const pipelinesName = locate(menuPipelines.key).name;
const changesName = locate(recentChanges.key).name;

/**
 * Gives up what can be had again or is missed least: the menu's pipelines and all but the latest changes. `write` stores
 * the smaller values together with those of the given names that found no room, so that nothing is given up in vain.
 */
export async function makeRoom(
  names: readonly string[],
  write: (smaller: Record<string, unknown>) => Promise<void>,
): Promise<void> {
  // Whoever writes the changes holds their lock and shortens them.
  if (names.includes(changesName)) return write({ [pipelinesName]: [] });
  await withItem(changesName, async () => {
    const { value, isDamaged } = await recentChanges.look();
    await write({ [pipelinesName]: [], ...(!isDamaged && { [changesName]: value.slice(0, fewChanges) }) });
  });
}
