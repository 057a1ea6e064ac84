import type { ComponentChildren } from 'preact';
import { text } from '../../lib/wording/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { MoveButtons } from '../ui/MoveButtons.tsx';
import { pinIcon } from '../ui/menu-icons.ts';

type Props = {
  name: string;
  fieldKey: string;
  /** The index among the pinned fields, -1 if the field is not pinned. */
  place: number;
  of: number;
  onToggle(): void;
  onMove(fieldKey: string, to: number): void;
  children: ComponentChildren;
};

/** Names the drag data type, so that only fields of this list can be dropped on a field. */
const dragType = 'application/x-quick-edit-field';

/** Renders a field with its pin button; a pinned field is moved by its drag handle or by two buttons. */
export function PinnableField({ name, fieldKey, place, of, onToggle, onMove, children }: Props) {
  const isPinned = place >= 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only a drop target; the move buttons do the same
    <div
      class={isPinned ? 'pinnable pinned' : 'pinnable'}
      onDragOver={(event) => {
        if (isPinned && event.dataTransfer?.types.includes(dragType)) event.preventDefault();
      }}
      onDrop={(event) => {
        const dragged = event.dataTransfer?.getData(dragType);
        if (!dragged || !isPinned) return;
        event.preventDefault();
        onMove(dragged, place);
      }}
    >
      <div class="grow">{children}</div>
      {isPinned && <MoveButtons name={name} place={place} of={of} onMove={(to) => onMove(fieldKey, to)} />}
      <button
        type="button"
        class="small pin"
        aria-label={text(isPinned ? 'unpin' : 'pin', name)}
        title={text(isPinned ? 'unpin' : 'pin', name)}
        draggable={isPinned}
        onDragStart={(event) => event.dataTransfer?.setData(dragType, fieldKey)}
        onClick={onToggle}
      >
        <Icon path={pinIcon} />
      </button>
    </div>
  );
}
