import { storage } from 'wxt/utils/storage';
import { menuPipelines, recentChanges } from './items.ts';

const fewChanges = 20;

/** Gives up what can be had again or is missed least: the menu's pipelines and all but the latest changes. */
export async function makeRoom(): Promise<void> {
  await menuPipelines.remove();
  const few = (await recentChanges.read()).slice(0, fewChanges);
  // A larger list has to go before the smaller one fits.
  await recentChanges.remove();
  await storage.setItem(recentChanges.key, few);
}
