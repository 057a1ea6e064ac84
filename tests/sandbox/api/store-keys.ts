import type { Opportunity, World } from '../types.ts';
import { readCustomKey } from './custom-keys.ts';
import { changeCustomValue, setCustomValue } from './custom-values.ts';
import { settableKeys } from './opportunity-keys.ts';

/**
 * Stores values under the API's own keys, unchecked and without effects on other keys such as `date_won`.
 * Stores any other key as an extra key of the answer.
 */
export function storeKeys(world: World, opportunity: Opportunity, patch: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(patch)) {
    // A formatted note wins over a plain one in the same body.
    if (key === 'note' && 'note_html' in patch) continue;
    const custom = readCustomKey(world, opportunity.organizationId, key);
    const settable = settableKeys[key];
    if (custom?.kind === 'set') setCustomValue(opportunity, custom.field, value);
    else if (custom) changeCustomValue(opportunity, custom.field, custom.kind, value);
    else if (settable) settable.store(world, opportunity, value);
    else opportunity.extra = { ...opportunity.extra, [key]: value };
  }
}
