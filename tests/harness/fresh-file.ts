import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

type Snapshot = Map<object, object>;

type RequestLock = (name: string, ...details: unknown[]) => Promise<unknown>;

/** Survives from file to file, because globals belong to the process. */
const shared = globalThis as { initialFakeBrowser?: Snapshot; requestAnyLock?: RequestLock };

/** Copies an object and the objects in it. */
function copyInto(snapshot: Snapshot, host: object): Snapshot {
  if (snapshot.has(host)) return snapshot;
  snapshot.set(host, { ...host });
  for (const part of Object.values(host)) {
    if (typeof part === 'object' && part !== null) copyInto(snapshot, part);
  }
  return snapshot;
}

/** Gives every object the properties that it had when it was copied. */
function restore(snapshot: Snapshot): void {
  for (const [host, properties] of snapshot) {
    for (const name of Object.keys(host)) if (!(name in properties)) Reflect.deleteProperty(host, name);
    Object.assign(host, properties);
  }
}

// Runs before each file of unit tests, because they share a process: globals, clock, modules and browser begin unchanged.
vi.useRealTimers();
vi.restoreAllMocks();
vi.unstubAllGlobals();
vi.unstubAllEnvs();
vi.resetModules();
shared.initialFakeBrowser ??= copyInto(new Map(), fakeBrowser);
restore(shared.initialFakeBrowser);
fakeBrowser.reset();

// Separate, because work that a test leaves unfinished may hold a lock forever.
const file = crypto.randomUUID();
shared.requestAnyLock ??= navigator.locks.request.bind(navigator.locks) as RequestLock;
const { requestAnyLock } = shared;
Object.assign(navigator.locks, {
  request: (name: string, ...details: unknown[]) => requestAnyLock(`${file} ${name}`, ...details),
});
