import { ownActionSchema, type QuickAction } from '../model/quick-action.ts';

/** Returns the id under which a user's own action runs from the menu, a shortcut or the editor. */
export function ownActionId({ id }: QuickAction): string {
  return `own:${id}`;
}

/** Returns the id under which an administrator's action runs. */
export function presetActionId({ id }: QuickAction): string {
  return `preset:${id}`;
}

/** Parses one entry of a file or a policy; undefined if it is no quick action, has no name or changes nothing. */
export function readAction(found: unknown): QuickAction | undefined {
  const action = ownActionSchema.safeParse(found).data;
  return action?.name.trim() && Object.keys(action.changes).length > 0 ? action : undefined;
}
