import type { Input } from '../../lib/messaging/contract.ts';
import { type Result, success } from '../../lib/result.ts';
import { attempt } from './attempt.ts';
import { updateBadges } from './badge.ts';
import { removeDraft, writeDraft } from './draft-store.ts';

/** Keeps what is being typed. */
export function keepDraft(entered: Input<'draft.write'>): Promise<Result<null>> {
  return attempt(async () => {
    if (await writeDraft(entered)) void updateBadges();
    return success(null);
  });
}

/** Forgets what was typed. */
export function dropDraft({ opportunityId }: Input<'draft.remove'>): Promise<Result<null>> {
  return attempt(async () => {
    if (await removeDraft(opportunityId)) void updateBadges();
    return success(null);
  });
}
