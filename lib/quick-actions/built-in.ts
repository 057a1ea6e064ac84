import type { DateUnit, FieldChange, QuickAction } from './quick-action.ts';

/** Quick actions that need no words of a user: their names come from the catalogue of texts, or from Close. */
export const plainActionIds = ['mine', 'push:1:week', 'push:1:month'] as const;

/** The id of the action that sets a status. */
export function statusActionId(statusId: string): string {
  return `status:${statusId}`;
}

/** The id of the action that sets a confidence, in percent. */
export function confidenceActionId(percent: number): string {
  return `confidence:${percent}`;
}

/**
 * The built-in action of an id: the id says all of it, so that a menu item or a key that names one works however old it
 * is. Undefined where it names none; whether a status still exists turns out when the action is carried out.
 */
export function builtInAction(id: string, name = ''): QuickAction | undefined {
  const [kind, value = '', unit = ''] = id.split(':');
  const changes: Record<string, FieldChange> | undefined =
    kind === 'status' && value
      ? { status_id: { how: 'set', value } }
      : kind === 'confidence' && value
        ? { confidence: { how: 'set', value: Number(value) } }
        : kind === 'mine'
          ? { user_id: { how: 'me' } }
          : kind === 'push' && Number(value)
            ? { date_won: { how: 'move', by: Number(value), unit: unit as DateUnit } }
            : undefined;
  return changes && { id, name, changes, appliesTo: { organizationId: null, pipelineIds: [] } };
}
