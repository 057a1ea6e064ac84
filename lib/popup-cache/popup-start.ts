import { type Reading, readMemory } from './remembered-deals.ts';

const place: typeof globalThis & { readingOfStart?: Promise<Reading> } = globalThis;

/** The tab that a popup serves which stands in a tab itself, null for the active one. */
export function givenTabId(): number | null {
  const given = new URLSearchParams(location.search).get('tabId');
  return given === null ? null : Number(given);
}

/** What the popup needs of the browser before it can show anything; read once, by whichever of its scripts runs first. */
export function readingOfStart(): Promise<Reading> {
  place.readingOfStart ??= readMemory(givenTabId());
  return place.readingOfStart;
}
