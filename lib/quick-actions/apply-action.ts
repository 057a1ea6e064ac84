import { dayOfDate, isDay, localDay, toCloseDate } from '../opportunity/dates.ts';
import { type Field, type Lock, listFields } from '../opportunity/fields.ts';
import { appendLines } from '../opportunity/note.ts';
import {
  type FieldValue,
  findStatus,
  type Opportunity,
  type Patch,
  type Values,
} from '../opportunity/opportunity.ts';
import { asList, isSameValue, splitKey, touchedFields, valueIn } from '../opportunity/values.ts';
import type { Catalog, Connection } from '../storage/items.ts';
import { farthestMove, moveDay, moveMoment } from './move-date.ts';
import type { FieldChange, QuickAction } from './quick-action.ts';

/** Why an action does not fit a deal; each has its own sentence. */
export type ActionProblemKind =
  | 'other-organization'
  | 'other-pipeline'
  | 'other-currency'
  | 'status-gone'
  | 'field-gone'
  | 'field-locked'
  | 'choice-gone'
  | 'date-empty'
  | 'deal-closed'
  | 'note-formatted'
  | 'value-unfit';

/** The first thing that does not fit, with the field's key and the value it is about, where there are some. */
export type ActionProblem = { kind: ActionProblemKind; field?: string; value?: string; lock?: Lock };

/** What a save carries so that an action happens, `base` being what it starts from; empty where nothing changes. */
export type AppliedAction = { ok: true; patch: Patch; base: Values } | { ok: false; problem: ActionProblem };

/** Ends the work on an action from wherever the misfit is found. */
class Misfit extends Error {
  readonly problem: ActionProblem;
  constructor(problem: ActionProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

/**
 * What a quick action means for one deal: all of its changes or none. A status that closes the deal brings today's date
 * along unless the action says another one, since Close would keep an old estimate as the date of winning.
 */
export function applyAction(
  action: QuickAction,
  opportunity: Opportunity,
  catalog: Pick<Catalog, 'pipelines' | 'customFields'>,
  connection: Pick<Connection, 'organizationId' | 'userId' | 'roleId' | 'currency'>,
  now: Date,
): AppliedAction {
  try {
    const patch = toPatch(action, opportunity, catalog, connection, now);
    const base = touchedFields(patch).map((field) => [field, valueIn(opportunity.values, field)]);
    return { ok: true, patch, base: Object.fromEntries(base) };
  } catch (error) {
    if (error instanceof Misfit) return { ok: false, problem: error.problem };
    throw error;
  }
}

function toPatch(...[action, opportunity, catalog, connection, now]: Parameters<typeof applyAction>): Patch {
  const { changes, appliesTo } = action;
  const { values, currency, organizationId } = opportunity;
  const { pipelines, customFields } = catalog;
  if ((appliesTo.organizationId ?? organizationId) !== organizationId)
    throw new Misfit({ kind: 'other-organization' });
  const current = findStatus(pipelines, values.status_id);
  if (appliesTo.pipelineIds.length > 0 && !appliesTo.pipelineIds.includes(current?.pipeline.id ?? ''))
    throw new Misfit({ kind: 'other-pipeline' });

  const { status_id: statusChange, ...others } = changes;
  const wished = statusChange?.how === 'set' ? statusChange.value : undefined;
  const next = wished === undefined ? current : findStatus(pipelines, wished);
  if (statusChange && (wished === undefined || !next)) throw new Misfit({ kind: 'status-gone' });

  const patch: Record<string, FieldValue> = {};
  const fields = listFields(opportunity, customFields, connection);
  for (const [key, change] of Object.entries(others)) {
    const field = findField(fields, key, change);
    if (change.how === 'move' && key === 'date_won' && next?.status.type !== 'active')
      throw new Misfit({ kind: 'deal-closed' });
    if (change.how === 'set' && key === 'value' && currency !== connection.currency)
      throw new Misfit({ kind: 'other-currency', field: key });
    const value = resolve(change, field, valueIn(values, field.key), connection.userId);
    const isOfList =
      change.how === 'add' || change.how === 'remove' || (change.how === 'me' && field.isMultiple);
    patch[isOfList ? `${key}.${change.how === 'remove' ? 'remove' : 'add'}` : field.key] = value;
  }
  if (wished !== undefined && wished !== values.status_id) {
    patch.status_id = wished;
    if (next?.status.type !== 'active') patch.date_won ??= toCloseDate(localDay(now));
  }
  return withoutIdle(patch, values);
}

function findField(fields: readonly Field[], key: string, { how }: FieldChange): Field {
  const field = fields.find((each) => each.key === key);
  if (field?.lock) throw new Misfit({ kind: 'field-locked', field: key, lock: field.lock });
  if (field) return field;
  const formatted = key === 'note' && fields.find(({ type }) => type === 'append');
  if (formatted && how === 'append') return formatted;
  throw new Misfit({ kind: formatted ? 'note-formatted' : 'field-gone', field: key });
}

/** What a change makes of the value that a field holds now. */
function resolve(change: FieldChange, field: Field, stored: FieldValue, userId: string): FieldValue {
  const { key, type, isMultiple } = field;
  const unfit = new Misfit({ kind: 'value-unfit', field: key });
  switch (change.how) {
    case 'set':
      return checked(field, change.value);
    case 'add':
    case 'remove':
      if (!isMultiple || type === 'attachments') throw unfit;
      if (change.how === 'add') checked(field, [change.value]);
      return change.value;
    case 'clear':
      if (type === 'percent' || type === 'period' || type === 'attachments') throw unfit;
      return key === 'value' ? 0 : key === 'note' ? '' : null;
    case 'me':
      if (type !== 'user') throw unfit;
      return userId;
    case 'raise':
      if (type !== 'percent') throw unfit;
      return checked(field, Math.min(100, Math.max(0, Number(stored) + change.by)));
    case 'append': {
      if (type === 'append') return appendLines(String(stored ?? ''), change.value);
      if (key !== 'note') throw unfit;
      return stored ? `${stored}\n${change.value}` : change.value;
    }
    case 'move': {
      const { by, unit } = change;
      if ((type !== 'date' && type !== 'datetime') || Math.abs(by) > farthestMove) throw unfit;
      if (!stored) throw new Misfit({ kind: 'date-empty', field: key });
      if (type === 'datetime') return moveMoment(checked(field, stored) as string, by, unit);
      const day = moveDay(dayOfDate(checked(field, stored)), by, unit);
      return key === 'date_won' ? toCloseDate(day) : day;
    }
  }
}

/** The value, where the field can hold it. Whom a field of people may name only Close knows. */
function checked(field: Field, value: FieldValue): FieldValue {
  const { key, type, isMultiple, choices } = field;
  const isListed =
    (type === 'choices' || type === 'period') && asList(value).find((one) => !choices.includes(one));
  if (isListed) throw new Misfit({ kind: 'choice-gone', field: key, value: isListed });
  const fits = isMultiple
    ? type !== 'attachments' && typeof value === 'object' && value !== null && value.length > 0
    : type === 'percent' || type === 'money'
      ? Number.isInteger(value) && (type === 'money' || (Number(value) >= 0 && Number(value) <= 100))
      : type === 'number'
        ? Number.isFinite(value)
        : typeof value === 'string' &&
          (type === 'date'
            ? isDay(dayOfDate(value))
            : type !== 'datetime' || !Number.isNaN(Date.parse(value)));
  if (!fits) throw new Misfit({ kind: 'value-unfit', field: key });
  return value;
}

// What a deal holds already is no change.
function withoutIdle(patch: Patch, values: Values): Patch {
  return Object.fromEntries(
    Object.entries(patch).filter(([key, wished]) => {
      const { field, how } = splitKey(key);
      const stored = valueIn(values, field);
      if (how === 'set') return !isSameValue(field, wished, stored);
      return asList(stored).includes(String(wished)) === (how === 'remove');
    }),
  );
}
