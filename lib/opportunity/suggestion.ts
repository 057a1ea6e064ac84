import type { FieldValue, Patch } from '../model/field-value.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { Pipeline } from '../model/pipeline.ts';
import type { Suggestion } from '../model/suggestion.ts';
import { dayOfDate, isDay, localDay } from './dates.ts';
import { findStatus } from './opportunity.ts';
import { isSameValue, valueIn } from './values.ts';

/** What can be done about a suggestion of Close: save a change, write to the customer in Close, or only read it. */
export type Proposal = { kind: 'change'; patch: Patch } | { kind: 'follow-up' } | { kind: 'text' };

const followUps = ['follow_up_email', 'follow_up_sms', 'follow_up_call'];

/**
 * Returns what a suggestion proposes for a deal; null if there is nothing to show, because the deal is already as suggested
 * or the suggestion says nothing. A status of another organization and a date that has passed are only shown as text.
 */
export function proposalOf(
  { action, target, reason }: Suggestion,
  { values }: Pick<Opportunity, 'values'>,
  pipelines: readonly Pipeline[],
  now: Date,
): Proposal | null {
  if (isAsSuggested({ action, target, reason }, { values })) return null;
  const isOpen = findStatus(pipelines, valueIn(values, 'status_id'))?.status.type === 'active';
  if (action === 'change_status' && findStatus(pipelines, target))
    return { kind: 'change', patch: { status_id: target } };
  // The date of a closed deal is the one it was won on.
  if (action === 'adjust_close_date' && isOpen && isDay(target) && target >= localDay(now))
    return { kind: 'change', patch: { date_won: target } };
  if (followUps.includes(action)) return { kind: 'follow-up' };
  return reason === '' ? null : { kind: 'text' };
}

/** Returns whether a deal already is as suggested. */
export function isAsSuggested(
  { action, target }: Suggestion,
  { values }: Pick<Opportunity, 'values'>,
): boolean {
  if (target === '') return false;
  const has = (key: string, value: FieldValue) => isSameValue(key, valueIn(values, key), value);
  if (action === 'change_status') return has('status_id', target);
  return action === 'adjust_close_date' && dayOfDate(target) === target && has('date_won', target);
}
