import { fakeBrowser } from 'wxt/testing/fake-browser';

const { local, session } = fakeBrowser.storage;

/** Returns everything in local storage. */
export function readWholeStore(): Promise<Record<string, unknown>> {
  return local.get(null);
}

/** Adds `getKeys` to the in-memory browser, which lacks it. */
export function addGetKeys(): void {
  for (const area of [local, session])
    Object.assign(area, { getKeys: async () => Object.keys(await area.get(null)) });
}
