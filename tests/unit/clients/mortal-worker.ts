import { vi } from 'vitest';
import { bundle } from './bundle.ts';
import { createMemoryBrowser } from './memory-browser.ts';
import { createMemoryFiles } from './memory-files.ts';

/** The parts that survive a worker: the browser's storage and the extension's private files. */
export type Device = {
  browser: ReturnType<typeof createMemoryBrowser>;
  files: ReturnType<typeof createMemoryFiles>;
};

/** The storage or file call that kills a worker: its number from 1, and whether the call still takes effect. */
export type Death = { nth: number; when: 'before' | 'after' };

type Modules = {
  changes: typeof import('../../../entrypoints/background/outbox/store.ts');
  drafts: typeof import('../../../entrypoints/background/deals/draft-store.ts');
  items: typeof import('../../../lib/storage/items.ts');
  migration: typeof import('../../../lib/storage/migrate.ts');
  removal: typeof import('../../../lib/storage/remove-everything.ts');
  room: typeof import('../../../lib/storage/make-room.ts');
  sealing: typeof import('../../../lib/storage/sealing.ts');
  secrets: typeof import('../../../entrypoints/background/close/credentials.ts');
  stored: typeof import('../../../lib/storage/stored.ts');
};

const loadModules = await bundle<Modules>({
  changes: 'entrypoints/background/outbox/store.ts',
  drafts: 'entrypoints/background/deals/draft-store.ts',
  items: 'lib/storage/items.ts',
  migration: 'lib/storage/migrate.ts',
  removal: 'lib/storage/remove-everything.ts',
  room: 'lib/storage/make-room.ts',
  sealing: 'lib/storage/sealing.ts',
  secrets: 'entrypoints/background/close/credentials.ts',
  stored: 'lib/storage/stored.ts',
});

/** A started worker. */
export type MortalWorker = ReturnType<typeof startMortalWorker>;

export function createDevice(): Device {
  return { browser: createMemoryBrowser(), files: createMemoryFiles() };
}

/**
 * Starts a worker with its own modules and locks on a device. From the call that kills it on, no call has an effect
 * or an answer.
 */
export function startMortalWorker({ browser, files }: Device, death?: Death) {
  let calls = 0;
  let isDead = false;
  const { promise: died, resolve: die } = Promise.withResolvers<'died'>();

  /** Wraps an object so that each method call counts and can kill the worker. */
  function mortal<Host extends object>(host: Host): Host {
    return new Proxy(host, {
      get(_target, name) {
        const value: unknown = Reflect.get(host, name);
        if (typeof value !== 'function') return value;
        return (...input: unknown[]) => call((...all) => value.apply(host, all), input);
      },
    });
  }

  async function call(method: (...input: unknown[]) => unknown, input: unknown[]) {
    calls += isDead ? 0 : 1;
    const isLast = !isDead && calls === death?.nth;
    if (isLast) isDead = true;
    if (isLast && death?.when === 'after') await Promise.resolve(method(...input)).catch(() => {});
    if (isLast) die('died');
    if (isDead) return new Promise(() => {});
    const answer = await method(...input);
    const isHandle = typeof answer === 'object' && answer !== null && 'createWritable' in answer;
    const isStream = typeof answer === 'object' && answer !== null && 'close' in answer;
    return isHandle || isStream ? mortal(answer) : answer;
  }

  vi.stubGlobal('navigator', {
    onLine: true,
    locks: { request: createLocks() },
    storage: { getDirectory: async () => mortal(files) },
  });
  const modules = loadModules({
    ...browser,
    storage: {
      local: mortal(browser.storage.local),
      session: mortal(browser.storage.session),
      sync: mortal(browser.storage.sync),
    },
  });
  modules.stored.beforeStoreIsUsed(modules.migration.migrate);
  modules.stored.onStoreFull(modules.room.makeRoom);
  modules.stored.sealWith(modules.sealing.sealing);
  return {
    ...modules,
    /** Resolves when the work is done or the worker has died. */
    live: (work: Promise<unknown>) => Promise.race([work.then(() => 'lived' as const), died]),
  };
}

// Each worker has its own locks, because the browser releases those of a dead worker.
function createLocks() {
  const last = new Map<string, Promise<unknown>>();
  return (name: string, work: () => Promise<unknown>) => {
    const mine = (last.get(name) ?? Promise.resolve()).then(work);
    last.set(
      name,
      mine.catch(() => {}),
    );
    return mine;
  };
}
