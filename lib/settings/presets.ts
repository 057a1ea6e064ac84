import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import { lookUp } from '../base/look-up.ts';
import { type Preferences, preferencesSchema } from '../model/preferences.ts';
import { maxQuickActions, type QuickAction, type QuickActions } from '../model/quick-action.ts';
import { ownActionId, presetActionId, readAction } from '../quick-actions/own-action.ts';
import { preferences, quickActions } from '../storage/items.ts';

const shapes: Record<string, z.ZodMiniType> = preferencesSchema.shape;

/**
 * What an administrator presets by policy; the shape that the browser holds it to stands in `managed-schema.json`. What
 * cannot be read presets nothing, and costs nothing else.
 */
export async function readPresets(): Promise<Partial<Preferences>> {
  const found = await readPolicy();
  return Object.fromEntries(
    Object.entries(found).filter(([name, value]) => lookUp(shapes, name)?.safeParse(value).success),
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
    const actions = found.slice(0, maxQuickActions).flatMap((each) => readAction(each) ?? []);
    const byId = new Map(actions.map((action) => [action.id, { ...action, id: presetActionId(action) }]));
    return { actions: [...byId.values()], isDamaged: byId.size < found.length };
  } catch {
    return { actions: [], isDamaged: true };
  }
}

/** Lists the quick actions that can run, under the ids they run by: preset ones, then the user's own. */
export async function readQuickActions(): Promise<QuickActions> {
  const [{ own, slots }, preset] = await Promise.all([quickActions.read(), readPresetActions()]);
  return {
    own: [...preset.actions, ...own.map((action) => ({ ...action, id: ownActionId(action) }))],
    slots,
  };
}

function readPolicy(): Promise<Record<string, unknown>> {
  return browser.storage.managed.get().catch(() => ({}));
}
