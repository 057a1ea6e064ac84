import { browser } from 'wxt/browser';
import { lock } from '../close/vault.ts';

/**
 * Locks the keys when the computer locks, if the user has granted the permission to notice that. Called when the worker
 * starts and after a permission was granted.
 */
export function lockWithComputer(): void {
  // Missing without the permission.
  const { onStateChanged } = browser.idle ?? {};
  if (onStateChanged && !onStateChanged.hasListener(lockIfLocked)) onStateChanged.addListener(lockIfLocked);
}

function lockIfLocked(state: string): void {
  if (state === 'locked') void lock(true);
}
