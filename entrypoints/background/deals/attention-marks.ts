import { draftIndex } from '../../../lib/storage/items.ts';
import { listOperations } from '../outbox/store.ts';
import { readDraft } from './draft-store.ts';

/** Returns what needs the user, by opportunity and lead id: `•` for a draft, `!` for a blocked save or a conflict. */
export async function readAttentionMarks(): Promise<Record<string, string>> {
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

/** Returns the mark for a page about these opportunities and leads, "" for none. */
export function attentionMark(ids: readonly string[], signs: Record<string, string>): string {
  const found = ids.map((id) => signs[id]);
  return found.includes('!') ? '!' : found.includes('•') ? '•' : '';
}
