import { arePresets } from '../model/confidence-presets.ts';
import { toLatin } from './number-text.ts';

/** Parses typed confidences, in any order and with repeats; undefined if one is no whole percent or there are too many. */
export function parsePresets(typed: string): number[] | undefined {
  const parts = toLatin(typed)
    .split(/[\s,;%]+/)
    .filter(Boolean);
  const numbers = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN));
  const percents = [...new Set(numbers)].sort((one, other) => one - other);
  return arePresets(percents) ? percents : undefined;
}

/** Parses a typed percentage; undefined if it is not a whole number from 0 to 100. */
export function parseConfidence(typed: string): number | undefined {
  const percent = /^(\d{1,3}) ?[%\u066a]?$/.exec(toLatin(typed).trim())?.[1];
  return percent !== undefined && Number(percent) <= 100 ? Number(percent) : undefined;
}

/** Returns value times confidence, in minor units. */
export function expectedValue(value: number, confidence: number): number {
  return Math.round((value * confidence) / 100);
}
