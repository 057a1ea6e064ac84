import { createDealEditor, type DealEditor } from '../editor/deal-editor.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { Operation } from '../model/operation.ts';
import type { RowView } from './table-rows.ts';

/**
 * Creates the editor of a row's deal, for the dialogs that a status needs, the question of a conflict and the typed line.
 * `pending` is a save with a conflict. In the table every edit is saved at once, because Enter confirms it.
 */
export function openRowEditor(
  { opportunity, organization }: RowView,
  pending: Operation | null,
  ask: typeof askBackground,
): DealEditor {
  const preferences = { ...organization.preferences, asksBeforeSaving: false };
  const stored = { draft: null, pins: {}, pending };
  return createDealEditor({ ...organization, ...stored, opportunity, preferences }, () => null, { ask });
}
