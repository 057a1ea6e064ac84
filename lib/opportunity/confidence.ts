import { toLatin } from './number-text.ts';

/** Confidences offered as buttons, in percent. */
export const confidencePresets = [0, 10, 25, 50, 75, 90, 100] as const;

/** Parses a typed percentage; undefined if it is not a whole number from 0 to 100. */
export function parseConfidence(typed: string): number | undefined {
  const percent = /^(\d{1,3}) ?[%\u066a]?$/.exec(toLatin(typed).trim())?.[1];
  return percent !== undefined && Number(percent) <= 100 ? Number(percent) : undefined;
}

/** Returns value times confidence, in minor units. */
export function expectedValue(value: number, confidence: number): number {
  return Math.round((value * confidence) / 100);
}
