import type { ButtonHTMLAttributes } from 'preact';
import { Icon } from './Icon.tsx';

type Props = ButtonHTMLAttributes & { name: string; icon: string };

/** Renders a button with an icon, whose name shows on hover and on focus. */
export function IconButton({ name, icon, ...attributes }: Props) {
  return (
    <button type="button" class="icon" aria-label={name} data-tip={name} {...attributes}>
      <Icon path={icon} />
    </button>
  );
}
