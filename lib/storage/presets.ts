import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import { mostQuickActions, type QuickAction, readAction } from '../quick-actions/quick-action.ts';
import {
  type Preferences,
  preferences,
  preferencesSchema,
  type QuickActions,
  quickActions,
} from './items.ts';

const shapes: Record<string, z.ZodMiniType | undefined> = preferencesSchema.shape;

/**
 * What an administrator presets by policy; the shape that the browser holds it to stands in `managed-schema.json`. What
 * cannot be read presets nothing, and costs nothing else.
 */
export async function readPresets(): Promise<Partial<Preferences>> {
  const found = await readPolicy();
  return Object.fromEntries(
    Object.entries(found).filter(([name, value]) => shapes[name]?.safeParse(value).success),
  );
}

/** The preferences that hold: the user's own, and over them what is preset. */
export async function readPreferences(): Promise<Preferences> {
  const [own, presets] = await Promise.all([preferences.read(), readPresets()]);
  return { ...own, ...presets };
}

/**
 * The quick actions that an administrator presets, and whether any of them cannot be read. A policy holds them as the
 * text of a file that the options export: the browser drops without a word what does not fit a policy's own schema, and
 * such a schema has no way to say what a field may be set to. Their ids are none of the user's or of the built-in ones.
 */
export async function readPresetActions(): Promise<{ actions: QuickAction[]; isDamaged: boolean }> {
  const { quickActions: content } = await readPolicy();
  try {
    const found: unknown[] = content === undefined ? [] : JSON.parse(String(content)).actions;
    const actions = found.slice(0, mostQuickActions).flatMap((each) => readAction(each) ?? []);
    const byId = new Map(actions.map((action) => [presetId(action), { ...action, id: presetId(action) }]));
    return { actions: [...byId.values()], isDamaged: byId.size < found.length };
  } catch {
    return { actions: [], isDamaged: true };
  }
}

/** The quick actions that can be carried out: those that are preset, then the user's own. */
export async function readQuickActions(): Promise<QuickActions> {
  const [{ own, slots }, preset] = await Promise.all([quickActions.read(), readPresetActions()]);
  return { own: [...preset.actions, ...own], slots };
}

function presetId({ id }: QuickAction): string {
  return `preset:${id}`.slice(0, 100);
}

function readPolicy(): Promise<Record<string, unknown>> {
  return browser.storage.managed.get().catch(() => ({}));
}
