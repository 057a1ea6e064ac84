import type * as z from 'zod/mini';
import { toJSONSchema } from 'zod/mini';

/** The types found at each place of an answer, such as `data[].name`; the answer itself is at the empty place. */
export type Shape = Map<string, Set<string>>;

/** How a place differs from the schema or from recorded answers, in words without any value. */
export type Difference = { place: string; what: string; doesBreak: boolean };

type SchemaNode = {
  type?: string | string[];
  anyOf?: SchemaNode[];
  properties?: Record<string, SchemaNode>;
  required?: string[];
  items?: SchemaNode;
  default?: unknown;
};

type Expected = { types: Set<string>; isRequired: boolean };

const schemaTypes: Record<string, string> = { string: 'text', array: 'list', integer: 'number' };

/**
 * Adds the types of a value and of what it contains. Keys that could be a customer's own words or ids are left out of the
 * place: only the snake_case that Close uses for its keys is kept. Only lists and objects of `isEntered` are looked into.
 */
export function collectShape(
  value: unknown,
  isEntered: (place: string, type: string) => boolean = () => true,
  shape: Shape = new Map(),
  place = '',
): Shape {
  const types = shape.get(place) ?? new Set();
  shape.set(place, types.add(typeOf(value)));
  if (!isEntered(place, typeOf(value))) return shape;
  if (Array.isArray(value)) {
    for (const item of value) collectShape(item, isEntered, shape, `${place}[]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      collectShape(inner, isEntered, shape, placeIn(place, keyWithoutData(key)));
  }
  return shape;
}

/** Compares answers with the schema that reads them and with the shape of recorded ones; without those, no key is new. */
export function findDifferences(
  schema: z.ZodMiniType,
  answers: readonly unknown[],
  recorded: readonly unknown[],
): Difference[] {
  const expected = expectedPlaces(toJSONSchema(schema, { io: 'input' }) as SchemaNode);
  // What the schema does not name could hold a customer's words, even as keys.
  const parents = new Set(
    [...expected.keys()].map((place) => `${place.endsWith('[]') ? 'list' : 'object'} ${parentOf(place)}`),
  );
  const isEntered = (place: string, type: string) => parents.has(`${type} ${place}`);
  const shapeOf = (values: readonly unknown[]) => {
    const shape: Shape = new Map();
    for (const value of values) collectShape(value, isEntered, shape);
    return shape;
  };
  const live = shapeOf(answers);
  const recordedShape = shapeOf(recorded);
  const missing = [...expected].flatMap(([place, { isRequired }]): Difference[] => {
    const isAsked = live.get(parentOf(place))?.has('object');
    if (!isAsked || live.has(place) || place.endsWith('[]')) return [];
    const what = isRequired ? 'missing, and needed' : 'missing, which the code allows';
    return [{ place, what, doesBreak: isRequired }];
  });
  const different = [...live].flatMap(([place, types]): Difference[] => {
    const inSchema = expected.get(place);
    const expectedTypes = inSchema ? inSchema.types : recordedShape.get(place);
    // Each organization has custom fields of its own.
    const isComparable = inSchema || (recorded.length > 0 && !place.endsWith('custom.…'));
    if (!isComparable) return [];
    if (!expectedTypes) return [{ place, what: `new, ${inWords(types)}`, doesBreak: false }];
    const others = otherTypes(types, expectedTypes, inSchema === undefined);
    if (others.size === 0) return [];
    const what = `${inWords(others)} instead of ${inWords(expectedTypes)}`;
    return [{ place, what, doesBreak: inSchema !== undefined }];
  });
  return [...missing, ...different].sort((one, other) => one.place.localeCompare(other.place));
}

/** Says which keys of a recorded answer other answers lack or have in another type, where they have the object around it. */
export function findLacking(recorded: unknown, answers: readonly unknown[]): Difference[] {
  const shape: Shape = new Map();
  for (const answer of answers) collectShape(answer, undefined, shape);
  return [...collectShape(recorded)].flatMap(([place, types]): Difference[] => {
    const found = shape.get(place);
    if (!found)
      return shape.get(parentOf(place))?.has('object') ? [{ place, what: 'missing', doesBreak: true }] : [];
    const others = otherTypes(types, found, true);
    if (others.size === 0) return [];
    return [{ place, what: `${inWords(found)} instead of ${inWords(others)}`, doesBreak: true }];
  });
}

// A recorded null says nothing about other values, and neither does an empty set.
function otherTypes(types: Set<string>, expected: Set<string>, mayBeNull: boolean): Set<string> {
  const isOpen = expected.size === 0 || (mayBeNull && [...expected].every((type) => type === 'null'));
  return isOpen
    ? new Set()
    : new Set([...types].filter((type) => !expected.has(type) && !(mayBeNull && type === 'null')));
}

function expectedPlaces(
  node: SchemaNode,
  place = '',
  isRequired = true,
  found = new Map<string, Expected>(),
): Map<string, Expected> {
  const parts = node.anyOf ?? [node];
  // With a default, the code also reads what the schema does not name.
  const isStrict = !('default' in node) && parts.every(({ type }) => type !== undefined);
  const types = isStrict
    ? parts.flatMap(({ type = [] }) => type).map((type) => schemaTypes[type] ?? type)
    : [];
  found.set(place, { types: new Set(types), isRequired: isRequired && !('default' in node) });
  for (const { properties = {}, required = [], items } of parts) {
    if (items) expectedPlaces(items, `${place}[]`, false, found);
    for (const [key, inner] of Object.entries(properties))
      expectedPlaces(inner, placeIn(place, key), required.includes(key), found);
  }
  return found;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'string' ? 'text' : typeof value;
}

function keyWithoutData(key: string): string {
  if (key.startsWith('custom.')) return 'custom.…';
  return /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(key) ? key : '…';
}

function placeIn(place: string, key: string): string {
  return place === '' ? key : `${place}.${key}`;
}

function parentOf(place: string): string {
  if (place.endsWith('custom.…')) return place.slice(0, -'.custom.…'.length) || '';
  return place.endsWith('[]') ? place.slice(0, -2) : place.slice(0, Math.max(0, place.lastIndexOf('.')));
}

function inWords(types: ReadonlySet<string>): string {
  return [...types].sort().join(' or ') || 'anything';
}
