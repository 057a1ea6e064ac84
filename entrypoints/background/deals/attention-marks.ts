import type { Operation } from '../../../lib/model/operation.ts';
import { draftIndex } from '../../../lib/storage/items.ts';
import { unlessLocked } from '../../../lib/storage/stored.ts';
import { isLocked } from '../close/vault.ts';
import { listOperations } from '../outbox/store.ts';
import { readDraft } from './draft-store.ts';

/** The mark of a save that waits, because Close could not be reached or has limited the requests. */
export const waitingMark = 'waiting';

/**
 * Returns the signs of unsaved changes, by opportunity and lead id: `•` for a draft, `waitingMark` for a save that waits, `!`
 * for one that needs the user, which is blocked or in conflict. Null while the keys are locked.
 */
export async function readAttentionMarks(): Promise<Record<string, string> | null> {
  return (await isLocked()) ? null : unlessLocked(readMarks, null);
}

async function readMarks(): Promise<Record<string, string>> {
  const signs: Record<string, string> = {};
  for (const [opportunityId, leadId] of Object.entries(await draftIndex.read())) {
    // The index alone is not enough, because reading a draft removes an expired one.
    if ((await readDraft(opportunityId)).value) signs[opportunityId] = signs[leadId] = '•';
  }
  for (const operation of await listOperations()) {
    const { opportunityId, leadId = '' } = operation;
    const mark = markOf(operation);
    if (mark) signs[opportunityId] = strongest([signs[opportunityId], mark]);
    if (mark) signs[leadId] = strongest([signs[leadId], mark]);
  }
  return signs;
}

// A save without a problem has just been made, and is sent at once. A canceled one is only checked in Close.
function markOf({ state, problem, isCancelled }: Operation): string {
  if (state === 'blocked' || state === 'conflict') return '!';
  return state === 'waiting' && problem && !isCancelled ? waitingMark : '';
}

function strongest(marks: readonly (string | undefined)[]): string {
  return ['!', waitingMark, '•'].find((mark) => marks.includes(mark)) ?? '';
}

/** The mark for every page while the keys are locked. */
export const lockedMark = 'locked';

/** Returns the mark for a page about these opportunities and leads, "" for none. */
export function attentionMark(ids: readonly string[], signs: Record<string, string> | null): string {
  if (!signs) return lockedMark;
  return strongest(ids.map((id) => signs[id]));
}
