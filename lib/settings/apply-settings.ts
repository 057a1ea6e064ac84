import { ask } from '../messaging/ask.ts';
import { type Result, success } from '../result.ts';
import { canonical } from './canonical.ts';
import type { Settings } from './settings.ts';

/**
 * Has the background take over what differs, so that menu and toolbar follow. Ends at the first thing that it refuses;
 * what was taken over before stays.
 */
export async function applySettings(wished: Settings, current: Settings): Promise<Result<null>> {
  const differs = (name: keyof Settings) => canonical(wished[name]) !== canonical(current[name]);
  const asked = [
    ...(differs('preferences') ? [() => ask('preferences.write', wished.preferences)] : []),
    ...(differs('pins') ? [() => ask('pins.write', { pins: wished.pins })] : []),
    ...(differs('quickActions') ? [() => ask('quick-actions.write', wished.quickActions)] : []),
  ];
  for (const askNext of asked) {
    const result = await askNext();
    if (!result.ok) return result;
  }
  return success(null);
}
