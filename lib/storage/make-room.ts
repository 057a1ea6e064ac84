import { browser } from 'wxt/browser';
import { menuPipelines, recentChanges } from './items.ts';
import { locate } from './stored.ts';

const fewChanges = 20;

/** Gives up what can be had again or is missed least: the menu's pipelines and all but the latest changes. */
export async function makeRoom(): Promise<void> {
  await menuPipelines.remove();
  const few = (await recentChanges.read()).slice(0, fewChanges);
  // A larger list has to go before the smaller one fits, and a refusal here must not ask for room again.
  await recentChanges.remove();
  await browser.storage.local.set({ [locate(recentChanges.key).name]: few });
}
