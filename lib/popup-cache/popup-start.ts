import { type Reading, readMemory } from './remembered-deals.ts';

const popupWindow: typeof globalThis & { readingOfStart?: Promise<Reading> } = globalThis;

/** Returns the tab that a popup opened in a tab works on; null for the active one. */
export function givenTabId(): number | null {
  const tabIdInAddress = new URLSearchParams(location.search).get('tabId');
  return tabIdInAddress === null ? null : Number(tabIdInAddress);
}

/** Reads what the popup needs before it can show anything, once for all of its scripts. */
export function readingOfStart(): Promise<Reading> {
  popupWindow.readingOfStart ??= readMemory(givenTabId());
  return popupWindow.readingOfStart;
}
