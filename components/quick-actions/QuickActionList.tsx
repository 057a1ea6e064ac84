import type { QuickAction } from '../../lib/model/quick-action.ts';
import type { ListedAction } from '../../lib/options/quick-actions.ts';
import { text } from '../../lib/wording/text.ts';
import { DuplicateButton } from '../ui/DuplicateButton.tsx';
import { MoveButtons } from '../ui/MoveButtons.tsx';
import { SmallButton } from '../ui/SmallButton.tsx';
import { ActionSummary } from './ActionSummary.tsx';

type Props = {
  listed: readonly ListedAction[];
  /** Whether the list is full. */
  isFull: boolean;
  onMove(id: string, to: number): void;
  onEdit(action: QuickAction): void;
  onDuplicate(action: QuickAction): void;
  onDelete(action: QuickAction): void;
};

/** Names the drag data type, so that only quick actions can be dropped on a quick action. */
const dragType = 'application/x-quick-edit-action';

/** Renders the user's quick actions in the order of the context menu. */
export function QuickActionList({ listed, isFull, onMove, onEdit, onDuplicate, onDelete }: Props) {
  return (
    <ul class="changes actions" aria-label={text('ownActions')}>
      {listed.map((each, place) => {
        const { action } = each;
        return (
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
            <ActionSummary {...each} />
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
            <DuplicateButton name={action.name} isFull={isFull} onPress={() => onDuplicate(action)} />
            <SmallButton name={text('deleteNamed', action.name)} sign="×" onPress={() => onDelete(action)} />
          </li>
        );
      })}
    </ul>
  );
}
