import { exclusively } from '../../../lib/base/with-lock.ts';
import type { Damage } from '../../../lib/messaging/contract.ts';
import type { Change } from '../../../lib/model/change.ts';
import type { Operation } from '../../../lib/model/operation.ts';
import type { Superseded } from '../../../lib/outbox/queue.ts';
import { outboxIndex, outboxRecord, outboxRemains, recentChanges } from '../../../lib/storage/items.ts';
import { fewChanges } from '../../../lib/storage/make-room.ts';
import { isFull, storedNames, writeTogether } from '../../../lib/storage/stored.ts';
import { findLost } from '../settings/find-damaged.ts';

const mostChanges = 200;

/** The operation with this id, or null where it has left the outbox (or its record is damaged). */
export async function readOperation(id: string): Promise<Operation | null> {
  return (await outboxRecord(id).look()).value;
}

/** Ids of the operations, oldest first. Where that list is damaged the records themselves tell. */
export async function listIds(): Promise<string[]> {
  const { value, isDamaged } = await outboxIndex.look();
  if (!isDamaged) return value;
  const ids = (await storedNames()).flatMap((name) => /^outbox:(.+)/.exec(name)?.[1] ?? []);
  const ages = await Promise.all(ids.map(async (id) => (await readOperation(id))?.createdAt ?? 0));
  const ageOf = (id: string) => ages[ids.indexOf(id)] ?? 0;
  return ids.toSorted((one, other) => ageOf(one) - ageOf(other));
}

/** Puts an operation at the end of the outbox, and what it replaces out of it, in one write. */
export async function enqueue({ later, shortened, replaced }: Superseded): Promise<void> {
  await exchange(
    [...shortened, later],
    replaced.map(({ id }) => id),
  );
}

/** Stores the new state of an operation of the outbox. */
export async function storeOperation(operation: Operation): Promise<void> {
  await outboxRecord(operation.id).write(operation);
}

/** Takes an operation out. */
export async function removeOperation(id: string): Promise<void> {
  await exchange([], [id]);
}

/** All operations, oldest first. */
export async function listOperations(): Promise<Operation[]> {
  const records = await Promise.all((await listIds()).map(readOperation));
  return records.filter((record) => record !== null);
}

/** The operations of one deal, oldest first. */
export async function listOperationsOf(opportunityId: string): Promise<Operation[]> {
  return (await listOperations()).filter((each) => each.opportunityId === opportunityId);
}

/** Puts a change on top of the recent ones; a second time for the same operation changes nothing. */
export async function rememberChange(change: Change): Promise<void> {
  await addChange(change, mostChanges).catch((error) => {
    if (!isFull(error)) throw error;
    return addChange(change, fewChanges);
  });
}

async function addChange(change: Change, max: number): Promise<void> {
  await recentChanges.update((kept, isDamaged) => {
    const known = isDamaged ? [null] : kept;
    if (known.some((each) => each?.id === change.id)) return kept;
    return [change, ...known].slice(0, max);
  });
}

/** The recent changes that can be read, latest first. */
export async function readChanges(): Promise<Change[]> {
  return (await readChangesAndGaps()).filter((change) => change !== null);
}

// Gaps are kept, so that what is missing can be told until the user has heard it.
async function readChangesAndGaps(): Promise<(Change | null)[]> {
  const { value, isDamaged } = await recentChanges.look();
  return isDamaged ? [null] : value;
}

/** What was written down here and cannot be read back. */
export async function findDamage(): Promise<Damage> {
  const edits: Damage['edits'] = [];
  // An operation leaves the list together with its record, so what is listed while nobody edits the list has to be there.
  await exclusively('outbox-index', async () => {
    for (const id of await listIds()) {
      if (!(await readOperation(id))) edits.push({ id, ...(await outboxRemains(id).look()).value });
    }
  });
  const lost = (await findLost()).map(({ key }) => key);
  return { edits, hasChanges: (await readChangesAndGaps()).includes(null), lost };
}

/** Lets go of all that cannot be read back, once the user was told. */
export async function forgetDamage(): Promise<void> {
  const { edits, hasChanges } = await findDamage();
  for (const { id } of edits) await removeOperation(id);
  for (const { remove } of await findLost()) await remove();
  if (hasChanges) await recentChanges.update((known) => known.filter((change) => change !== null));
}

/** How an operation (or the later one that replaced it) ended, while the list of recent changes keeps it. */
export async function findChange(id: string): Promise<Change | undefined> {
  return (await readChanges()).find((change) => change.id === id || change.replaces?.includes(id));
}

// One write for all, or a worker killed in between would leave a record that is in no list and still found by its id.
async function exchange(stored: readonly Operation[], gone: readonly string[]): Promise<void> {
  await exclusively('outbox-index', async () => {
    const ids = (await listIds()).filter((id) => !gone.includes(id));
    const added = stored.map(({ id }) => id).filter((id) => !ids.includes(id));
    await writeTogether([
      ...stored.map((record) => [outboxRecord(record.id), record] as const),
      ...gone.map((id) => [outboxRecord(id), null] as const),
      [outboxIndex, [...ids, ...added]] as const,
    ]);
  });
  for (const id of gone) await outboxRecord(id).remove();
}
