import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import { type Preferences, preferences, preferencesSchema } from './items.ts';

const shapes: Record<string, z.ZodMiniType | undefined> = preferencesSchema.shape;

/**
 * What an administrator presets by policy; the shape that the browser holds it to stands in `managed-schema.json`. What
 * cannot be read presets nothing, and costs nothing else.
 */
export async function readPresets(): Promise<Partial<Preferences>> {
  const found = await browser.storage.managed.get().catch(() => ({}));
  return Object.fromEntries(
    Object.entries(found).filter(([name, value]) => shapes[name]?.safeParse(value).success),
  );
}

/** The preferences that hold: the user's own, and over them what is preset. */
export async function readPreferences(): Promise<Preferences> {
  const [own, presets] = await Promise.all([preferences.read(), readPresets()]);
  return { ...own, ...presets };
}
