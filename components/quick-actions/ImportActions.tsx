import { useSignal } from '@preact/signals';
import type { QuickAction } from '../../lib/model/quick-action.ts';
import type { OfferedAction } from '../../lib/options/quick-actions.ts';
import { countText } from '../../lib/wording/count-text.ts';
import { text } from '../../lib/wording/text.ts';
import { FormDialog } from '../ui/FormDialog.tsx';

type Props = {
  actions: readonly OfferedAction[];
  /** The number of entries in the file that are not quick actions. */
  unreadable: number;
  /** The number of quick actions that can still be added. */
  room: number;
  onAdd(actions: QuickAction[]): void;
  onCancel(): void;
};

/** Lets the user choose which quick actions of a file to add. */
export function ImportActions({ actions, unreadable, room, onAdd, onCancel }: Props) {
  const chosen = useSignal<readonly string[]>(
    actions.filter(({ reason, isKnown }) => reason === '' && !isKnown).map(({ action }) => action.id),
  );
  const isTooMany = chosen.value.length > room;
  return (
    <FormDialog
      title={text('importTitle')}
      submit={text('importAdd', chosen.value.length)}
      isOff={isTooMany || chosen.value.length === 0}
      onSubmit={() =>
        onAdd(actions.map(({ action }) => action).filter(({ id }) => chosen.value.includes(id)))
      }
      onCancel={onCancel}
    >
      <ul class="changes">
        {actions.map(({ action, lines, reason, isKnown }) => (
          <li key={action.id}>
            <label class="preference">
              <input
                type="checkbox"
                disabled={reason !== ''}
                checked={chosen.value.includes(action.id)}
                onChange={({ currentTarget: { checked } }) => {
                  chosen.value = checked
                    ? [...chosen.value, action.id]
                    : chosen.value.filter((id) => id !== action.id);
                }}
              />
              <span>
                <bdi>{action.name}</bdi>
                <small>{reason || (isKnown ? text('importKnown') : lines.join(' · '))}</small>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {unreadable > 0 && (
        <p class="meta">{countText('importUnreadableOne', 'importUnreadable', unreadable)}</p>
      )}
      {isTooMany && <p role="alert">{text('importTooMany', room)}</p>}
    </FormDialog>
  );
}
