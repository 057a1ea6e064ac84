import type { createMemoryBrowser } from './memory-browser.ts';

/**
 * How calls of the browser go wrong, from one on: so many of them, as where its store is out of order for a moment, or all,
 * as in a worker that is dying. Each does nothing, or what was asked, and rejects either way.
 */
export type Failing = { count: number; when: 'before it does anything' | 'after it has done it' };

/** Lets the browser's calls fail from the `first` on and tells how many there were. */
export function failCalls(
  browser: ReturnType<typeof createMemoryBrowser>,
  first: number,
  { count, when }: Failing,
) {
  const met = { calls: 0, heal: () => {} };
  const usualCalls: (() => void)[] = [];
  let unread = 0;
  const spoil = <Host extends object, Name extends keyof Host>(host: Host, name: Name): void => {
    const usual = host[name] as (...input: unknown[]) => Promise<unknown>;
    const failing = async (...input: unknown[]) => {
      met.calls += 1;
      if (met.calls < first || met.calls >= first + count) return usual.apply(host, input);
      if (name === 'get') unread += 1;
      if (when === 'after it has done it') await usual.apply(host, input);
      throw new Error('No SW');
    };
    host[name] = failing as Host[Name];
    usualCalls.push(() => {
      host[name] = usual as Host[Name];
    });
  };
  const { local, session } = browser.storage;
  for (const area of [local, session]) {
    spoil(area, 'get');
    spoil(area, 'set');
    spoil(area, 'remove');
    const { getKeys } = area;
    // What tells a store that is out of order from a single damaged record.
    area.getKeys = async () => {
      unread -= 1;
      return unread < 0 ? getKeys() : Promise.reject(new Error('No SW'));
    };
    usualCalls.push(() => {
      area.getKeys = getKeys;
    });
  }
  spoil(browser.alarms, 'get');
  spoil(browser.alarms, 'create');
  spoil(browser.alarms, 'clear');
  spoil(navigator.locks, 'request');
  met.heal = () => {
    for (const restore of usualCalls) restore();
  };
  return met;
}
