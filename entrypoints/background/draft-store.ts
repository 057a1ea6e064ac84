import { exclusively } from '../../lib/exclusively.ts';
import { type Draft, draft, draftIndex } from '../../lib/storage/items.ts';
import { writeTogether } from '../../lib/storage/stored.ts';

const lifetimeMs = 30 * 24 * 60 * 60 * 1000;

/** What was entered for a deal and not saved. What was typed a month ago is more likely to surprise than to help. */
export async function readDraft(opportunityId: string): Promise<{ value: Draft | null; isDamaged: boolean }> {
  const kept = await draft(opportunityId).look();
  if (!kept.value || Date.now() - kept.value.savedAt < lifetimeMs) return kept;
  await removeDraft(opportunityId);
  return { value: null, isDamaged: false };
}

/** Stores a draft; true where it is one that was not known of. */
export function writeDraft(entered: Draft): Promise<boolean> {
  const { opportunityId, leadId = '' } = entered;
  return withIndex(async (index) => {
    const isNew = index[opportunityId] !== leadId;
    await writeTogether([
      [draft(opportunityId), entered],
      ...(isNew ? [[draftIndex, { ...index, [opportunityId]: leadId }] as const] : []),
    ]);
    return isNew;
  });
}

/** Removes a draft; true where there may have been one. */
export function removeDraft(opportunityId: string): Promise<boolean> {
  return withIndex(async ({ [opportunityId]: known, ...others }) => {
    await draft(opportunityId).remove();
    if (known !== undefined) await draftIndex.write(others);
    return known !== undefined;
  });
}

function withIndex(edit: (index: Record<string, string>) => Promise<boolean>): Promise<boolean> {
  return exclusively('draft-index', async () => edit(await draftIndex.read()));
}
