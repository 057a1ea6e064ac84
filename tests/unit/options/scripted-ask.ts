import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { ask as askBackground } from '../../../lib/messaging/ask.ts';
import {
  type Answers,
  type Input,
  ownPageRequests,
  type RequestName,
} from '../../../lib/messaging/contract.ts';
import type { Result } from '../../../lib/model/result.ts';

type Reply<Name extends RequestName> = (
  input: Input<Name>,
) => Result<Answers[Name]> | Promise<Result<Answers[Name]>>;

/** How a scripted background answers, by request. */
export type Script = { [Name in RequestName]?: Reply<Name> };

/** Creates `ask` of a background that answers by script, and the list of requests that it received. */
export function scriptedAsk(script: Script) {
  const requests: [name: RequestName, input: unknown][] = [];
  const ask = (async (name: keyof typeof ownPageRequests, input: unknown) => {
    // Checks the input as the real background does.
    ownPageRequests[name].input.parse(input);
    requests.push([name, input]);
    const reply = script[name] as ((input: unknown) => unknown) | undefined;
    if (!reply) throw new Error(`No answer is scripted for ${name}`);
    return structuredClone(await reply(input));
  }) as typeof askBackground;
  const inputsOf = (name: RequestName) => requests.flatMap(([each, input]) => (each === name ? [input] : []));
  return { ask, requests, inputsOf };
}

/** Clears the in-memory browser and lets each text be its name, followed by the inserted values. */
export function resetBrowser(): void {
  vi.restoreAllMocks();
  fakeBrowser.reset();
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((name, inserted = []) =>
    [name, ...[inserted].flat()].join(' '),
  );
}

/** Breaks local storage as damaged files on the disk do. */
export function breakStorage(): void {
  const { local } = fakeBrowser.storage;
  Object.assign(local, { getKeys: async () => [] });
  for (const method of ['get', 'getKeys'] as const)
    vi.spyOn(local, method).mockRejectedValue(new Error('Corruption: block checksum mismatch'));
}

/** Waits until all work is done that needs no timer and no further answer. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
}
