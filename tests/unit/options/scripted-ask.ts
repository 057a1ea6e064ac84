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

/** The answers of a scripted background, by request. */
export type Script = { [Name in RequestName]?: Reply<Name> };

/** Creates the `ask` of a scripted background, and the list of requests it received. */
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

/** Resets the in-memory browser. Its messages consist of their names and substitutions. */
export function resetBrowser(): void {
  vi.restoreAllMocks();
  fakeBrowser.reset();
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((name, substitutions = []) =>
    [name, ...[substitutions].flat()].join(' '),
  );
}

/** Makes local storage unreadable, like damaged files on the disk. */
export function breakStorage(): void {
  const { local } = fakeBrowser.storage;
  Object.assign(local, { getKeys: async () => [] });
  for (const method of ['get', 'getKeys'] as const)
    vi.spyOn(local, method).mockRejectedValue(new Error('Corruption: block checksum mismatch'));
}

/** Waits until all pending promises have settled, except those that need a timer or an answer. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
}
