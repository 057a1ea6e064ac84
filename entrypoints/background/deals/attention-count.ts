import { browser } from 'wxt/browser';
import type { Input } from '../../../lib/messaging/contract.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { localDay } from '../../../lib/opportunity/dates.ts';
import { attentionDays, tableSettings } from '../../../lib/storage/items.ts';

export const attentionAlarm = 'attention-count';
// The day may change while the browser is open.
const periodInMinutes = 60;

/** Stores from which day on each of the deals last listed needs attention, for the count. */
export async function keepAttentionDays({ days }: Input<'table.seen'>): Promise<Result<null>> {
  await attentionDays.write(days);
  await showAttentionCount();
  return success(null);
}

/** Shows on the toolbar button of every tab how many of these deals need attention today, if the user wants that. */
export async function showAttentionCount(): Promise<void> {
  const { countsOnButton } = await tableSettings.read();
  const today = localDay(new Date());
  const count = countsOnButton ? (await attentionDays.read()).filter((day) => day <= today).length : 0;
  await browser.action.setBadgeText({ text: count > 0 ? String(count) : '' });
  if (countsOnButton) await browser.alarms.create(attentionAlarm, { periodInMinutes });
  else await browser.alarms.clear(attentionAlarm);
}
