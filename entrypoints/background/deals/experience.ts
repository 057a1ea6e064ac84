import type { Change } from '../../../lib/model/change.ts';
import type { DealView } from '../../../lib/model/deal-view.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { experience } from '../../../lib/storage/items.ts';

const enoughSaves = 5;

/** Counts a save of this device. A failure is ignored, because the save itself has been made. */
export async function countSave({ how, undoes }: Change): Promise<void> {
  if (how !== 'saved' || undoes !== undefined) return;
  await experience
    .update((before) => (before.saves >= enoughSaves ? before : { ...before, saves: before.saves + 1 }))
    .catch(() => {});
}

/** Returns what the editor need not explain any more, and whether it gives the tip. */
export async function readExperience(): Promise<Pick<DealView, 'isExperienced' | 'isTipDue'>> {
  const { saves, isTipGiven } = await experience.read();
  return {
    ...(saves >= enoughSaves && { isExperienced: true }),
    ...(saves > 0 && !isTipGiven && { isTipDue: true }),
  };
}

/** Remembers that the tip was shown, which is given once. */
export async function endTip(): Promise<Result<null>> {
  await experience.update((before) => ({ ...before, isTipGiven: true }));
  return success(null);
}
