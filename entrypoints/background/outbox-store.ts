import type { Operation } from '../../lib/outbox/operation.ts';
import { type Change, outboxIndex, outboxRecord, recentChanges } from '../../lib/storage/items.ts';

const mostChanges = 200;

/** The operation with this id, or null where it has left the outbox (or its record is damaged). */
export function readOperation(id: string): Promise<Operation | null> {
  return outboxRecord(id).read();
}

/** Stores an operation and lists it where it is new. The record comes first: a listed one always exists. */
export async function storeOperation(operation: Operation): Promise<void> {
  await outboxRecord(operation.id).write(operation);
  await editIndex((ids) => (ids.includes(operation.id) ? ids : [...ids, operation.id]));
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

/** The oldest operation of a deal that has not left the outbox yet. */
export async function pendingOperation(opportunityId: string): Promise<Operation | null> {
  return (await listOperations()).find((each) => each.opportunityId === opportunityId) ?? null;
}

/** Puts a change on top of the recent ones; a second time for the same operation changes nothing. */
export async function rememberChange(change: Change): Promise<void> {
  await navigator.locks.request('recent-changes', async () => {
    const known = await recentChanges.read();
    if (known.some(({ id }) => id === change.id)) return;
    await recentChanges.write([change, ...known].slice(0, mostChanges));
  });
}

/** How an operation ended, while the list of recent changes keeps it. */
export async function findChange(id: string): Promise<Change | undefined> {
  return (await recentChanges.read()).find((change) => change.id === id);
}

async function editIndex(edit: (ids: string[]) => string[]): Promise<void> {
  await navigator.locks.request('outbox-index', async () => {
    await outboxIndex.write(edit(await outboxIndex.read()));
  });
}
