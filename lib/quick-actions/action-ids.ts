import type { QuickAction } from '../model/quick-action.ts';

/** Returns the id under which a user's own action runs from the menu, a shortcut or the editor. */
export function ownActionId({ id }: QuickAction): string {
  return `own:${id}`;
}

/** Returns the id under which an administrator's action runs. */
export function presetActionId({ id }: QuickAction): string {
  return `preset:${id}`;
}
