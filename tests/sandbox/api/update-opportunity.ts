import type { Opportunity, World } from '../types.ts';
import { type Caller, findOpportunity, mayEdit } from './access.ts';
import { type Answer, type ApiRequest, notFound, ok, refuse, refuseFields } from './answer.ts';
import { readCustomKey } from './custom-keys.ts';
import { checkCustomChange, checkCustomValue } from './custom-values.ts';
import { readJsonObject } from './json-body.ts';
import { dayBefore, isDay, nextMoment, startOfToday, toDay } from './moments.ts';
import { answerOpportunity } from './opportunity-answer.ts';
import { settableKeys, statusesOf } from './opportunity-keys.ts';
import { recordChange } from './record-change.ts';
import { storeKeys } from './store-keys.ts';

/** PUT /opportunity/{id}/: a partial change; the answer is the full deal. Nothing is stored unless everything is fine. */
export function updateOpportunity(world: World, caller: Caller, request: ApiRequest, id: string): Answer {
  const opportunity = findOpportunity(world, caller, id);
  if (!opportunity) return notFound('Opportunity');
  if (!mayEdit(caller, opportunity)) return refuseRights(world);
  const read = readJsonObject(request);
  if ('refusal' in read) return read.refusal;
  const fieldErrors = checkBody(world, caller, opportunity, read.value);
  if (Object.keys(fieldErrors).length > 0) return refuseFields(fieldErrors);

  const former = answerOpportunity(world, opportunity);
  const formerType = statusType(world, opportunity);
  storeKeys(world, opportunity, read.value);
  moveCloseDate(world, opportunity, read.value.date_won);
  followStatus(world, opportunity, formerType, request);
  opportunity.dateUpdated = nextMoment(world, opportunity.dateUpdated);
  opportunity.updatedBy = caller.user.id;
  recordChange(world, opportunity, former);
  return { ...ok(answerOpportunity(world, opportunity)), appliedChange: true };
}

function refuseRights(world: World): Answer {
  if (world.refusesRightsWith === 401) return refuse(401, 'Unauthorized');
  return refuse(403, 'You do not have permission to edit opportunities of other users.');
}

/** Stores the previous day if the world shifts the format in which the close date was sent. */
function moveCloseDate(world: World, opportunity: Opportunity, sent: unknown): void {
  if (typeof sent !== 'string' || opportunity.dateWon === null) return;
  const form = isDay(sent) ? 'plain-day' : 'moment';
  if (world.movesCloseDateSentAs === form) opportunity.dateWon = dayBefore(opportunity.dateWon);
}

function statusType(world: World, opportunity: Opportunity): string | undefined {
  return statusesOf(world, opportunity.organizationId).find((one) => one.id === opportunity.statusId)?.type;
}

/** Error texts by Close's internal field name; empty if the whole body may be stored. */
function checkBody(
  world: World,
  caller: Caller,
  opportunity: Opportunity,
  body: Record<string, unknown>,
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [key, value] of Object.entries(body)) {
    const settable = settableKeys[key];
    const problem = settable
      ? settable.check(world, opportunity, value)
      : checkCustom(world, caller, opportunity, body, key);
    if (problem) errors[settable?.errorName ?? key] = problem;
  }
  return errors;
}

function checkCustom(
  world: World,
  caller: Caller,
  opportunity: Opportunity,
  body: Record<string, unknown>,
  key: string,
): string | undefined {
  const custom = readCustomKey(world, opportunity.organizationId, key);
  if (!custom) return 'Unknown field.';
  const { field, kind } = custom;
  const { editableWithRoles } = field;
  if (editableWithRoles.length > 0 && !editableWithRoles.includes(caller.membership.roleId)) {
    return 'You do not have permission to edit this field.';
  }
  if (kind === 'set') return checkCustomValue(world, opportunity, field, body[key]);
  if (`custom.${field.id}` in body) return 'A value cannot be replaced and changed at once.';
  return checkCustomChange(world, opportunity, field, kind, body[key]);
}

/**
 * The effects of a new status. Winning sets the date to today only if none is stored or sent; leaving a won
 * status neither clears nor changes it. A lost date is Close's own and follows the status.
 */
function followStatus(
  world: World,
  opportunity: Opportunity,
  formerType: string | undefined,
  request: ApiRequest,
): void {
  const type = statusType(world, opportunity);
  if (type === formerType) return;
  if (type === 'won') {
    opportunity.dateWon ??= toDay(startOfToday(world, request.headers['x-tz-offset']));
    if (world.winningSetsConfidence) opportunity.confidence = 100;
  }
  opportunity.dateLost = type === 'lost' ? startOfToday(world, request.headers['x-tz-offset']) : null;
}
