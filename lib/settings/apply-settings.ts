import { ask } from '../messaging/ask.ts';
import { type Result, success } from '../result.ts';
import { canonical } from './canonical.ts';
import type { Settings } from './settings.ts';

/**
 * Has the background take over what differs, so that menu and toolbar follow. Ends at the first thing that it refuses;
 * what was taken over before stays.
 */
export async function applySettings(wished: Settings, current: Settings): Promise<Result<null>> {
  const preferences = differing(wished.preferences, current.preferences);
  if (preferences) {
    const kept = await ask('preferences.write', preferences);
    if (!kept.ok) return kept;
  }
  const pins = differing(
    { ...withoutPins(current), ...wished.pins },
    { ...withoutPins(wished), ...current.pins },
  );
  if (pins) {
    const kept = await ask('pins.write', { pins });
    if (!kept.ok) return kept;
  }
  if (canonical(wished.quickActions) === canonical(current.quickActions)) return success(null);
  return ask('quick-actions.write', wished.quickActions);
}

function withoutPins({ pins }: Settings): Settings['pins'] {
  return Object.fromEntries(Object.keys(pins).map((pipelineId) => [pipelineId, []]));
}

// The entries that are not the same, nothing where all of them are.
function differing<Whole extends object>(wished: Whole, current: Whole): Whole | undefined {
  const entries = Object.entries(wished).filter(
    ([name, value]) => canonical(value) !== canonical(current[name as keyof Whole]),
  );
  return entries.length > 0 ? (Object.fromEntries(entries) as Whole) : undefined;
}
