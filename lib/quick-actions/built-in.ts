import type { FieldChange, QuickAction } from '../model/quick-action.ts';
import type { MessageName } from '../wording/text.ts';

/** Lists the built-in actions that are the same for every pipeline, in menu order. */
export const plainActions = [
  { id: 'mine', name: 'actionMine', changes: { user_id: { how: 'me' } } },
  { id: 'push:1:week', name: 'actionPushWeek', changes: { date_won: { how: 'move', by: 1, unit: 'week' } } },
  {
    id: 'push:1:month',
    name: 'actionPushMonth',
    changes: { date_won: { how: 'move', by: 1, unit: 'month' } },
  },
] as const satisfies { id: string; name: MessageName; changes: QuickAction['changes'] }[];

/** Returns the id of the action that sets a status. */
export function statusActionId(statusId: string): string {
  return `status:${statusId}`;
}

/** Returns the id of the action that sets a confidence in percent; for null, an id that no action has. */
export function confidenceActionId(percent: number | null): string {
  return `confidence:${percent}`;
}

/**
 * Returns the quick action with this id: a built-in one, or one of `listed` (see `readQuickActions`). Built-in ids come
 * first and contain the whole change, so an old menu item still works; a deleted status is noticed when it runs.
 */
export function findAction(id: string, listed: readonly QuickAction[]): QuickAction | undefined {
  const changes = builtInChanges(id);
  return changes
    ? { id, name: '', changes, appliesTo: { organizationId: null, pipelineIds: [] } }
    : listed.find((action) => action.id === id);
}

function builtInChanges(id: string): Record<string, FieldChange> | undefined {
  const plain = plainActions.find((action) => action.id === id);
  if (plain) return plain.changes;
  const [, kind, value = ''] = /^(status|confidence):(.+)$/.exec(id) ?? [];
  if (kind === 'status') return { status_id: { how: 'set', value } };
  const isPercent = kind === 'confidence' && /^(\d{1,2}|100)$/.test(value);
  return isPercent ? { confidence: { how: 'set', value: Number(value) } } : undefined;
}
