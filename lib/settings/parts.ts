import * as z from 'zod/mini';
import { canonicalJson } from '../base/canonical-json.ts';
import { lookUp } from '../base/look-up.ts';
import { defaultPreferences } from '../model/preferences.ts';
import { maxQuickActions, ownActionSchema, quickActionsSchema } from '../model/quick-action.ts';
import { type Settings, sharedPreferences } from './settings.ts';

/**
 * Settings in parts that sync independently, as canonical JSON by name: `preference:<name>`, `pins:<pipeline>`,
 * `action:<id>`, `order`, `keys`. Default values are left out, so that a new device changes nothing.
 */
export type Parts = Record<string, string>;

/** Splits settings into parts. Keeps the JSON of `agreedOrder` if it still describes the order of the actions. */
export function toParts({ preferences, pins, quickActions }: Settings, agreedOrder?: string): Parts {
  const { own, slots } = quickActions;
  const ids = own.map(({ id }) => id);
  const isOrdered = canonicalJson(ordered(ids, readOrder(agreedOrder))) === canonicalJson(ids);
  const order = isOrdered ? agreedOrder : canonicalJson(ids);
  return {
    ...partsOf(
      'preference:',
      Object.entries(preferences).filter(
        ([name, value]) => canonicalJson(value) !== canonicalJson(usual[name as keyof typeof usual]),
      ),
    ),
    ...partsOf(
      'pins:',
      Object.entries(pins).filter(([_pipeline, fields]) => fields.length > 0),
    ),
    ...partsOf(
      'action:',
      own.map((action) => [action.id, action]),
    ),
    ...(order !== undefined && { order }),
    ...(slots.some((slot) => slot !== null) && { keys: canonicalJson(slots) }),
  };
}

/**
 * Joins parts into settings. Uses this device's value for a part that cannot be read, such as one of a later version,
 * and leaves out actions beyond the maximum.
 */
export function fromParts(parts: Parts, here: Parts): Settings {
  const read = <Value>(name: string, shape: z.ZodMiniType<Value>): Value | undefined => {
    const json = lookUp(parts, name);
    return json === undefined ? undefined : (parse(json, shape) ?? parse(lookUp(here, name), shape));
  };
  const all = <Value>(prefix: string, shapeOf: (name: string) => z.ZodMiniType<Value> | undefined) =>
    Object.keys(parts)
      .filter((name) => name.startsWith(prefix))
      .flatMap((name) => {
        const key = name.slice(prefix.length);
        const shape = shapeOf(key);
        const value = shape && read(name, shape);
        return value === undefined ? [] : [[key, value] as const];
      });
  const actions = new Map(all('action:', () => ownActionSchema).filter(([id, action]) => action.id === id));
  // Puts this device's actions first, so that the maximum removes none of them.
  const isHere = (id: string) => here[`action:${id}`] !== undefined;
  const ids = [...actions.keys()].sort((one, other) => Number(isHere(other)) - Number(isHere(one)));
  const own = ordered(ids.slice(0, maxQuickActions), readOrder(parts.order)).flatMap(
    (id) => actions.get(id) ?? [],
  );
  const chosen = Object.fromEntries(all('preference:', (name) => lookUp(preferenceShapes, name)));
  return {
    preferences: { ...usual, ...chosen },
    pins: Object.fromEntries(all('pins:', () => pinsOfPipeline)),
    quickActions: { own, slots: read('keys', quickActionsSchema.shape.slots) ?? [null, null, null, null] },
  };
}

const { notifies: _permission, syncsSettings: _wish, ...usual } = defaultPreferences;
const preferenceShapes: Record<string, z.ZodMiniType> = sharedPreferences;
const pinsOfPipeline = z.array(z.string().check(z.maxLength(100)));

function partsOf(prefix: string, entries: readonly (readonly [string, unknown])[]): Parts {
  return Object.fromEntries(entries.map(([name, value]) => [`${prefix}${name}`, canonicalJson(value)]));
}

// Appends ids missing in the order, sorted, because that gives the same result on every device.
function ordered(ids: readonly string[], order: readonly string[]): string[] {
  const listed = order.filter((id) => ids.includes(id));
  return [...listed, ...ids.filter((id) => !order.includes(id)).sort()];
}

function readOrder(order: string | undefined): string[] {
  return [...new Set(parse(order, z.array(z.string())))];
}

function parse<Value>(json: string | undefined, shape: z.ZodMiniType<Value>): Value | undefined {
  if (json === undefined) return undefined;
  return shape.safeParse(JSON.parse(json)).data;
}
