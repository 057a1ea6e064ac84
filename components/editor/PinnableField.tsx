import type { ComponentChildren } from 'preact';
import { text } from '../../lib/wording/text.ts';
import { MoveButtons } from '../ui/MoveButtons.tsx';

type Props = {
  name: string;
  fieldKey: string;
  /** The place among the pinned fields, -1 where it is not pinned. */
  place: number;
  of: number;
  onToggle(): void;
  onMove(fieldKey: string, to: number): void;
  children: ComponentChildren;
};

/** Names what is dragged, so that nothing but a field of this list can be dropped on one. */
const dragType = 'application/x-quick-edit-field';

/** A field with its pin; a pinned one is put in order by dragging its handle or with two buttons. */
export function PinnableField({ name, fieldKey, place, of, onToggle, onMove, children }: Props) {
  const isPinned = place >= 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only a place to drop on; the buttons do the same
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
      {isPinned && <MoveButtons {...{ name, place, of }} onMove={(to) => onMove(fieldKey, to)} />}
      <button
        type="button"
        class="small pin"
        aria-label={text(isPinned ? 'unpin' : 'pin', name)}
        title={text(isPinned ? 'unpin' : 'pin', name)}
        draggable={isPinned}
        onDragStart={(event) => event.dataTransfer?.setData(dragType, fieldKey)}
        onClick={onToggle}
      >
        <span aria-hidden="true">{isPinned ? '★' : '☆'}</span>
      </button>
    </div>
  );
}
