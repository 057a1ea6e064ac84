import { draftIndex } from '../../../lib/storage/items.ts';
import { unlessLocked } from '../../../lib/storage/stored.ts';
import { isLocked } from '../close/vault.ts';
import { listOperations } from '../outbox/store.ts';
import { readDraft } from './draft-store.ts';

/**
 * Returns what needs the user, by opportunity and lead id: `•` for a draft, `!` for a blocked save or a conflict. Null
 * while the keys are locked.
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
  for (const { state, opportunityId, leadId = '' } of await listOperations()) {
    if (state === 'blocked' || state === 'conflict') signs[opportunityId] = signs[leadId] = '!';
  }
  return signs;
}

/** The mark for every page while the keys are locked. */
export const lockedMark = 'locked';

/** Returns the mark for a page about these opportunities and leads, "" for none. */
export function attentionMark(ids: readonly string[], signs: Record<string, string> | null): string {
  if (!signs) return lockedMark;
  const found = ids.map((id) => signs[id]);
  return found.includes('!') ? '!' : found.includes('•') ? '•' : '';
}
