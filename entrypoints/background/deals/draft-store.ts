import { exclusively } from '../../../lib/base/with-lock.ts';
import type { Draft } from '../../../lib/model/draft.ts';
import { draft, draftIndex } from '../../../lib/storage/items.ts';
import { writeTogether } from '../../../lib/storage/stored.ts';

const lifetimeMs = 30 * 24 * 60 * 60 * 1000;

/** What was entered for a deal and not saved. What was typed a month ago is more likely to surprise than to help. */
export async function readDraft(opportunityId: string): Promise<{ value: Draft | null; isDamaged: boolean }> {
  const kept = await draft(opportunityId).look();
  if (!isExpired(kept.value)) return kept;
  // Looked at again under the lock, because a draft that was stored since stays.
  await editDraft(opportunityId, (latest) => (isExpired(latest) ? null : undefined));
  return draft(opportunityId).look();
}

/** Stores a draft; true where it is one that was not known of. */
export function writeDraft(entered: Draft): Promise<boolean> {
  return editDraft(entered.opportunityId, () => entered);
}

/** Removes a draft; true where there may have been one. */
export function removeDraft(opportunityId: string): Promise<boolean> {
  return editDraft(opportunityId, () => null);
}

/**
 * Stores what `edit` makes of a deal's draft, while no other change of a draft comes in between. `edit` returns null to
 * remove it and undefined to leave it as it is. True where that begins or ends a draft.
 */
export function editDraft(
  opportunityId: string,
  edit: (known: Draft | null) => Draft | null | undefined,
): Promise<boolean> {
  return exclusively('draft-index', async () => {
    const item = draft(opportunityId);
    const next = edit(await item.read());
    if (next === undefined) return false;
    const { [opportunityId]: knownLead, ...others } = await draftIndex.read();
    if (next) {
      const { leadId = '' } = next;
      const isNew = knownLead !== leadId;
      await writeTogether([
        [item, next],
        ...(isNew ? [[draftIndex, { ...others, [opportunityId]: leadId }] as const] : []),
      ]);
      return isNew;
    }
    await item.remove();
    if (knownLead !== undefined) await draftIndex.write(others);
    return knownLead !== undefined;
  });
}

function isExpired(kept: Draft | null): boolean {
  return kept !== null && Date.now() - kept.savedAt >= lifetimeMs;
}
