import type { Opportunity } from '../model/opportunity.ts';
import type { AttentionRule, TableSettings } from '../model/table-settings.ts';
import { moveDay } from '../quick-actions/move-date.ts';
import { dayOfDate, isDay, localDay, momentMs } from './dates.ts';
import { asList, valueIn } from './values.ts';

/** Why a deal needs attention; `days` since the close date passed, until it, or since the last change. */
export type AttentionReason =
  | { rule: 'overdue' | 'closing-soon' | 'untouched'; days: number }
  | { rule: 'no-value' | 'no-next-step' | 'stalled' };

/** The parts of a deal that the rules look at. */
export type AttentionDeal = Pick<Opportunity, 'organizationId' | 'updatedAt' | 'values'> & {
  isStalled?: boolean | undefined;
};

/** The close date counts as near within so many days. */
const soonDays = 7;
const dayMs = 24 * 60 * 60_000;

/** Returns why an open deal needs attention on the user's own day, in the order of the rules. */
export function findReasons(deal: AttentionDeal, settings: TableSettings, now: Date): AttentionReason[] {
  const { values } = deal;
  const today = localDay(now);
  const closing = dayOfDate(valueIn(values, 'date_won'));
  const daysLeft = isDay(closing) ? daysBetween(today, closing) : Number.NaN;
  const nextStep = settings.nextStep[deal.organizationId] ?? '';
  const untouched = daysBetween(dayTouched(deal), today);
  const limit = settings.untouchedDaysIn[String(values.status_id)] ?? settings.untouchedDays;
  const found: (AttentionReason | false)[] = [
    daysLeft < 0 && { rule: 'overdue', days: -daysLeft },
    daysLeft >= 0 && daysLeft <= soonDays && { rule: 'closing-soon', days: daysLeft },
    !valueIn(values, 'value') && { rule: 'no-value' },
    nextStep !== '' && isEmpty(valueIn(values, nextStep)) && { rule: 'no-next-step' },
    untouched >= limit && { rule: 'untouched', days: untouched },
    deal.isStalled === true && { rule: 'stalled' },
  ];
  return found.filter(
    (reason) => reason !== false && !settings.off.includes(reason.rule),
  ) as AttentionReason[];
}

/** Returns from which day on a deal needs attention if nothing changes, `YYYY-MM-DD`; "" if it never does. */
export function attentionDay(deal: AttentionDeal, settings: TableSettings, now: Date): string {
  const today = localDay(now);
  if (findReasons(deal, settings, now).length > 0) return today;
  const isOn = (rule: AttentionRule) => !settings.off.includes(rule);
  const closing = dayOfDate(valueIn(deal.values, 'date_won'));
  const limit = settings.untouchedDaysIn[String(deal.values.status_id)] ?? settings.untouchedDays;
  const coming = [
    isOn('closing-soon') && isDay(closing) && moveDay(closing, -soonDays, 'day'),
    isOn('overdue') && isDay(closing) && moveDay(closing, 1, 'day'),
    isOn('untouched') && moveDay(dayTouched(deal), limit, 'day'),
  ];
  return coming.filter((day) => typeof day === 'string' && day >= today).sort()[0] || '';
}

/** Counts the reasons of several deals by rule. */
export function countReasons(lists: Iterable<readonly AttentionReason[]>): Map<AttentionRule, number> {
  const counts = new Map<AttentionRule, number>();
  for (const reasons of lists) for (const { rule } of reasons) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

/** Returns the user's own day of the last change; no day if Close gives no moment. */
function dayTouched({ updatedAt }: AttentionDeal): string {
  return localDay(new Date(momentMs(updatedAt) ?? Number.NaN));
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

function isEmpty(value: Parameters<typeof asList>[0]): boolean {
  return asList(value).every((item) => item.trim() === '');
}
