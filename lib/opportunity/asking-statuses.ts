import type { Stages } from '../model/stages.ts';

/** Returns the ids of the statuses that may ask for something, depending on the deal. */
export function askingStatuses(stages: Stages): string[] {
  return Object.entries(stages).flatMap(([statusId, { asks = [], requires = [], confidence }]) =>
    asks.length + requires.length > 0 || confidence !== undefined ? [statusId] : [],
  );
}
