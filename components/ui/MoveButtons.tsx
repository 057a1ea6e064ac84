import { text } from '../../lib/wording/text.ts';
import { SmallButton } from './SmallButton.tsx';

type Props = { name: string; place: number; of: number; onMove(to: number): void };

/** Puts one of an ordered list a place up or down, for whoever does not drag. */
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
