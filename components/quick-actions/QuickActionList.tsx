import type { QuickAction } from '../../lib/model/quick-action.ts';
import { text } from '../../lib/wording/text.ts';
import { DuplicateButton } from '../ui/DuplicateButton.tsx';
import { MoveButtons } from '../ui/MoveButtons.tsx';
import { SmallButton } from '../ui/SmallButton.tsx';
import { ActionSummary, type ListedAction } from './ActionSummary.tsx';

type Props = {
  listed: readonly ListedAction[];
  /** No more fit. */
  isFull: boolean;
  onMove(id: string, to: number): void;
  onEdit(action: QuickAction): void;
  onDuplicate(action: QuickAction): void;
  onDelete(action: QuickAction): void;
};

/** Names what is dragged, so that nothing but a quick action can be dropped on one. */
const dragType = 'application/x-quick-edit-action';

/** The own quick actions in their order, which is that of the menu. */
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
