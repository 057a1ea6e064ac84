import * as z from 'zod/mini';
import { canonical } from '../base/canonical-json.ts';
import { lookUp } from '../base/look-up.ts';
import { defaultPreferences } from '../model/preferences.ts';
import { maxQuickActions, ownActionSchema, quickActionsSchema } from '../model/quick-action.ts';
import { type Settings, sharedPreferences } from './settings.ts';

/**
 * Settings in the pieces that travel and win or lose by themselves, as canonical JSON by name: `preference:` and its
 * name, `pins:` and a pipeline, `action:` and its id, `order` of the actions, `keys` that they are bound to. What is as
 * it is on a new device is absent, so that such a device has nothing to say.
 */
export type Parts = Record<string, string>;

/** The parts of these settings. `order` as last agreed stays as it was worded while it still describes the same order. */
export function toParts({ preferences, pins, quickActions }: Settings, agreedOrder?: string): Parts {
  const { own, slots } = quickActions;
  const ids = own.map(({ id }) => id);
  const isOrdered = canonical(ordered(ids, readOrder(agreedOrder))) === canonical(ids);
  const order = isOrdered ? agreedOrder : canonical(ids);
  return {
    ...partsOf(
      'preference:',
      Object.entries(preferences).filter(
        ([name, value]) => canonical(value) !== canonical(usual[name as keyof typeof usual]),
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
    ...(slots.some((slot) => slot !== null) && { keys: canonical(slots) }),
  };
}

/**
 * The settings that these parts make. A part that cannot be read, as one of a later version, leaves things as they are
 * here; an action for which there is no room waits outside.
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
  // Those that are here already come first: none of them may be lost for want of room.
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
  return Object.fromEntries(entries.map(([name, value]) => [`${prefix}${name}`, canonical(value)]));
}

// Whatever an order does not know follows by id, which is the same on every device.
function ordered(ids: readonly string[], order: readonly string[]): string[] {
  const known = order.filter((id) => ids.includes(id));
  return [...known, ...ids.filter((id) => !order.includes(id)).sort()];
}

function readOrder(order: string | undefined): string[] {
  return [...new Set(parse(order, z.array(z.string())))];
}

function parse<Value>(json: string | undefined, shape: z.ZodMiniType<Value>): Value | undefined {
  if (json === undefined) return undefined;
  return shape.safeParse(JSON.parse(json)).data;
}
