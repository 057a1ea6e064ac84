import type { Input } from '../../../lib/messaging/contract.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { updateBadges } from '../browser/badge.ts';
import { removeDraft, writeDraft } from './draft-store.ts';

/** Stores the user's entries as a draft. */
export async function keepDraft(entered: Input<'draft.write'>): Promise<Result<null>> {
  if (await writeDraft(entered)) void updateBadges();
  return success(null);
}

/** Removes a deal's draft. */
export async function dropDraft({ opportunityId }: Input<'draft.remove'>): Promise<Result<null>> {
  if (await removeDraft(opportunityId)) void updateBadges();
  return success(null);
}
