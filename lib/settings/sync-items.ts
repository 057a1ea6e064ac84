import * as z from 'zod/mini';
import { canonicalJson } from '../base/canonical-json.ts';
import { lookUp } from '../base/look-up.ts';
import { pinnedFieldsSchema } from '../model/pins.ts';
import { maxQuickActions, ownActionSchema, quickActionsSchema } from '../model/quick-action.ts';
import { maxStages, stageSchema } from '../model/stages.ts';
import { defaultSettings, type Settings, sharedPreferences } from './settings.ts';

/**
 * Settings as items of `storage.sync`: `preference:<name>`, `stage:<status>`, `pins:<pipeline>`, `action:<id>`, `order` of
 * the actions and `keys` of the shortcuts. A setting with its default value has no item, so that a new device changes nothing.
 */
export type SyncItems = Readonly<Record<string, unknown>>;

/** Returns the settings as items. */
export function toSyncItems({ preferences, pins, quickActions: { own, slots } }: Settings): SyncItems {
  const items: Record<string, unknown> = {};
  for (const name of preferenceNames)
    if (!isEqual(preferences[name], defaultSettings.preferences[name]))
      items[`preference:${name}`] = preferences[name];
  for (const [statusId, stage] of Object.entries(preferences.stages)) items[`stage:${statusId}`] = stage;
  for (const [pipelineId, fields] of Object.entries(pins))
    if (fields.length > 0) items[`pins:${pipelineId}`] = fields;
  for (const action of own) items[`action:${action.id}`] = action;
  if (own.length > 0) items.order = own.map(({ id }) => id);
  if (slots.some((slot) => slot !== null)) items.keys = slots;
  return items;
}

/**
 * Returns the settings that items contain, and leaves out actions beyond the maximum. For an invalid item, such as one of
 * a later version, the item of this device (`here`) counts.
 */
export function fromSyncItems(items: SyncItems, here: SyncItems): Settings {
  function read<Value>(key: string, schema: z.ZodMiniType<Value>): Value | undefined {
    const item = lookUp(items, key);
    return item === undefined
      ? undefined
      : (schema.safeParse(item).data ?? schema.safeParse(lookUp(here, key)).data);
  }
  function readAll<Value>(prefix: string, schemaOf: (name: string) => z.ZodMiniType<Value> | undefined) {
    const names = Object.keys(items).flatMap((key) =>
      key.startsWith(prefix) ? [key.slice(prefix.length)] : [],
    );
    return names.flatMap((name): [name: string, value: Value][] => {
      const schema = schemaOf(name);
      const value = schema && read(prefix + name, schema);
      return value === undefined ? [] : [[name, value]];
    });
  }
  const actions = new Map(
    readAll('action:', () => ownActionSchema).filter(([id, action]) => action.id === id),
  );
  // Puts this device's actions first, so that the maximum removes none of them.
  const isHere = (id: string) => Object.hasOwn(here, `action:${id}`);
  const ids = [...actions.keys()].sort((one, other) => Number(isHere(other)) - Number(isHere(one)));
  const order = [...new Set(read('order', z.array(z.string())))];
  return {
    preferences: {
      ...defaultSettings.preferences,
      ...Object.fromEntries(readAll('preference:', (name) => lookUp(preferenceSchemas, name))),
      stages: Object.fromEntries(readAll('stage:', () => stageSchema).slice(0, maxStages)),
    },
    pins: Object.fromEntries(readAll('pins:', () => pinnedFieldsSchema)),
    quickActions: {
      own: inOrder(ids.slice(0, maxQuickActions), order).flatMap((id) => actions.get(id) ?? []),
      slots: read('keys', quickActionsSchema.shape.slots) ?? defaultSettings.quickActions.slots,
    },
  };
}

/** Lists the keys of the items in which two versions of the settings differ. */
export function changedKeys(before: Settings, after: Settings): string[] {
  const [one, other] = [toSyncItems(before), toSyncItems(after)];
  return Object.keys({ ...one, ...other }).filter((key) => !isEqual(lookUp(one, key), lookUp(other, key)));
}

// Stages have an item each, because all of them might not fit into one.
const { stages: _stages, ...inOneItem } = sharedPreferences;
const preferenceSchemas: Record<string, z.ZodMiniType> = inOneItem;
const preferenceNames = Object.keys(inOneItem) as (keyof typeof inOneItem)[];

function isEqual(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

// Appends ids that are missing in the order, sorted, because that gives the same result on every device.
function inOrder(ids: readonly string[], order: readonly string[]): string[] {
  const listed = order.filter((id) => ids.includes(id));
  return [...listed, ...ids.filter((id) => !order.includes(id)).sort()];
}
