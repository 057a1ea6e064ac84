/** Confidences offered as buttons, in percent, unless the user chooses others. */
export const usualPresets: readonly number[] = [0, 10, 25, 50, 75, 90, 100];

const maxPresets = 7;

/** Returns whether these can be the offered confidences: one to seven whole percents from 0 to 100, in ascending order. */
export function arePresets(percents: readonly number[]): boolean {
  const isListed = percents.length > 0 && percents.length <= maxPresets;
  return (
    isListed &&
    percents.every((percent, place) => isPercent(percent) && percent > (percents[place - 1] ?? -1))
  );
}

/** Returns whether a number is a whole percent from 0 to 100. */
export function isPercent(percent: number): boolean {
  return Number.isInteger(percent) && percent >= 0 && percent <= 100;
}
