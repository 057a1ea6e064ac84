import type { Status } from '../model/pipeline.ts';
import { localDay } from '../opportunity/dates.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { valueIn } from '../opportunity/values.ts';
import { moveDay } from '../quick-actions/move-date.ts';
import { fieldNamed } from './fields.ts';
import { nameOf } from './free-words.ts';
import { isSameReading, type LinePart, type LineProblem, type Reading, setting } from './line.ts';
import { movedDay } from './moved-day.ts';
import type { Reader } from './reader.ts';

type ChangePart = Extract<LinePart, { kind: 'change' }>;

/** Turns the parts that the deal cannot take, or that contradict an earlier one, into problems. `type` is that of the status afterward. */
export function checkParts(
  parts: readonly LinePart[],
  line: string,
  type: Status['type'],
  reader: Reader,
): LinePart[] {
  const earlier: Reading[] = [];
  const checked = parts.map((part): LinePart => {
    if (part.kind === 'problem') return part;
    const problem = problemOf(part, type, reader) ?? (isTwice(part, earlier, reader) ? 'twice' : undefined);
    earlier.push({ field: part.field, change: part.change });
    if (!problem) return part;
    const { start, end, field } = part;
    return {
      start,
      end,
      kind: 'problem',
      problem,
      field,
      choices: problem === 'past-close' && /\d/.test(line.slice(start, end)) ? laterYears(part, reader) : [],
    };
  });
  return checkBeginningOfName(checked, line, reader);
}

function problemOf(
  { field, change }: ChangePart,
  type: Status['type'],
  reader: Reader,
): LineProblem | undefined {
  const { fieldNames, opportunity, now } = reader;
  const found = fieldNamed(field, fieldNames);
  if (!found || found.lock) return 'locked';
  if (found.type === 'append' && change.how !== 'append') return 'locked';
  if (change.how === 'raise' && field === 'value' && Number(opportunity.values.value) + change.by < 0)
    return 'not-an-amount';
  const today = localDay(now);
  const isClose = field === 'date_won';
  if (change.how === 'move') {
    const present = valueIn(opportunity.values, field);
    if (!present || (isClose && type !== 'active')) return 'no-date';
    const moved = movedDay(present, change);
    return moved === undefined ? 'not-a-day' : isClose && moved < today ? 'past-close' : undefined;
  }
  if (!isClose) return undefined;
  const isLeft = findStatus(reader.catalog.pipelines, opportunity.values.status_id)?.status.type === type;
  if (type === 'lost' && !isLeft) return 'lost-date';
  if (change.how !== 'set') return undefined;
  const day = String(change.value);
  if (type === 'won') return day > today ? 'future-won' : undefined;
  return type === 'active' && day < today ? 'past-close' : undefined;
}

// Items of a list and lines of the note add up, except for an item that one part adds and another removes.
function isTwice(
  { field, change }: ChangePart,
  earlier: readonly Reading[],
  { connection }: Reader,
): boolean {
  const before = earlier.filter((each) => each.field === field);
  if (before.length === 0 || before.some((each) => isSameReading(each, { field, change }))) return false;
  const isPiece = ({ change: { how } }: Pick<Reading, 'change'>) =>
    how === 'add' || how === 'remove' || how === 'append' || how === 'me';
  if (![...before, { change }].every(isPiece)) return true;
  const itemOf = ({ change: each }: Pick<Reading, 'change'>) =>
    each.how === 'me' ? connection.userId : 'value' in each && each.value;
  return before.some((each) => itemOf(each) === itemOf({ change }));
}

function laterYears({ field, change }: ChangePart, { now }: Reader): Reading[] {
  const day = change.how === 'set' ? String(change.value) : '';
  const today = localDay(now);
  for (let years = 1; years <= 5; years += 1) {
    const later = moveDay(day, 12 * years, 'month');
    if (later && later >= today) return [setting(field, later)];
  }
  return [];
}

// "demo fri" at the end of the line may become the name of a field, "Demo Friday:", and must not mean two changes until then.
function checkBeginningOfName(parts: LinePart[], line: string, reader: Reader): LinePart[] {
  const { shown, others } = reader.fieldNames;
  const typed = line.toLowerCase().trimEnd();
  for (let first = parts.length - 2; first >= 0; first -= 1) {
    const covered = parts.slice(first);
    if (covered.some(({ kind }) => kind === 'problem')) return parts;
    const { start = 0 } = covered[0] ?? {};
    const beginning = typed.slice(start);
    const named = [...shown, ...others].filter(({ name }) => name.toLowerCase().startsWith(beginning));
    if (named.length === 0) continue;
    const choices = named.map(({ item }) => nameOf(item, reader));
    const end = typed.length;
    return [...parts.slice(0, first), { start, end, kind: 'problem', problem: 'ambiguous', choices }];
  }
  return parts;
}
