import { browser } from 'wxt/browser';
import { success } from '../../../lib/model/result.ts';
import { connections } from '../../../lib/storage/items.ts';
import { sentenceOf } from '../../../lib/wording/problem-text.ts';
import { text } from '../../../lib/wording/text.ts';
import { attempt } from '../problem-of.ts';
import { problemColor } from './badge.ts';

/**
 * Shows on every tab's toolbar button that the browser's storage cannot be read, because menu and counts are missing then.
 * The next start of the worker with readable storage removes it.
 */
export async function showStorageProblem(): Promise<void> {
  const reading = await attempt(async () => success(await connections.read()));
  if (!reading.ok) await browser.action.setBadgeBackgroundColor({ color: problemColor });
  await browser.action.setBadgeText({ text: reading.ok ? '' : '!' });
  // An empty title restores the button's default one.
  const title = reading.ok ? '' : `${text('product')} · ${sentenceOf(reading.problem)}`;
  await browser.action.setTitle({ title });
}
