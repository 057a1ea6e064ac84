import { type Browser, browser } from 'wxt/browser';
import type { Problem } from '../problem.ts';
import { failure, type Result } from '../result.ts';
import { type Answers, type Input, type RequestName, requests } from './contract.ts';

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
  if (typeof name !== 'string' || !Object.hasOwn(requests, name)) return undefined;
  const request = requests[name as RequestName];
  if (!mayAsk(request.from, sender)) return undefined;
  const parsed = request.input.safeParse(input);
  if (!parsed.success) return undefined;
  // The name picks both the schema and the handler, which TypeScript cannot follow through the table.
  const handle = handlers[name as RequestName] as (input: unknown, sender: Sender) => Promise<unknown>;
  return handle(parsed.data, sender);
}

// A popup opened in a tab has `sender.tab` too and `sender.id` is ours for content scripts as well: only the origin tells.
function mayAsk(from: 'content-script' | 'extension-page', sender: Sender): boolean {
  if (sender.id !== browser.runtime.id) return false;
  const isOwnPage = sender.origin === new URL(browser.runtime.getURL('/')).origin;
  return from === 'extension-page'
    ? isOwnPage
    : !isOwnPage && sender.tab !== undefined && sender.frameId === 0;
}
