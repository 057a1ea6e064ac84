import { browser } from 'wxt/browser';
import { readPreferences } from '../../../lib/settings/presets.ts';

/** Sets what the toolbar button opens. Runs at every start, because the browser keeps only part of the setting. */
export async function applyToolbar(): Promise<void> {
  const isPanel = await prefersPanel();
  // The button opens the panel only if no popup is set.
  await browser.action.setPopup({ popup: isPanel ? '' : 'popup.html' });
  await browser.sidePanel.setPanelBehavior({ openPanelOnActionClick: isPanel });
}

/** Reports whether the user prefers the side panel to the popup. */
export async function prefersPanel(): Promise<boolean> {
  return (await readPreferences()).toolbarOpens === 'panel';
}
