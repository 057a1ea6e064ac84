import type { Input } from '../../lib/messaging/contract.ts';
import { type Result, success } from '../../lib/result.ts';
import { type Preferences, preferences } from '../../lib/storage/items.ts';
import { readPreferences } from '../../lib/storage/presets.ts';
import { applyToolbar } from './toolbar.ts';

/** Keeps what the user chose anew, and leaves the other preferences as they are; the answer is what holds. */
export async function changePreferences(changed: Input<'preferences.write'>): Promise<Result<Preferences>> {
  const chosen = { ...(await preferences.read()), ...changed } as Preferences;
  await preferences.write(chosen);
  await applyToolbar();
  return success(await readPreferences());
}
