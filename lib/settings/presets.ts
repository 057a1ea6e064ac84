import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import { lookUp } from '../base/look-up.ts';
import { type Preferences, preferencesSchema } from '../model/preferences.ts';
import { maxQuickActions, type QuickAction, type QuickActions } from '../model/quick-action.ts';
import { ownActionId, presetActionId } from '../quick-actions/action-ids.ts';
import { readAction } from '../quick-actions/own-action.ts';
import { preferences, quickActions } from '../storage/items.ts';
import { readStages } from './read-stages.ts';

const shapes: Record<string, z.ZodMiniType> = preferencesSchema.shape;

/**
 * Reads the preferences that an administrator presets by policy, and ignores invalid ones. The browser checks policies
 * against `managed-schema.json`.
 */
export async function readPresets(): Promise<Partial<Preferences>> {
  const found = await readPolicy();
  const stages = found.stages === undefined ? undefined : readStages(found.stages).valid;
  return Object.fromEntries(
    Object.entries({ ...found, ...(stages && { stages }) }).filter(
      ([name, value]) => lookUp(shapes, name)?.safeParse(value).success,
    ),
  );
}

/** Calls `work` on every change of the policy. */
export function watchPresets(work: () => void): void {
  browser.storage.managed.onChanged.addListener(work);
}

/** Reads the effective preferences: the user's own, overridden by preset ones; of the stages, each by its own preset. */
export async function readPreferences(): Promise<Preferences> {
  const [own, presets] = await Promise.all([preferences.read(), readPresets()]);
  return { ...own, ...presets, stages: { ...own.stages, ...presets.stages } };
}

/**
 * Reads the quick actions that an administrator presets, and whether any is invalid. A policy contains them as the text
 * of an exported file, because a policy's schema cannot describe the values of a field.
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
