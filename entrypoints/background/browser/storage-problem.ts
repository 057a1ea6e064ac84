import { browser } from 'wxt/browser';
import { success } from '../../../lib/model/result.ts';
import { connections } from '../../../lib/storage/items.ts';
import { sentenceOf } from '../../../lib/wording/problem-text.ts';
import { text } from '../../../lib/wording/text.ts';
import { attempt } from '../problem-of.ts';
import { problemColor } from './badge.ts';

/**
 * Says on the toolbar button of every tab that the browser's store cannot be read, because then there is no menu and no
 * count that could. The next start of the worker on a store that can be read takes it back.
 */
export async function showStorageProblem(): Promise<void> {
  const reading = await attempt(async () => success(await connections.read()));
  if (!reading.ok) await browser.action.setBadgeBackgroundColor({ color: problemColor });
  await browser.action.setBadgeText({ text: reading.ok ? '' : '!' });
  // An empty title gives the button its usual one.
  const title = reading.ok ? '' : `${text('product')} · ${sentenceOf(reading.problem)}`;
  await browser.action.setTitle({ title });
}
