import type { createMemoryBrowser } from './memory-browser.ts';

/**
 * How browser calls fail: `count` of them, like a temporarily broken store, or all, like a dying worker. Each rejects,
 * either before or after it had its effect.
 */
export type Failing = { count: number; when: 'before it does anything' | 'after it has done it' };

/** Makes browser calls fail from number `first` on, until `stop`. Counts all calls. */
export function failCalls(
  browser: ReturnType<typeof createMemoryBrowser>,
  first: number,
  { count, when }: Failing,
) {
  const failures = { calls: 0, stop: () => {} };
  const restorers: (() => void)[] = [];
  let unread = 0;
  const fail = <Host extends object, Name extends keyof Host>(host: Host, name: Name): void => {
    const original = host[name] as (...input: unknown[]) => Promise<unknown>;
    const failing = async (...input: unknown[]) => {
      failures.calls += 1;
      if (failures.calls < first || failures.calls >= first + count) return original.apply(host, input);
      if (name === 'get') unread += 1;
      if (when === 'after it has done it') await original.apply(host, input);
      throw new Error('No SW');
    };
    host[name] = failing as Host[Name];
    restorers.push(() => {
      host[name] = original as Host[Name];
    });
  };
  const { local, session } = browser.storage;
  for (const area of [local, session]) {
    fail(area, 'get');
    fail(area, 'set');
    fail(area, 'remove');
    const { getKeys } = area;
    // Fails too, because this distinguishes a broken store from a single damaged record.
    area.getKeys = async () => {
      unread -= 1;
      return unread < 0 ? getKeys() : Promise.reject(new Error('No SW'));
    };
    restorers.push(() => {
      area.getKeys = getKeys;
    });
  }
  fail(browser.alarms, 'get');
  fail(browser.alarms, 'create');
  fail(browser.alarms, 'clear');
  fail(navigator.locks, 'request');
  failures.stop = () => {
    for (const restore of restorers) restore();
  };
  return failures;
}
