/** Percentages offered as one click. */
export const confidencePresets = [0, 10, 25, 50, 75, 90, 100] as const;

/** A typed percentage, or undefined where it is not a whole number from 0 to 100. */
export function parseConfidence(typed: string): number | undefined {
  const percent = /^\s*(\d{1,3})\s*%?\s*$/.exec(typed)?.[1];
  return percent !== undefined && Number(percent) <= 100 ? Number(percent) : undefined;
}

/** Value times confidence, in minor units like the value. */
export function expectedValue(value: number, confidence: number): number {
  return Math.round((value * confidence) / 100);
}
