import { text } from '../../lib/wording/text.ts';
import { SmallButton } from './SmallButton.tsx';

type Props = { name: string; place: number; of: number; onMove(to: number): void };

/** Renders buttons that move a list item up or down, as an alternative to dragging. */
export function MoveButtons({ name, place, of, onMove }: Props) {
  return (
    <span class="moves">
      <SmallButton
        name={text('moveUp', name)}
        sign="↑"
        isOff={place === 0}
        onPress={() => onMove(place - 1)}
      />
      <SmallButton
        name={text('moveDown', name)}
        sign="↓"
        isOff={place === of - 1}
        onPress={() => onMove(place + 1)}
      />
    </span>
  );
}
