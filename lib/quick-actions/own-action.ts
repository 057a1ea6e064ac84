import { ownActionSchema, type QuickAction } from '../model/quick-action.ts';

/** Parses one entry of a file or a policy; undefined if it is no quick action, has no name or changes nothing. */
export function readAction(found: unknown): QuickAction | undefined {
  const action = ownActionSchema.safeParse(found).data;
  return action?.name.trim() && Object.keys(action.changes).length > 0 ? action : undefined;
}
