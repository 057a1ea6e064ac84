import { type Browser, browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import type { Problem } from '../model/problem.ts';
import { failure, type Result } from '../model/result.ts';
import {
  type Answers,
  contentScriptRequests,
  type Input,
  ownPageRequests,
  type RequestName,
} from './contract.ts';

type Sender = Browser.runtime.MessageSender;
type Request = { input: z.ZodMiniType; by?: readonly string[]; isAnywhere?: true };

/** One handler for each request of the contract. */
export type Handlers = {
  [Name in RequestName]: (input: Input<Name>, sender: Sender) => Promise<Result<Answers[Name]>>;
};

/**
 * Answers the contract's requests with `handlers`; `problemOf` turns a thrown error into a problem. Requests that the
 * sender may not make, or with invalid input, get no answer.
 */
export function receive(handlers: Handlers, problemOf: (error: unknown) => Problem): void {
  browser.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    const answer = answerTo(message, sender, handlers);
    if (!answer) return undefined;
    answer.catch((error) => failure(problemOf(error))).then(respond);
    // Returns true to keep the channel open; an async listener would answer every message.
    return true;
  });
}

function answerTo(message: unknown, sender: Sender, handlers: Handlers): Promise<unknown> | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { name, input } = message as { name?: unknown; input?: unknown };
  const requests: Partial<Record<string, Request>> = requestsOf(sender);
  if (typeof name !== 'string' || !Object.hasOwn(requests, name)) return undefined;
  const { [name]: request } = requests;
  const parsed = request?.input.safeParse(input);
  if (!request || !parsed?.success) return undefined;
  // Casts, because TypeScript cannot infer that schema and handler belong to the same name.
  const handle = handlers[name as RequestName] as (input: unknown, sender: Sender) => Promise<unknown>;
  const { by, isAnywhere } = request;
  if (by) return by.includes(ownPageOf(sender)) ? handle(parsed.data, sender) : undefined;
  return isAnywhere ? handle(parsed.data, sender) : onAllowedSite(sender, () => handle(parsed.data, sender));
}

// Answers only on sites of which the user has given the extension the permission, and has not taken it back.
async function onAllowedSite({ origin }: Sender, answer: () => Promise<unknown>): Promise<unknown> {
  const isAllowed = await browser.permissions.contains({ origins: [`${origin}/*`] });
  return isAllowed ? answer() : failure({ kind: 'unexpected' });
}

// Returns the file name of the page that sent a message, which the browser vouches for.
function ownPageOf({ url = '' }: Sender): string {
  return /^\/([a-z]+)\.html$/.exec(new URL(url).pathname)?.[1] ?? '';
}

// Returns the requests that a sender may make. Checks the origin, because a popup in a tab has `sender.tab` too and
// content scripts have the same `sender.id`.
function requestsOf(sender: Sender) {
  if (sender.id !== browser.runtime.id) return {};
  if (sender.origin === new URL(browser.runtime.getURL('/')).origin) return ownPageRequests;
  return sender.tab !== undefined && sender.frameId === 0 ? contentScriptRequests : {};
}
