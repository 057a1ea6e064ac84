import type { Change } from '../model/change.ts';

/** Returns whether a change took another one back. What undoes an undo makes a change again, so it counts as a change. */
export function isUndo({ undoes, isRedo }: Pick<Change, 'undoes' | 'isRedo'>): boolean {
  return undoes !== undefined && !isRedo;
}
