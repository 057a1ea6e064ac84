import type { Pipeline } from '../model/pipeline.ts';
import { localDay } from '../opportunity/dates.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { valueIn } from '../opportunity/values.ts';
import { type PlainReader, readPlain } from './free-words.ts';
import type { LineContext, Reading } from './line.ts';
import { movedDay } from './moved-day.ts';
import { nameStatuses } from './statuses.ts';
import { splitWords } from './tokens.ts';

type PlainContext = Pick<LineContext, 'opportunity' | 'now' | 'locale'> & { pipelines: readonly Pipeline[] };

/**
 * Reads a line of statuses, percentages, amounts, periods and dates, for where the whole reader would be too much code.
 * Undefined if there is anything else in it, if a word fits two things, or if the deal may not take it.
 */
export function readPlainLine(line: string, { pipelines, ...deal }: PlainContext): Reading[] | undefined {
  // Names of fields and people, and quoted texts.
  if (/[:@"„“”«»]/.test(line)) return undefined;
  const { status_id: presentId } = deal.opportunity.values;
  const statuses = nameStatuses(pipelines, presentId);
  const typeOf = (statusId: unknown) =>
    findStatus(pipelines, String(statusId))?.status.type ?? ('active' as const);
  const read = (type: string) =>
    readAll(line, { ...deal, statuses, direction: type === 'won' ? 'past' : 'future' });
  const present = typeOf(presentId);
  const first = read(present);
  const status = first?.find(({ field }) => field === 'status_id')?.change;
  const type = status?.how === 'set' ? typeOf(status.value) : present;
  const readings = (type === 'won') === (present === 'won') ? first : read(type);
  return readings?.every((each) => isTaken(each, type, deal)) ? readings : undefined;
}

function readAll(line: string, reader: PlainReader): Reading[] | undefined {
  const readings: Reading[] = [];
  let rest = splitWords(line, 0, line.length, []);
  while (rest.length > 0) {
    const run = readPlain(rest, reader);
    const [only, ...more] = run && 'readings' in run.found ? run.found.readings : [];
    const isTwice = readings.some(({ field }) => field === only?.field);
    if (!run || !only || more.length > 0 || isTwice) return undefined;
    readings.push(only);
    rest = rest.slice(run.length);
  }
  return readings;
}

function isTaken(
  { field, change }: Reading,
  type: string,
  { opportunity, now }: Pick<LineContext, 'opportunity' | 'now'>,
): boolean {
  const present = valueIn(opportunity.values, field);
  if (field === 'value' && change.how === 'raise') return Number(present) + change.by >= 0;
  if (field !== 'date_won') return true;
  // The date of a lost deal is Close's.
  if (type === 'lost' || (change.how === 'move' && type !== 'active')) return false;
  const day =
    change.how === 'move' ? movedDay(present, change) : change.how === 'set' && String(change.value);
  if (!day) return false;
  const today = localDay(now);
  return type === 'won' ? day <= today : day >= today;
}
