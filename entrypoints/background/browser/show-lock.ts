import { browser } from 'wxt/browser';
import { menuPipelines, openVault } from '../../../lib/storage/items.ts';
import { locate } from '../../../lib/storage/stored.ts';
import { updateBadges } from './badge.ts';
import { updateChips } from './chip.ts';
import { rebuildMenu } from './menu.ts';

/** Shows on the toolbar buttons, in the menu and in pages whether the keys are locked, each time that changes. */
export function showLock(): void {
  browser.storage.session.onChanged.addListener((changes) => {
    const { [locate(openVault.key).name]: vault } = changes;
    // The end of the idle time moves while the vault is open.
    if (vault && Boolean(vault.oldValue) !== Boolean(vault.newValue)) void update().catch(() => {});
  });
}

async function update(): Promise<void> {
  await updateBadges();
  await updateChips();
  await rebuildMenu(await menuPipelines.read());
}
