import { browser } from 'wxt/browser';
import { pins, preferences, quickActions } from '../storage/items.ts';
import { locate } from '../storage/stored.ts';

/** Calls `work` on every change of the settings on this device. */
export function whenSettingsChange(work: () => void): void {
  const names = [preferences, pins, quickActions].map(({ key }) => locate(key).name);
  browser.storage.local.onChanged.addListener((changes) => {
    if (names.some((name) => name in changes)) work();
  });
}
