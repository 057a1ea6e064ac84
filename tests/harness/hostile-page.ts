import type { CDPSession, Page } from 'puppeteer-core';

/** Makes a page hook everything it can before other scripts run. `heard` returns all observed values as JSON. */
export async function hookEverything(page: Page): Promise<{ heard(): Promise<string> }> {
  await page.evaluateOnNewDocument(hook);
  return { heard: () => page.evaluate('JSON.stringify(globalThis.heard)') as Promise<string> };
}

// Runs in the page, so it must be self-contained.
function hook(): void {
  const heard: string[] = [];
  Object.assign(globalThis, { heard });
  const record = (...values: unknown[]) => {
    for (const value of values) {
      try {
        heard.push(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)));
      } catch {
        heard.push(String(value));
      }
    }
  };
  const stringify = JSON.stringify;
  const wrap = (owner: object, name: string) => {
    const property = Object.getOwnPropertyDescriptor(owner, name);
    const original: unknown = property?.value;
    if (!property?.configurable || typeof original !== 'function' || name === 'constructor') return;
    let isBusy = false;
    const wrapped = function (this: unknown, ...input: unknown[]) {
      const result: unknown = new.target
        ? Reflect.construct(original, input, new.target)
        : Reflect.apply(original, this, input);
      if (!isBusy) {
        isBusy = true;
        record(...input, result);
        isBusy = false;
      }
      return result;
    };
    Object.defineProperty(owner, name, { ...property, value: Object.assign(wrapped, original) });
  };
  const page = globalThis as unknown as Record<string, unknown>;
  for (const name of ['fetch', 'postMessage', 'open', 'atob', 'btoa', 'structuredClone'])
    wrap(globalThis, name);
  wrap(JSON, 'parse');
  Object.defineProperty(JSON, 'stringify', { value: stringify });
  for (const type of [Node, Element, HTMLElement, Document, Storage, XMLHttpRequest, Headers, MessagePort])
    for (const name of Object.getOwnPropertyNames(type.prototype)) wrap(type.prototype, name);
  for (const name of ['addEventListener', 'dispatchEvent']) wrap(EventTarget.prototype, name);
  const chrome = page.chrome as Record<string, Record<string, unknown>> | undefined;
  for (const part of Object.values(chrome ?? {}))
    if (typeof part === 'object' && part !== null) for (const name of Object.keys(part)) wrap(part, name);
  for (const type of [
    'message',
    'error',
    'unhandledrejection',
    'securitypolicyviolation',
    'storage',
    'copy',
    'input',
  ])
    EventTarget.prototype.addEventListener.call(
      globalThis,
      type,
      (event) => {
        record(type, (event as MessageEvent).data, (event as ErrorEvent).message);
      },
      true,
    );
}

/** Returns a heap snapshot of a page, including its content scripts. */
export async function snapshotHeap(page: Page): Promise<string> {
  const session: CDPSession = await page.createCDPSession();
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}

/** Adds every line that a page, a frame or a worker writes to its console to `lines`. */
export async function listenToConsole(session: CDPSession, lines: string[]): Promise<void> {
  session.on('Runtime.consoleAPICalled', ({ args }) => lines.push(JSON.stringify(args)));
  session.on('Runtime.exceptionThrown', ({ exceptionDetails }) =>
    lines.push(JSON.stringify(exceptionDetails)),
  );
  session.on('Log.entryAdded', ({ entry }) => lines.push(JSON.stringify(entry)));
  await session.send('Runtime.enable');
  await session.send('Log.enable');
}
