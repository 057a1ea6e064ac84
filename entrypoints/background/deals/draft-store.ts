import { withLock } from '../../../lib/base/with-lock.ts';
import type { Draft } from '../../../lib/model/draft.ts';
import { draft, draftIndex } from '../../../lib/storage/items.ts';
import { writeTogether } from '../../../lib/storage/stored.ts';

/** Old entries would only surprise the user. */
export const draftLifetimeMs = 30 * 24 * 60 * 60 * 1000;

/** Reads a deal's unsaved entries. Drafts expire after 30 days. */
export async function readDraft(opportunityId: string): Promise<{ value: Draft | null; isDamaged: boolean }> {
  const stored = await draft(opportunityId).look();
  if (!isExpired(stored.value)) return stored;
  // Checked again under the lock, because a newer draft may have been stored since.
  await editDraft(opportunityId, (latest) => (isExpired(latest) ? null : undefined));
  return draft(opportunityId).look();
}

/** Stores a draft, also while the keys are locked; true if the deal had none. */
export function writeDraft(entered: Draft): Promise<boolean> {
  return withDrafts(() => replace(entered.opportunityId, entered));
}

/** Removes a draft, also while the keys are locked; true if the index listed one. */
export function removeDraft(opportunityId: string): Promise<boolean> {
  return withDrafts(() => replace(opportunityId, null));
}

/**
 * Edits a deal's draft under the lock of all drafts. `edit` returns null to remove it, undefined to leave it.
 * Returns true if a draft was added to the index or removed from it.
 */
export function editDraft(
  opportunityId: string,
  edit: (current: Draft | null) => Draft | null | undefined,
): Promise<boolean> {
  return withDrafts(async () => {
    const next = edit(await draft(opportunityId).read());
    return next === undefined ? false : replace(opportunityId, next);
  });
}

function withDrafts(work: () => Promise<boolean>): Promise<boolean> {
  return withLock('draft-index', work);
}

async function replace(opportunityId: string, next: Draft | null): Promise<boolean> {
  const item = draft(opportunityId);
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
}

function isExpired(stored: Draft | null): boolean {
  return stored !== null && Date.now() - stored.savedAt >= draftLifetimeMs;
}
