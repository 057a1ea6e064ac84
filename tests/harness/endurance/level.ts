/** Whether a series of figures stayed level, with what it was judged by. */
export type Level = { isLevel: boolean; first: number; last: number; drift: number; spread: number };

/** A smaller drift is no leak: functions that run often hold more, and a leak grows by far more in a day. */
const minDrift = 0.05;

/**
 * Judges the last two thirds of a series, because caches fill in the first one. It is level unless a straight line through
 * them rises by more than their spread around that line, and by more than 5 %.
 */
export function judgeLevel(figures: readonly number[]): Level {
  const later = figures.slice(Math.floor(figures.length / 3));
  const count = later.length;
  const [first = Number.NaN] = later;
  const last = later.at(-1) ?? Number.NaN;
  const middle = (count - 1) / 2;
  const mean = later.reduce((sum, figure) => sum + figure, 0) / count;
  const spreadOfPlaces = later.reduce((sum, _figure, place) => sum + (place - middle) ** 2, 0);
  const slope =
    later.reduce((sum, figure, place) => sum + (place - middle) * (figure - mean), 0) / (spreadOfPlaces || 1);
  const rest = later.map((figure, place) => figure - mean - slope * (place - middle));
  const drift = slope * (count - 1);
  const spread = Math.max(...rest) - Math.min(...rest);
  return { isLevel: count > 0 && drift <= Math.max(spread, minDrift * mean), first, last, drift, spread };
}
