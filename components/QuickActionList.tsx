import type { QuickAction } from '../lib/quick-actions/quick-action.ts';
import { text } from '../lib/text.ts';
import { MoveButtons } from './MoveButtons.tsx';
import { SmallButton } from './SmallButton.tsx';

/** An own quick action as it is listed: what it does, and why it does not fit any more, "" where it does. */
export type ListedAction = { action: QuickAction; lines: string[]; misfit: string };

type Props = {
  listed: readonly ListedAction[];
  onMove(id: string, to: number): void;
  onEdit(action: QuickAction): void;
  onDuplicate(action: QuickAction): void;
  onDelete(action: QuickAction): void;
};

/** Names what is dragged, so that nothing but a quick action can be dropped on one. */
const dragType = 'application/x-quick-edit-action';

/** The own quick actions in their order, which is that of the menu. */
export function QuickActionList({ listed, onMove, onEdit, onDuplicate, onDelete }: Props) {
  return (
    <ul class="changes actions" aria-label={text('ownActions')}>
      {listed.map(({ action, lines, misfit }, place) => (
        <li
          key={action.id}
          draggable
          onDragStart={(event) => event.dataTransfer?.setData(dragType, action.id)}
          onDragOver={(event) => {
            if (event.dataTransfer?.types.includes(dragType)) event.preventDefault();
          }}
          onDrop={(event) => {
            const dragged = event.dataTransfer?.getData(dragType);
            if (!dragged) return;
            event.preventDefault();
            onMove(dragged, place);
          }}
        >
          <div class="grow">
            <b>
              <bdi>{action.name}</bdi>
            </b>
            <p class="meta">
              {lines.map((line) => (
                <bdi key={line}>{line}</bdi>
              ))}
            </p>
            {misfit && <p class="misfit">{misfit}</p>}
          </div>
          <MoveButtons
            name={action.name}
            place={place}
            of={listed.length}
            onMove={(to) => onMove(action.id, to)}
          />
          <button
            type="button"
            class="button"
            aria-label={text('editNamed', action.name)}
            onClick={() => onEdit(action)}
          >
            {text('edit')}
          </button>
          <SmallButton
            name={text('duplicateNamed', action.name)}
            sign="❐"
            onPress={() => onDuplicate(action)}
          />
          <SmallButton name={text('deleteNamed', action.name)} sign="×" onPress={() => onDelete(action)} />
        </li>
      ))}
    </ul>
  );
}
