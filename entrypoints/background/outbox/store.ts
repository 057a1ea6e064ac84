import { withLock } from '../../../lib/base/with-lock.ts';
import type { Damage } from '../../../lib/messaging/contract.ts';
import type { Change } from '../../../lib/model/change.ts';
import type { Operation } from '../../../lib/model/operation.ts';
import type { Superseded } from '../../../lib/outbox/queue.ts';
import { outboxIndex, outboxRecord, outboxRemains, recentChanges } from '../../../lib/storage/items.ts';
import { minChanges } from '../../../lib/storage/make-room.ts';
import { isFull, storedNames, unlessLocked, writeTogether } from '../../../lib/storage/stored.ts';
import { findLost } from '../settings/find-damaged.ts';

const maxChanges = 200;

/** Reads an operation; null if it has left the outbox or its record is damaged. */
export async function readOperation(id: string): Promise<Operation | null> {
  return (await outboxRecord(id).look()).value;
}

/** Lists the ids of the operations, oldest first; rebuilds the list from the records if the index is damaged. */
export async function listIds(): Promise<string[]> {
  const { value, isDamaged } = await outboxIndex.look();
  if (!isDamaged) return value;
  const ids = (await storedNames()).flatMap((name) => /^outbox:(.+)/.exec(name)?.[1] ?? []);
  const ages = await Promise.all(ids.map(async (id) => (await readOperation(id))?.createdAt ?? 0));
  const ageOf = (id: string) => ages[ids.indexOf(id)] ?? 0;
  return ids.toSorted((one, other) => ageOf(one) - ageOf(other));
}

/** Appends an operation and removes those it replaces, in one write. */
export async function enqueue({ later, shortened, replaced }: Superseded): Promise<void> {
  await exchange(
    [...shortened, later],
    replaced.map(({ id }) => id),
  );
}

/** Stores the new state of an operation. */
export async function storeOperation(operation: Operation): Promise<void> {
  await outboxRecord(operation.id).write(operation);
}

/** Removes an operation and its index entry. */
export async function removeOperation(id: string): Promise<void> {
  await exchange([], [id]);
}

/** Lists all operations, oldest first. */
export async function listOperations(): Promise<Operation[]> {
  const records = await Promise.all((await listIds()).map(readOperation));
  return records.filter((record) => record !== null);
}

/** Lists the operations of one deal, oldest first. */
export async function listOperationsOf(opportunityId: string): Promise<Operation[]> {
  return (await listOperations()).filter((each) => each.opportunityId === opportunityId);
}

/** Adds a change to the recent ones; a repeated call for the same operation does nothing. */
export async function rememberChange(change: Change): Promise<void> {
  await addChange(change, maxChanges).catch((error) => {
    if (!isFull(error)) throw error;
    return addChange(change, minChanges);
  });
}

async function addChange(change: Change, max: number): Promise<void> {
  await recentChanges.update((stored, isDamaged) => {
    const list = isDamaged ? [null] : stored;
    if (list.some((each) => each?.id === change.id)) return stored;
    return [change, ...list].slice(0, max);
  });
}

/** Lists the recent changes that can be read, latest first. */
export async function readChanges(): Promise<Change[]> {
  return (await readChangesAndGaps()).filter((change) => change !== null);
}

// Damaged changes stay in the list as null until the user has dismissed the notice about them.
async function readChangesAndGaps(): Promise<(Change | null)[]> {
  const { value, isDamaged } = await recentChanges.look();
  return isDamaged ? [null] : value;
}

/** Finds the stored edits, changes and settings that are damaged. While the keys are locked, only settings can be checked. */
export async function findDamage(): Promise<Damage> {
  const edits = await unlessLocked(findDamagedEdits, []);
  const hasChanges = (await unlessLocked(readChangesAndGaps, [])).some((change) => change === null);
  const lost = (await findLost()).map(({ key }) => key);
  return { edits, hasChanges, lost };
}

// Index and record are removed in one write: under the index lock, a listed id without a record is damage.
function findDamagedEdits(): Promise<Damage['edits']> {
  return withLock('outbox-index', async () => {
    const edits: Damage['edits'] = [];
    for (const id of await listIds()) {
      if (!(await readOperation(id))) edits.push({ id, ...(await outboxRemains(id).look()).value });
    }
    return edits;
  });
}

/** Deletes everything damaged, once the user has dismissed the notice. */
export async function forgetDamage(): Promise<void> {
  const { edits, hasChanges } = await findDamage();
  for (const { id } of edits) await removeOperation(id);
  for (const { remove } of await findLost()) await remove();
  if (hasChanges) await recentChanges.update((stored) => stored.filter((change) => change !== null));
}

/** Finds the recent change of an operation, or of the one that replaced it. */
export async function findChange(id: string): Promise<Change | undefined> {
  return (await readChanges()).find((change) => change.id === id || change.replaces?.includes(id));
}

// Uses one write, or a worker killed in between would leave a record that the index does not list.
async function exchange(stored: readonly Operation[], removed: readonly string[]): Promise<void> {
  await withLock('outbox-index', async () => {
    const ids = (await listIds()).filter((id) => !removed.includes(id));
    const added = stored.map(({ id }) => id).filter((id) => !ids.includes(id));
    await writeTogether([
      ...stored.map((record) => [outboxRecord(record.id), record] as const),
      ...removed.map((id) => [outboxRecord(id), null] as const),
      [outboxIndex, [...ids, ...added]] as const,
    ]);
  });
  for (const id of removed) await outboxRecord(id).remove();
}
