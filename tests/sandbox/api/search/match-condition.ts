import type { World } from '../../types.ts';
import type { Caller } from '../access.ts';
import type { FieldKind } from './searched-objects.ts';

/** Says why a search was refused. */
export class SearchRefusal extends Error {}

export type Json = Record<string, unknown>;
export type SearchContext = { world: World; caller: Caller };

/** The kinds of condition that suit each kind of field; `exists` suits all. */
const SUITABLE: Record<FieldKind, string[]> = {
  text: ['text', 'term'],
  choice: ['term'],
  user: ['reference', 'current_user'],
  number: ['number_range'],
  moment: ['moment_range'],
};

/** Whether a field's value meets a condition. Throws `SearchRefusal` if the condition is unknown or of another kind. */
export function meetsCondition(context: SearchContext, value: unknown, kind: FieldKind, condition: Json) {
  const { type } = condition;
  if (type !== 'exists' && !SUITABLE[kind].includes(String(type)))
    throw new SearchRefusal(`A condition of type ${type} does not fit this field.`);
  switch (type) {
    case 'text':
      return matchesText(String(value ?? ''), condition, context);
    case 'term':
      return listOf(condition.values).includes(value);
    case 'reference':
      if (condition.reference_type !== 'user') throw new SearchRefusal('Unknown reference_type.');
      return listOf(condition.object_ids).includes(value);
    case 'current_user':
      return value === context.caller.user.id;
    case 'number_range':
      return isInRange(Number(value ?? Number.NaN), condition);
    case 'moment_range':
      return isInMoments(value, condition, context.world.now());
    default:
      return value !== null && value !== undefined && value !== '';
  }
}

/** Whether a text matches word by word, in one of the documented modes. Case does not matter, except for whole values. */
export function matchesText(text: string, { mode, value }: Json, { world }: SearchContext): boolean {
  if (typeof value !== 'string') throw new SearchRefusal('value must be a text.');
  if (world.search.unknownModes.includes(String(mode))) throw new SearchRefusal(`Unknown mode ${mode}.`);
  const [words, wanted] = [wordsOf(text), wordsOf(value)];
  switch (mode) {
    case 'full_words':
      return wanted.length > 0 && wanted.every((word) => words.includes(word));
    case 'phrase':
      return wanted.length > 0 && ` ${words.join(' ')} `.includes(` ${wanted.join(' ')} `);
    case 'beginning_of_words':
      return wanted.length > 0 && wanted.every((start) => words.some((word) => word.startsWith(start)));
    case 'exact_value':
      return text === value;
    default:
      throw new SearchRefusal(`Unknown mode ${mode}.`);
  }
}

function wordsOf(text: string): string[] {
  return text.toLocaleLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function isInRange(value: number, { gt, gte, lt, lte }: Json): boolean {
  if ([gt, gte, lt, lte].every((limit) => limit === undefined)) throw new SearchRefusal('Empty range.');
  const meets = (limit: unknown, compare: (limit: number) => boolean) =>
    limit === undefined || limit === null || compare(Number(limit));
  return (
    meets(gt, (limit) => value > limit) &&
    meets(gte, (limit) => value >= limit) &&
    meets(lt, (limit) => value < limit) &&
    meets(lte, (limit) => value <= limit)
  );
}

function isInMoments(value: unknown, { on_or_after: from, before }: Json, now: number): boolean {
  if (typeof value !== 'string') return false;
  const at = Date.parse(value);
  const [start, end] = [momentOf(from, now), momentOf(before, now)];
  return (start === undefined || at >= start) && (end === undefined || at < end);
}

/** A day's start or end, or a moment before now. */
function momentOf(moment: unknown, now: number): number | undefined {
  if (moment === null || moment === undefined) return undefined;
  const { type, value, which, direction, offset } = moment as Json;
  const day = 86_400_000;
  if (type === 'fixed_local_date') return Date.parse(String(value)) + (which === 'end' ? day : 0);
  if (type !== 'offset') throw new SearchRefusal('Unknown type of moment.');
  const { years = 0, months = 0, weeks = 0, days = 0 } = offset as Record<string, number>;
  const length = (years * 365 + months * 30 + weeks * 7 + days) * day;
  return direction === 'past' ? now - length : now + length;
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new SearchRefusal('Expected a list.');
  return value;
}
