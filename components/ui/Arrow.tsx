import { Icon } from './Icon.tsx';
import { downIcon } from './icons.ts';

/** Renders the arrow at the end of a list that opens. */
export function Arrow() {
  return (
    <span class="arrow">
      <Icon path={downIcon} />
    </span>
  );
}
