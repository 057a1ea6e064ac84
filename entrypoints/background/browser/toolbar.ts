import { browser } from 'wxt/browser';
import { readPreferences } from '../../../lib/settings/presets.ts';

/** Lets the toolbar button open what the user prefers. Anew at every start, as the browser keeps only half of it. */
export async function applyToolbar(): Promise<void> {
  const isPanel = await prefersPanel();
  // With a popup set the button would open that.
  await browser.action.setPopup({ popup: isPanel ? '' : 'popup.html' });
  await browser.sidePanel.setPanelBehavior({ openPanelOnActionClick: isPanel });
}

/** Whether the user prefers the side panel to the popup. */
export async function prefersPanel(): Promise<boolean> {
  return (await readPreferences()).toolbarOpens === 'panel';
}
