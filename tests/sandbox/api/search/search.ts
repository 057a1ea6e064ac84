import type { World } from '../../types.ts';
import type { Caller } from '../access.ts';
import { type Answer, type ApiRequest, ok, refuse, refuseFields } from '../answer.ts';
import { readJsonObject } from '../json-body.ts';
import { type Json, type SearchContext, SearchRefusal } from './match-condition.ts';
import { matchesPiece } from './match-query.ts';
import { listSearched, SEARCHED_FIELDS, type SearchedObject } from './searched-objects.ts';

const BODY_KEYS = ['query', '_fields', '_limit', 'cursor', 'results_limit', 'include_counts', 'sort'];
const LARGEST_PAGE = 200;
const CURSOR_MILLISECONDS = 30_000;

/** POST /data/search/: finds leads or opportunities by filters; only reads. */
export function answerSearch(world: World, caller: Caller, request: ApiRequest): Answer {
  const body = readJsonObject(request);
  if ('refusal' in body) return body.refusal;
  try {
    return search({ world, caller }, body.value);
  } catch (error) {
    if (error instanceof SearchRefusal) return refuse(400, error.message);
    throw error;
  }
}

function search(context: SearchContext, body: Json): Answer {
  const odd = Object.keys(body).find((key) => !BODY_KEYS.includes(key));
  if (odd) throw new SearchRefusal(`Unknown key ${odd}.`);
  const { query, _limit: size = 100, results_limit: cap = null, cursor = null } = body;
  if (typeof size !== 'number' || size < 1 || size > LARGEST_PAGE) throw new SearchRefusal('Invalid _limit.');
  const skipped = cursor === null ? 0 : readCursor(String(cursor), context.world.now());
  if (skipped === undefined) return refuseFields({ cursor: 'Expired cursor' });
  const type = searchedType(query);
  const all = listSearched(context.world, context.caller, type);
  // An organization without leads refuses a mistake as well.
  if (all.length === 0) matchesPiece(context, emptyObject(type), query as Json);
  const found = sortFound(
    all.filter((object) => matchesPiece(context, object, query as Json)),
    body.sort,
    type,
  );
  const limited = cap === null ? found : found.slice(0, Number(cap));
  const page = limited.slice(skipped, skipped + size);
  const end = skipped + page.length;
  return ok({
    data: page.map((object) => selectSearched(context, object, body._fields)),
    cursor: end < limited.length ? writeCursor(end, context.world.now()) : null,
    ...(body.include_counts === true && { count: { limited: limited.length, total: found.length } }),
  });
}

/** The kind of object that comes back, named once in the `and` at the top. */
function searchedType(query: unknown): string {
  const { type, queries } = (query ?? {}) as Json;
  const pieces = type === 'and' && Array.isArray(queries) ? (queries as Json[]) : [];
  const named = pieces.filter((piece) => piece?.type === 'object_type');
  const [first] = named;
  if (named.length !== 1 || !['lead', 'opportunity'].includes(String(first?.object_type)))
    throw new SearchRefusal('The query must name one object_type.');
  return String(first?.object_type);
}

function emptyObject(type: string): SearchedObject {
  return { type, id: '', fields: {}, answer: {}, related: () => [] };
}

/** Without `_fields` for its type, only type and id of an object come back. */
function selectSearched(
  { world }: SearchContext,
  { type, id, answer }: SearchedObject,
  fields: unknown,
): Json {
  const wanted = (fields as Record<string, string[]> | undefined)?.[type] ?? [];
  const names = wanted.filter(
    (name) => name in answer && (name !== 'opportunities' || world.search.embedsDeals),
  );
  return { __object_type: type, id, ...Object.fromEntries(names.map((name) => [name, answer[name]])) };
}

function sortFound(found: SearchedObject[], sort: unknown, type: string): SearchedObject[] {
  if (sort === undefined) return found;
  const [{ direction, field }] = sort as [Json];
  const { type: kind, object_type, field_name } = field as Json;
  const name = String(field_name);
  const sortable = ['text', 'number', 'moment'].includes(SEARCHED_FIELDS[type]?.[name] ?? '');
  if (kind !== 'regular_field' || object_type !== type || !sortable)
    throw new SearchRefusal(`Cannot sort by ${object_type}.${name}.`);
  const sign = direction === 'desc' ? -1 : 1;
  return found.toSorted((one, other) => sign * compare(one.fields[name], other.fields[name]));
}

function compare(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one ?? '').localeCompare(String(other ?? ''));
}

function writeCursor(skipped: number, now: number): string {
  return btoa(`${skipped}:${now}`);
}

/** Returns how many objects the cursor has passed, or undefined if it is too old. */
function readCursor(cursor: string, now: number): number | undefined {
  const [skipped = 0, at = 0] = atob(cursor).split(':').map(Number);
  return now - at > CURSOR_MILLISECONDS ? undefined : skipped;
}
