import type { Operation } from '../../lib/outbox/operation.ts';
import type { Superseded } from '../../lib/outbox/queue.ts';
import { type Change, outboxIndex, outboxRecord, recentChanges } from '../../lib/storage/items.ts';
import { writeTogether } from '../../lib/storage/stored.ts';

const mostChanges = 200;

/** The operation with this id, or null where it has left the outbox (or its record is damaged). */
export function readOperation(id: string): Promise<Operation | null> {
  return outboxRecord(id).read();
}

/** Puts an operation at the end of the outbox, and what it replaces out of it, in one write. */
export async function enqueue({ later, shortened, replaced }: Superseded): Promise<void> {
  const gone = replaced.map(({ id }) => id);
  await editIndex((ids) => [...ids.filter((id) => !gone.includes(id)), later.id], [later, ...shortened]);
  for (const id of gone) await outboxRecord(id).remove();
}

/** Stores the new state of an operation of the outbox. */
export async function storeOperation(operation: Operation): Promise<void> {
  await outboxRecord(operation.id).write(operation);
}

/** Takes an operation out. */
export async function removeOperation(id: string): Promise<void> {
  await editIndex((ids) => ids.filter((each) => each !== id));
  await outboxRecord(id).remove();
}

/** All operations, oldest first. */
export async function listOperations(): Promise<Operation[]> {
  const records = await Promise.all((await outboxIndex.read()).map(readOperation));
  return records.filter((record) => record !== null);
}

/** The operations of one deal, oldest first. */
export async function listOperationsOf(opportunityId: string): Promise<Operation[]> {
  return (await listOperations()).filter((each) => each.opportunityId === opportunityId);
}

/** Puts a change on top of the recent ones; a second time for the same operation changes nothing. */
export async function rememberChange(change: Change): Promise<void> {
  await navigator.locks.request('recent-changes', async () => {
    const known = await recentChanges.read();
    if (known.some(({ id }) => id === change.id)) return;
    await recentChanges.write([change, ...known].slice(0, mostChanges));
  });
}

/** How an operation (or the later one that replaced it) ended, while the list of recent changes keeps it. */
export async function findChange(id: string): Promise<Change | undefined> {
  return (await recentChanges.read()).find((change) => change.id === id || change.replaces?.includes(id));
}

async function editIndex(edit: (ids: string[]) => string[], records: Operation[] = []): Promise<void> {
  await navigator.locks.request('outbox-index', async () => {
    const ids = await outboxIndex.read();
    const edited = edit(ids);
    if (edited.length === ids.length && records.length === 0) return;
    await writeTogether([
      ...records.map((record) => [outboxRecord(record.id), record] as const),
      [outboxIndex, edited] as const,
    ]);
  });
}
