import {
  type Json,
  matchesText,
  meetsCondition,
  type SearchContext,
  SearchRefusal,
} from './match-condition.ts';
import { isRelation, SEARCHED_FIELDS, type SearchedObject } from './searched-objects.ts';

/** The keys of each kind of piece, beside `type` and `negate`. `limit` does nothing. */
const PIECES: Record<string, string[]> = {
  and: ['queries', 'limit'],
  or: ['queries', 'limit'],
  object_type: ['object_type'],
  id: ['value'],
  match_all: [],
  text: ['mode', 'value'],
  field_condition: ['field', 'condition'],
  has_related: ['this_object_type', 'related_object_type', 'related_query'],
};

/** Whether an object matches a piece of a query. Throws `SearchRefusal` for an undocumented piece. */
export function matchesPiece(context: SearchContext, object: SearchedObject, piece: Json): boolean {
  const keys = PIECES[String(piece.type)];
  if (!keys) throw new SearchRefusal(`Unknown type ${piece.type}.`);
  const odd = Object.keys(piece).find((key) => !['type', 'negate', ...keys].includes(key));
  if (odd) throw new SearchRefusal(`Unknown key ${odd}.`);
  return matchesPlainly(context, object, piece) !== (piece.negate === true);
}

function matchesPlainly(context: SearchContext, object: SearchedObject, piece: Json): boolean {
  const matches = (one: Json) => matchesPiece(context, object, one);
  switch (piece.type) {
    // Checks every piece, because a mistake in any of them is refused.
    case 'and':
      return piecesIn(piece).map(matches).every(Boolean);
    case 'or':
      return piecesIn(piece).map(matches).some(Boolean);
    case 'object_type':
      return piece.object_type === object.type;
    case 'id':
      return piece.value === object.id;
    case 'text':
      return matchesAnyText(context, object, piece);
    case 'field_condition':
      return matchesField(context, object, piece);
    case 'has_related':
      return matchesRelated(context, object, piece);
    default:
      return true;
  }
}

function piecesIn({ queries }: Json): Json[] {
  if (!Array.isArray(queries) || queries.length === 0) throw new SearchRefusal('queries must be a list.');
  return queries;
}

function matchesAnyText(context: SearchContext, { type, fields }: SearchedObject, piece: Json): boolean {
  const names = Object.entries(SEARCHED_FIELDS[type] ?? {}).filter(([, kind]) => kind === 'text');
  return names.map(([name]) => matchesText(String(fields[name] ?? ''), piece, context)).some(Boolean);
}

function matchesField(context: SearchContext, { type, fields }: SearchedObject, piece: Json): boolean {
  const field = piece.field as Json;
  const condition = piece.condition as Json;
  if (field?.type === 'custom_field') {
    const value = fields[`custom.${field.custom_field_id}`];
    return meetsCondition(context, value, typeof value === 'number' ? 'number' : 'text', condition);
  }
  const name = String(field?.field_name);
  const kind = SEARCHED_FIELDS[type]?.[name];
  if (field?.type !== 'regular_field' || field.object_type !== type || !kind)
    throw new SearchRefusal(`Field ${field?.object_type}.${name} does not belong to ${type}.`);
  if (context.world.search.unknownFields.includes(`${type}.${name}`))
    throw new SearchRefusal(`Unknown field ${type}.${name}.`);
  return meetsCondition(context, fields[name], kind, condition);
}

function matchesRelated(context: SearchContext, object: SearchedObject, piece: Json): boolean {
  const { this_object_type: from, related_object_type: to } = piece;
  if (from !== object.type || !isRelation(String(from), String(to)))
    throw new SearchRefusal(`No relation from ${from} to ${to}.`);
  const query = piece.related_query as Json;
  const matches = object.related(String(to)).map((one) => matchesPiece(context, one, query));
  return matches.some(Boolean);
}
