import { type Browser, browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import type { Problem } from '../model/problem.ts';
import { failure, type Result } from '../model/result.ts';
import {
  type Answers,
  asksOfContentScripts,
  asksOfOwnPages,
  type Input,
  type RequestName,
} from './contract.ts';

type Sender = Browser.runtime.MessageSender;

/** One function for each request of the contract. */
export type Handlers = {
  [Name in RequestName]: (input: Input<Name>, sender: Sender) => Promise<Result<Answers[Name]>>;
};

/**
 * Answers the contract's requests with `handlers`; `problemOf` says what is behind an error of theirs. What comes from
 * somebody who may not ask it, or has another shape, gets no answer at all.
 */
export function receive(handlers: Handlers, problemOf: (error: unknown) => Problem): void {
  browser.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    const answer = answerTo(message, sender, handlers);
    if (!answer) return undefined;
    answer.catch((error) => failure(problemOf(error))).then(respond);
    // Keeps the channel open: an async listener would answer for every message of everybody.
    return true;
  });
}

function answerTo(message: unknown, sender: Sender, handlers: Handlers): Promise<unknown> | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { name, input } = message as { name?: unknown; input?: unknown };
  const asks: Partial<Record<string, z.ZodMiniType>> = asksOf(sender);
  if (typeof name !== 'string' || !Object.hasOwn(asks, name)) return undefined;
  const parsed = asks[name]?.safeParse(input);
  if (!parsed?.success) return undefined;
  // The name picks both the schema and the handler, which TypeScript cannot follow through the table.
  const handle = handlers[name as RequestName] as (input: unknown, sender: Sender) => Promise<unknown>;
  return handle(parsed.data, sender);
}

// What somebody may ask. A popup opened in a tab has `sender.tab` too and `sender.id` is ours for content scripts as
// well: only the origin tells.
function asksOf(sender: Sender) {
  if (sender.id !== browser.runtime.id) return {};
  if (sender.origin === new URL(browser.runtime.getURL('/')).origin) return asksOfOwnPages;
  return sender.tab !== undefined && sender.frameId === 0 ? asksOfContentScripts : {};
}
