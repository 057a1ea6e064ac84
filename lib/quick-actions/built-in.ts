import type { MessageName } from '../text.ts';
import type { DateUnit, FieldChange, QuickAction } from './quick-action.ts';

/** Built-in actions that stand in the menu beside the user's own. */
export const plainActions = [
  { id: 'mine', name: 'actionMine' },
  { id: 'push:1:week', name: 'actionPushWeek' },
  { id: 'push:1:month', name: 'actionPushMonth' },
] as const satisfies { id: string; name: MessageName }[];

/** The id of the action that sets a status. */
export function statusActionId(statusId: string): string {
  return `status:${statusId}`;
}

/** The id of the action that sets a confidence, in percent; of no action where there is none. */
export function confidenceActionId(percent: number | null): string {
  return `confidence:${percent}`;
}

/**
 * The quick action of an id, own or built-in. The id of a built-in one says all of it, so that a menu item or a key
 * that names it works however old it is; whether its status still exists turns out when it is carried out.
 */
export function findAction(id: string, own: readonly QuickAction[]): QuickAction | undefined {
  const changes = builtInChanges(id);
  return (
    own.find((action) => action.id === id) ??
    (changes && { id, name: '', changes, appliesTo: { organizationId: null, pipelineIds: [] } })
  );
}

function builtInChanges(id: string): Record<string, FieldChange> | undefined {
  const [kind, value, unit] = id.split(':');
  if (kind === 'mine') return { user_id: { how: 'me' } };
  if (!value) return undefined;
  if (kind === 'status') return { status_id: { how: 'set', value } };
  if (kind === 'confidence') return { confidence: { how: 'set', value: Number(value) } };
  if (kind === 'push') return { date_won: { how: 'move', by: Number(value), unit: unit as DateUnit } };
  return undefined;
}
