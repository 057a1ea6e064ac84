import type { FieldValue, Patch, Values } from '../model/field-value.ts';
import type { Opportunity } from '../model/opportunity.ts';
import { decodeAttachment, isFileOfClose } from './attachments.ts';
import { parseConfidence } from './confidence.ts';
import { dayOfDate, isDay, toIso } from './dates.ts';
import type { Field } from './fields.ts';
import { formatAmount, parseAmount } from './money.ts';
import { appendLines } from './note.ts';
import { parseNumber } from './number-text.ts';
import { asList, isSameValue, valueIn, withPlainBreaks } from './values.ts';

/** The edited content of a field: its text, or the chosen values of a multiple field. */
export type Entry = string | readonly string[];

/** Entries by field key. */
export type Entries = Readonly<Record<string, Entry>>;

/** Why an entry is invalid; each problem has its own message. */
export type EntryProblem =
  | 'not-a-percent'
  | 'not-a-number'
  | 'not-an-amount'
  | 'not-a-day'
  | 'not-a-time'
  | 'not-offered'
  | 'not-a-file-of-close';

export type ParsedEntry = { ok: true; value: FieldValue } | { ok: false; problem: EntryProblem };

/** Converts a stored value to an entry, in the user's number format. */
export function toEntry(field: Field, value: FieldValue): Entry {
  if (field.isMultiple) return asList(value);
  if (value === null || field.type === 'append') return '';
  switch (field.type) {
    case 'money':
      return typeof value === 'number' ? formatAmount(value) : '';
    case 'number':
      return new Intl.NumberFormat(undefined, { maximumFractionDigits: 20, useGrouping: false }).format(
        Number(value),
      );
    case 'date':
      return dayOfDate(value);
    case 'datetime':
      return toLocalMinutes(String(value));
    default:
      return withPlainBreaks(String(value));
  }
}

/** Converts an entry to the value for Close, or a problem. An empty field becomes null, which unsets it. */
export function parseEntry(
  field: Field,
  entry: Entry,
  { currency }: Pick<Opportunity, 'currency'>,
): ParsedEntry {
  if (typeof entry !== 'string') {
    const isOffered = field.choices.length === 0 || entry.every((one) => field.choices.includes(one));
    if (!isOffered) return { ok: false, problem: 'not-offered' };
    return { ok: true, value: entry.length > 0 || field.type === 'attachments' ? entry : null };
  }
  if (field.key === 'note') return { ok: true, value: entry };
  // Keeps leading spaces, because choices may begin with one; treats a text of spaces only as empty.
  if (entry.trim() === '') return parseEmpty(field);
  switch (field.type) {
    case 'money':
      return numberOr('not-an-amount', parseAmount(entry, currency));
    case 'percent':
      return numberOr('not-a-percent', parseConfidence(entry));
    case 'number':
      return numberOr('not-a-number', parseNumber(entry));
    case 'date':
      return isDay(entry) ? { ok: true, value: entry } : { ok: false, problem: 'not-a-day' };
    case 'datetime': {
      const time = isDay(entry.slice(0, 10)) ? toIso(new Date(entry)) : undefined;
      return time === undefined ? { ok: false, problem: 'not-a-time' } : { ok: true, value: time };
    }
    case 'user':
    case 'contact':
      // Accepts any id while the list is not loaded, because Close validates it.
      return field.choices.length === 0 || field.choices.includes(entry)
        ? { ok: true, value: entry }
        : { ok: false, problem: 'not-offered' };
    case 'choices':
    case 'period':
    case 'status':
      return field.choices.includes(entry)
        ? { ok: true, value: entry }
        : { ok: false, problem: 'not-offered' };
    default:
      return { ok: true, value: entry };
  }
}

// Sends 0 for an empty amount and rejects an empty percent or period, because Close accepts no null for them.
function parseEmpty(field: Field): ParsedEntry {
  if (field.type === 'money') return { ok: true, value: 0 };
  if (field.type === 'percent') return { ok: false, problem: 'not-a-percent' };
  return field.type === 'period' ? { ok: false, problem: 'not-offered' } : { ok: true, value: null };
}

/** A draft made ready to be sent, or the fields that cannot be. */
export type ReadyDraft = { patch: Patch; problems: Record<string, EntryProblem> };

/**
 * What a PUT has to carry so that Close holds what was entered: only fields that differ from `base`, what the user saw.
 * One value added to or removed from a list goes out as just that, so that a colleague's change to the rest stays.
 */
export function toPatch(
  fields: readonly Field[],
  entries: Entries,
  base: Values,
  opportunity: Pick<Opportunity, 'currency'>,
): ReadyDraft {
  const patch: Record<string, FieldValue> = {};
  const problems: Record<string, EntryProblem> = {};
  for (const field of fields) {
    const entry = entries[field.key];
    if (entry === undefined || field.lock) continue;
    const parsed = parseEntry(field, entry, opportunity);
    if (!parsed.ok) {
      problems[field.key] = parsed.problem;
      continue;
    }
    const was = valueIn(base, field.key);
    if (field.type === 'attachments') {
      const added = asList(parsed.value).filter((each) => !asList(was).includes(each));
      if (!added.every((each) => isFileOfClose(decodeAttachment(each).url))) {
        problems[field.key] = 'not-a-file-of-close';
        continue;
      }
    }
    if (field.type === 'append') {
      if (parsed.value !== null) patch[field.key] = appendLines(String(was ?? ''), String(parsed.value));
      continue;
    }
    if (isSameValue(field.key, parsed.value, was)) continue;
    Object.assign(
      patch,
      field.isMultiple && field.type !== 'attachments'
        ? listChange(field.key, was, parsed.value)
        : { [field.key]: parsed.value },
    );
  }
  return { patch, problems };
}

/** Returns the keys of a PUT that change a list: one added or removed value as just that, else the whole list. */
export function listChange(key: string, was: FieldValue, requested: FieldValue): Patch {
  const [before, after] = [asList(was), asList(requested)];
  const added = after.filter((item) => !before.includes(item));
  const removed = before.filter((item) => !after.includes(item));
  const [item] = added.length === 1 ? added : removed;
  if (added.length + removed.length !== 1 || item === undefined) return { [key]: requested };
  return { [`${key}.${added.length === 1 ? 'add' : 'remove'}`]: item };
}

function numberOr(problem: EntryProblem, value: number | undefined): ParsedEntry {
  return value === undefined ? { ok: false, problem } : { ok: true, value };
}

// Formats a date-time for a `datetime-local` control, in the user's time zone.
function toLocalMinutes(value: string): string {
  const time = new Date(value);
  return toIso(new Date(time.getTime() - time.getTimezoneOffset() * 60_000))?.slice(0, 16) ?? '';
}
