import { type BegunOpening, beginOpening } from '../messaging/begin-opening.ts';
import { type Reading, readMemory } from './remembered-deals.ts';

/** What the popup has read and asked before it is loaded; it asks nothing if it can draw a remembered deal first. */
type Start = { reading: Reading; begun: BegunOpening | null };

const popupWindow: typeof globalThis & { start?: Promise<Start> } = globalThis;

/** Returns the tab that a popup opened in a tab works on; null for the active one. */
export function givenTabId(): number | null {
  const tabIdInAddress = new URLSearchParams(location.search).get('tabId');
  return tabIdInAddress === null ? null : Number(tabIdInAddress);
}

/** Reads what the popup needs before it can show anything, and asks for the rest, once for all of its scripts. */
export function startPopup(): Promise<Start> {
  popupWindow.start ??= readMemory(givenTabId()).then((reading) => ({
    reading,
    begun: reading.record ? null : beginOpening(reading.tab.tabId),
  }));
  return popupWindow.start;
}
