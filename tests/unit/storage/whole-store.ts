import { fakeBrowser } from 'wxt/testing/fake-browser';

const { local, session } = fakeBrowser.storage;

/** All that is stored on the device. */
export function storedThings(): Promise<Record<string, unknown>> {
  return local.get(null);
}

/** Gives the in-memory browser what it lacks of Chrome's storage. */
export function addGetKeys(): void {
  for (const area of [local, session])
    Object.assign(area, { getKeys: async () => Object.keys(await area.get(null)) });
}
