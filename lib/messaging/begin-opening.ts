import { browser } from 'wxt/browser';
import type { Result } from '../model/result.ts';
import { ask } from './ask.ts';
import type { Opening } from './contract.ts';
import { type OpeningProgress, readProgress } from './opening-progress.ts';

/** An `editor.open` request that was sent before its editor existed. */
export type BegunOpening = {
  /** The id of the request. */
  id: string;
  answer: Promise<Result<Opening>>;
  /** What the background has said so far that it waits for. */
  progress: OpeningProgress[];
};

/** Asks the background what to show for a tab, while the editor itself is still loading. */
export function beginOpening(tabId: number): BegunOpening {
  const progress: OpeningProgress[] = [];
  browser.runtime.onMessage.addListener((message: unknown): undefined => {
    const next = readProgress(message);
    if (next) progress.push(next);
  });
  const id = crypto.randomUUID();
  return { id, answer: ask('editor.open', { tabId, id, isPageLed: false }), progress };
}
