import type { Patch, Values } from '../model/field-value.ts';
import type { Operation } from '../model/operation.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { Problem } from '../model/problem.ts';
import { dayOfDate } from '../opportunity/dates.ts';
import { mergeWithCurrent } from '../opportunity/merge.ts';
import { isAmountClear } from '../opportunity/money.ts';
import { type Difference, fieldsOfSave, findDifference } from '../opportunity/undo.ts';
import { applyPatch, isSameValue, valueIn } from '../opportunity/values.ts';

/** Result of the last request for an operation. */
export type Outcome =
  /** `userId` is the user whose key it was read with. */
  | { happened: 'read'; opportunity: Opportunity; userId: string }
  | { happened: 'written'; answer: Opportunity }
  | { happened: 'failed'; problem: Problem };

/** The next step, with the operation to store before it. */
export type Next =
  | { todo: 'write'; operation: Operation; patch: Patch }
  | { todo: 'wait'; operation: Operation }
  | { todo: 'ask'; operation: Operation }
  | { todo: 'settle'; end: Settlement };

/** How an operation leaves the outbox. `ignored` lists the fields that Close shows otherwise. */
export type Settlement =
  | { how: 'saved'; opportunity: Opportunity; difference: Difference; ignored: string[] }
  | { how: 'unchanged'; opportunity: Opportunity }
  | { how: 'refused'; problem: Problem }
  | { how: 'cancelled' };

const firstBackoffMs = 2_000;
const maxBackoffMs = 5 * 60_000;

/**
 * Decides the next step of a save. Reading comes before every write, so that a PUT with an unknown outcome is compared
 * first. `now` is in epoch milliseconds. Pure: the caller stores, reads and writes.
 */
export function nextStep(operation: Operation, outcome: Outcome, now: number): Next {
  switch (outcome.happened) {
    case 'read':
      return afterRead(
        withMovedDay(operation, outcome.opportunity, outcome.userId),
        outcome.opportunity,
        now,
      );
    case 'written':
      return afterWrite(operation, outcome.answer);
    case 'failed':
      return afterFailure(operation, outcome.problem, now);
  }
}

function settle(end: Settlement): Next {
  return { todo: 'settle', end };
}

function afterRead(operation: Operation, current: Opportunity, now: number): Next {
  if (!isSameDeal(operation, current)) {
    return settle({ how: 'refused', problem: { kind: 'wrong-deal' } });
  }
  const { toWrite, conflicts } = mergeWithCurrent(operation.base, operation.patch, current.values);
  const isDone = Object.keys(toWrite).length + conflicts.length === 0;
  const { before, isCancelled, isFollowedUp } = operation;
  const isLate = now > operation.expiresAt;
  // Reports "saved" if a PUT was sent and nothing remains to write, or if only the follow-up PUT was canceled or late,
  // because the first PUT has arrived in both cases.
  if (isDone ? before : isFollowedUp && (isCancelled || isLate)) {
    return settle(settleFound(operation, current));
  }
  // Reports "unchanged" without a PUT, because another user made the same change.
  if (isDone) return settle({ how: 'unchanged', opportunity: current });
  if (isCancelled) return settle({ how: 'cancelled' });
  if (isLate) return expired;
  if (conflicts.length > 0) {
    const changedBy = current.updatedByName;
    const changedAt = current.updatedAt;
    return { todo: 'ask', operation: { ...operation, state: 'conflict', conflicts, changedBy, changedAt } };
  }
  return {
    todo: 'write',
    patch: withCloseDate(toWrite, operation),
    operation: {
      ...operation,
      state: 'sent',
      // Uses the current values, because an earlier PUT has not arrived.
      before: (isFollowedUp && before) || current.values,
    },
  };
}

function isSameDeal(
  { opportunityId, organizationId, leadId, undoes }: Operation,
  current: Opportunity,
): boolean {
  return (
    current.id === opportunityId &&
    current.organizationId === organizationId &&
    // Ignores the lead for an undo, because the deal may have moved to another lead.
    (leadId === undefined || undoes !== undefined || current.leadId === leadId)
  );
}

const expired: Next = settle({ how: 'refused', problem: { kind: 'expired' } });

// Limits the difference to the fields of the save, because others may have changed more before this read.
function settleFound(operation: Operation, current: Opportunity): Settlement & { how: 'saved' } {
  const saved = settleSaved(operation, current);
  const ours = fieldsOfSave(operation.patch);
  const only = (values: Values) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => ours.has(key)));
  const { before, after } = saved.difference;
  return { ...saved, difference: { before: only(before), after: only(after) } };
}

function settleSaved(operation: Operation, answer: Opportunity): Settlement & { how: 'saved' } {
  const before = operation.before ?? operation.base;
  const requested = applyPatch(operation.patch, before);
  const isIgnored = (field: string) =>
    !isSameValue(field, valueIn(requested, field), valueIn(answer.values, field)) ||
    (field === 'value' && !isAmountShown(answer));
  return {
    how: 'saved',
    opportunity: answer,
    difference: findDifference(operation.patch, before, answer.values),
    ignored: Object.keys(requested).filter(isIgnored),
  };
}

// Compares the amount with Close's own text of it, because the first amount in a currency is a guess at how Close counts.
function isAmountShown({ values, currency, valueFormatted }: Opportunity): boolean {
  const value = valueIn(values, 'value');
  return typeof value !== 'number' || isAmountClear(value, currency, valueFormatted);
}

// Sends confidence or close date again, once, if Close changed them: it may set the confidence with a status and read
// a plain day in another time zone.
function afterWrite(operation: Operation, answer: Opportunity): Next {
  const end = settleSaved(operation, answer);
  const { base, patch, isFollowedUp } = operation;
  const { confidence, date_won, status_id } = patch;
  const isRaised = status_id && confidence !== undefined && end.ignored.includes('confidence');
  const isDayMoved = isNextDay(dayOfDate(date_won), dayOfDate(answer.values.date_won));
  if (isFollowedUp || !(isRaised || isDayMoved)) return settle(end);
  const again = { ...(isRaised && { confidence }), ...(isDayMoved && date_won && { date_won }) };
  const seen = Object.keys(again).map((field) => [field, valueIn(answer.values, field)] as const);
  const next = {
    ...operation,
    isFollowedUp: true,
    isDayMoved,
    base: { ...base, ...Object.fromEntries(seen) },
  };
  return { todo: 'write', patch: withCloseDate(again, next), operation: next };
}

function isNextDay(one: string, other: string): boolean {
  return Math.abs(Date.parse(one) - Date.parse(other)) === 24 * 60 * 60 * 1000;
}

function withCloseDate(patch: Patch, { isDayMoved }: Operation): Patch {
  const day = dayOfDate(patch.date_won);
  if (!day) return patch;
  return { ...patch, date_won: isDayMoved ? `${day}T00:00:00+00:00` : day };
}

/**
 * Treats a close date a day off as the user's own if its PUT has arrived although the answer was lost: Close has moved it,
 * so it is sent once more. The rest of that PUT must have arrived too, and the user must be the last to change the deal.
 */
function withMovedDay(operation: Operation, { values, updatedById }: Opportunity, userId: string): Operation {
  const { base, before, patch, isFollowedUp } = operation;
  const { date_won, ...others } = patch;
  const found = valueIn(values, 'date_won');
  const isMoved = isNextDay(dayOfDate(date_won), dayOfDate(found));
  if (!isMoved || !before || isFollowedUp || updatedById !== userId) return operation;
  if (isSameValue('date_won', valueIn(before, 'date_won'), found)) return operation;
  const { toWrite, conflicts } = mergeWithCurrent(base, others, values);
  if (Object.keys(toWrite).length + conflicts.length > 0) return operation;
  return { ...operation, isFollowedUp: true, isDayMoved: true, base: { ...base, date_won: found } };
}

/** Returns whether the same request may succeed later, after another read if Close may have applied it. */
export function isTemporary({ kind, isOutcomeUnknown }: Problem): boolean {
  const isPassing = ['rate-limited', 'unavailable', 'offline', 'timeout', 'unreadable-answer'].includes(kind);
  return isPassing || isOutcomeUnknown === true;
}

function afterFailure(operation: Operation, problem: Problem, now: number): Next {
  const needsUser = ['unauthorized', 'not-renewed', 'locked', 'not-connected', 'access-withheld'];
  const isBlocked = needsUser.includes(problem.kind);
  if (!isBlocked && !isTemporary(problem)) {
    // Reads again, because only the follow-up PUT was refused.
    return operation.isFollowedUp && !operation.isCancelled
      ? { todo: 'wait', operation: { ...operation, isCancelled: true, state: 'waiting', notBefore: now } }
      : settle({ how: 'refused', problem });
  }
  if (isOver(operation, now)) return expired;
  if (isBlocked) return { todo: 'ask', operation: { ...operation, state: 'blocked', problem } };
  const notBefore = problem.retryAt ?? now + backoffMs(operation.attempts);
  const attempts = operation.attempts + 1;
  return { todo: 'wait', operation: { ...operation, state: 'waiting', attempts, notBefore, problem } };
}

// Keeps an expired operation if its PUT may have arrived, because only a read can tell.
function isOver({ expiresAt, before }: Operation, now: number): boolean {
  return now > expiresAt && before === undefined;
}

/** Returns 2 s, 4 s, 8 s … up to 5 min. */
function backoffMs(attempts: number): number {
  return Math.min(firstBackoffMs * 2 ** attempts, maxBackoffMs);
}
