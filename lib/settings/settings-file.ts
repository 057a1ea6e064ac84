import * as z from 'zod/mini';
import { lookUp } from '../base/look-up.ts';
import { pinnedFieldsSchema } from '../model/pins.ts';
import {
  maxQuickActions,
  ownActionSchema,
  type QuickAction,
  quickActionsSchema,
} from '../model/quick-action.ts';
import { readStages, withStages } from './read-stages.ts';
import { type Settings, sharedPreferences } from './settings.ts';

const format = 'quick-edit-for-close/settings';
const version = 1;

const anything = z.record(z.string(), z.unknown());
const fileSchema = z.object({
  format: z.literal(format),
  version: z.number(),
  preferences: z.catch(anything, {}),
  pins: z.catch(anything, {}),
  quickActions: z.catch(z.array(z.unknown()), []),
  keys: z.optional(z.unknown()),
});

/** Why a file of settings cannot be read; each has its own sentence. */
export type SettingsFileProblem = 'not-ours' | 'too-new' | 'nothing-in-it';

/** Content of a settings file; `unreadable` counts invalid entries. */
export type SettingsInFile = {
  preferences: Partial<Settings['preferences']>;
  pins: Settings['pins'];
  own: QuickAction[];
  slots: Settings['quickActions']['slots'] | undefined;
  unreadable: number;
};

/** Returns settings as the text of a file. */
export function writeSettingsFile({ preferences, pins, quickActions }: Settings): string {
  const { own, slots } = quickActions;
  const file = { format, version, preferences, pins, quickActions: own, keys: slots };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Parses a settings file and checks each entry separately. Stores nothing. */
export function readSettingsFile(content: string): SettingsInFile | { problem: SettingsFileProblem } {
  const file = fileSchema.safeParse(parseJson(content));
  if (!file.success) return { problem: 'not-ours' };
  if (file.data.version > version) return { problem: 'too-new' };
  const { stages: foundStages = {}, ...foundPreferences } = file.data.preferences;
  const chosen = keep(foundPreferences, (name) => lookUp(preferenceShapes, name));
  const stages = readStages(foundStages);
  const pinned = keep(file.data.pins, () => pinnedFieldsSchema);
  const own = file.data.quickActions.flatMap((each) => {
    const parsed = ownActionSchema.safeParse(each);
    const isAction = parsed.success && parsed.data.name.trim() !== '';
    return isAction ? [parsed.data] : [];
  });
  const slots = quickActionsSchema.shape.slots.safeParse(file.data.keys);
  const unreadable =
    chosen.unreadable + stages.unreadable + pinned.unreadable + (file.data.quickActions.length - own.length);
  const isEmpty = [own, chosen.valid, stages.valid, pinned.valid].every(
    (part) => Object.keys(part).length === 0,
  );
  if (isEmpty) return { problem: 'nothing-in-it' };
  return {
    preferences: { ...chosen.valid, stages: stages.valid } as Partial<Settings['preferences']>,
    pins: pinned.valid as Settings['pins'],
    own,
    slots: slots.success ? slots.data : undefined,
    unreadable,
  };
}

/** Adds the settings of a file to the current ones: replaces equal preferences, stages, pins and action ids, removes nothing. */
export function withFile(current: Settings, file: SettingsInFile): { settings: Settings; noRoom: number } {
  const { own, slots } = current.quickActions;
  const byId = new Map([...own, ...file.own].map((action) => [action.id, action]));
  const all = [...byId.values()];
  return {
    settings: {
      preferences: {
        ...current.preferences,
        ...file.preferences,
        stages: withStages(current.preferences.stages, file.preferences.stages ?? {}),
      },
      pins: { ...current.pins, ...file.pins },
      quickActions: { own: all.slice(0, maxQuickActions), slots: file.slots ?? slots },
    },
    noRoom: Math.max(0, all.length - maxQuickActions),
  };
}

const preferenceShapes: Record<string, z.ZodMiniType> = sharedPreferences;

function keep(found: Record<string, unknown>, shapeOf: (name: string) => z.ZodMiniType | undefined) {
  const parsed = Object.entries(found).map(
    ([name, value]) => [name, shapeOf(name)?.safeParse(value)] as const,
  );
  const valid = parsed.flatMap(([name, result]) => (result?.success ? [[name, result.data] as const] : []));
  return { valid: Object.fromEntries(valid), unreadable: parsed.length - valid.length };
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
