import { knownDealIndex, knownDealParts, knownDeals, menuPipelines, recentChanges } from './items.ts';
import { isQuotaError, locate, unlessLocked, withItem } from './stored.ts';

/** Number of recent changes that are kept when storage is full. */
export const minChanges = 20;

const pipelinesName = locate(menuPipelines.key).name;
const changesName = locate(recentChanges.key).name;
const knownNames = Array.from({ length: knownDealParts }, (_none, part) => locate(knownDeals(part).key).name);
/** The values of a store without known deals. */
export const noKnownDeals = {
  ...Object.fromEntries(knownNames.map((name) => [name, []])),
  [locate(knownDealIndex.key).name]: { counts: [], recent: [] },
};

/**
 * Frees storage: first by dropping the known deals, then, if needed, the menu's pipelines and all but the latest
 * changes. `write` stores the smaller values and the values named by `names` in one write, so that nothing is dropped if
 * the write fails.
 */
export async function makeRoom(
  names: readonly string[],
  write: (smaller: Record<string, unknown>) => Promise<void>,
): Promise<void> {
  try {
    return await write(noKnownDeals);
  } catch (cause) {
    // Known deals are not worth dropping anything else for.
    if (!isQuotaError(cause) || names.some((name) => name in noKnownDeals)) throw cause;
  }
  // The caller that writes the changes holds their lock and shortens them itself.
  if (names.includes(changesName)) return write({ ...noKnownDeals, [pipelinesName]: [] });
  await withItem(changesName, async () => {
    // While the keys are locked, the changes cannot be read and stay as they are.
    const changes = await unlessLocked(recentChanges.look, null);
    await write({
      ...noKnownDeals,
      [pipelinesName]: [],
      ...(changes && !changes.isDamaged && { [changesName]: changes.value.slice(0, minChanges) }),
    });
  });
}
