import { text } from '../lib/text.ts';

type Props = { name: string; place: number; of: number; onMove(to: number): void };

/** Puts one of an ordered list a place up or down, for whoever does not drag. */
export function MoveButtons({ name, place, of, onMove }: Props) {
  return (
    <span class="moves">
      <button
        type="button"
        class="small"
        aria-label={text('moveUp', name)}
        disabled={place === 0}
        onClick={() => onMove(place - 1)}
      >
        <span aria-hidden="true">↑</span>
      </button>
      <button
        type="button"
        class="small"
        aria-label={text('moveDown', name)}
        disabled={place === of - 1}
        onClick={() => onMove(place + 1)}
      >
        <span aria-hidden="true">↓</span>
      </button>
    </span>
  );
}
