import { type Reading, readMemory } from './remembered-deals.ts';

const place: typeof globalThis & { readingOfStart?: Promise<Reading> } = globalThis;

/** Returns the tab that a popup opened in a tab works on; null for the active one. */
export function givenTabId(): number | null {
  const given = new URLSearchParams(location.search).get('tabId');
  return given === null ? null : Number(given);
}

/** Reads what the popup needs before it can show anything, once for all of its scripts. */
export function readingOfStart(): Promise<Reading> {
  place.readingOfStart ??= readMemory(givenTabId());
  return place.readingOfStart;
}
