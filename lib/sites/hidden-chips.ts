import { refreshChips } from '../in-page/refresh-chips.ts';
import { chipHiddenOn } from '../storage/items.ts';

/** Shows or hides the chip on the pages of an origin, or on all pages for `everywhere`; open pages follow at once. */
export async function showChipOn(origin: string, isShown: boolean): Promise<void> {
  await chipHiddenOn.update((hidden) => {
    const others = hidden.filter((each) => each !== origin);
    return isShown ? others : [...others, origin];
  });
  await refreshChips();
}
