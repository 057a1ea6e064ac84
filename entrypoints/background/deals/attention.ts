import { draftIndex } from '../../../lib/storage/items.ts';
import { listOperations } from '../outbox/store.ts';
import { readDraft } from './draft-store.ts';

/**
 * What waits for the user, by opportunity and lead: `•` for a draft, `!` for a save that cannot go on without a choice
 * or a key. Nearly always that is nothing, and two short lists are all that is read.
 */
export async function readMarks(): Promise<Record<string, string>> {
  const marks: Record<string, string> = {};
  for (const [opportunityId, leadId] of Object.entries(await draftIndex.read())) {
    // Read, because a draft that has grown too old ends when somebody looks at it.
    if ((await readDraft(opportunityId)).value) marks[opportunityId] = marks[leadId] = '•';
  }
  for (const { state, opportunityId, leadId = '' } of await listOperations()) {
    if (state === 'blocked' || state === 'conflict') marks[opportunityId] = marks[leadId] = '!';
  }
  return marks;
}

/** What waits on a page about these opportunities and leads, "" for nothing. */
export function markOf(ids: readonly string[], marks: Record<string, string>): string {
  const found = ids.map((id) => marks[id]);
  return found.includes('!') ? '!' : found.includes('•') ? '•' : '';
}
