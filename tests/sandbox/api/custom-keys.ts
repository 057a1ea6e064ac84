import type { CustomField, World } from '../types.ts';

/** What a `custom.…` key names: a field, and whether the value replaces, is added to or is removed from it. */
export type CustomKey = { field: CustomField; kind: 'set' | 'add' | 'remove' };

const CUSTOM_KEY = /^custom\.([^.]+)(?:\.(add|remove))?$/;

/** Reads a `custom.cf_x`, `custom.cf_x.add` or `custom.cf_x.remove` key; undefined for any other and for unknown fields. */
export function readCustomKey(world: World, organizationId: string, key: string): CustomKey | undefined {
  const match = CUSTOM_KEY.exec(key);
  const field = world.customFields.get(match?.[1] ?? '');
  if (!match || !field || field.organizationId !== organizationId) return undefined;
  const kind = match[2] === 'add' || match[2] === 'remove' ? match[2] : 'set';
  return { field, kind };
}
