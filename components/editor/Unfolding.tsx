import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Status } from '../../lib/model/pipeline.ts';
import { text } from '../../lib/wording/text.ts';
import { Arrow } from '../ui/Arrow.tsx';
import { adoptStyles } from '../ui/load-later.tsx';
import styles from './unfolding.css?inline';

const pauseMs = 800;

adoptStyles(styles);

type Props = { statuses: readonly Status[]; statusId: string };

/**
 * Renders the line under a folded list of radios, and unfolds the list in the top layer, so that nothing moves. Only for the
 * eye and the mouse, because the radios can be reached without it.
 */
export function Unfolding({ statuses, statusId }: Props) {
  const place = statuses.findIndex(({ id, type }) => id === statusId && type === 'active') + 1;
  const line = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => (line.current ? makeFoldable(line.current) : undefined), []);
  return (
    <div ref={line} class="unfolding" aria-hidden="true">
      <bdi>{statuses[place - 1]?.label ?? text('chooseStatus')}</bdi>
      {place > 0 && <span>{text('statusPlace', place, statuses.length)}</span>}
      <Arrow />
    </div>
  );
}

/** Lets the list before this line unfold. Returns a function that ends this. */
function makeFoldable(line: HTMLElement): () => void {
  const group = line.closest<HTMLElement>('[role=radiogroup]');
  const list = line.previousElementSibling as HTMLElement;
  const end = new AbortController();
  let typed = '';
  let typedAt = 0;

  const isOpen = () => list.popover !== null;
  const radios = () => [...(group?.querySelectorAll<HTMLElement>('[role=radio]') ?? [])];
  const chosen = () => list.querySelector<HTMLElement>('[aria-checked=true]');

  function unfold(): void {
    if (isOpen()) return;
    list.classList.add('option-list');
    list.popover = 'manual';
    list.showPopover({ source: group ?? line });
    const focused = list.contains(document.activeElement) ? document.activeElement : chosen();
    focused?.scrollIntoView({ block: 'nearest' });
  }

  function fold(): void {
    list.popover = null;
    list.classList.remove('option-list');
    // A radio that was pressed without unfolding was scrolled into view.
    list.scrollTop = 0;
  }

  // Comes before the radio's own listener, which chooses.
  function onClick(event: MouseEvent): void {
    const pressed = event.target as HTMLElement;
    const radio = pressed.closest('[role=radio]');
    if (line.contains(pressed)) (chosen() ?? radios()[0])?.focus();
    // If none is chosen, the line shows through the folded list.
    const isOfLine = radio === chosen() || (!chosen() && event.detail > 0);
    const isAsked = line.contains(pressed) || (list.contains(pressed) && isOfLine);
    if (isAsked && !isOpen()) {
      event.stopPropagation();
      unfold();
    } else fold();
  }

  function onFocus({ target }: Event): void {
    const radio = target as HTMLElement;
    if (list.contains(radio) && radio !== chosen() && radio.matches(':focus-visible')) unfold();
  }

  function onBlur({ relatedTarget }: FocusEvent): void {
    if (!group?.contains(relatedTarget as Node | null)) fold();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.key === 'Escape' || event.key === 'Tab') && isOpen()) {
      fold();
      // Tab moves on from there.
      (chosen() ?? radios()[0])?.focus();
      if (event.key === 'Escape') event.preventDefault();
    } else if (/^\p{L}$/u.test(event.key) && !isForUndo(event)) {
      typed = (event.timeStamp - typedAt < pauseMs ? typed : '') + event.key.toLocaleLowerCase();
      typedAt = event.timeStamp;
      findTyped()?.focus();
    } else {
      // A digit chooses.
      if (/^\d$/.test(event.key)) fold();
      return;
    }
    event.stopPropagation();
  }

  function isForUndo({ key }: KeyboardEvent): boolean {
    return key === 'u' && !isOpen() && document.querySelector('[aria-keyshortcuts=U]') !== null;
  }

  // Another letter narrows the search down, and the same one again would go on to the next.
  function findTyped(): HTMLElement | undefined {
    const all = radios();
    const at = all.indexOf(document.activeElement as HTMLElement) + (typed.length === 1 ? 1 : 0);
    const following = [...all.slice(at), ...all.slice(0, at)];
    const nameOf = (radio: HTMLElement) => radio.getAttribute('aria-label')?.toLocaleLowerCase() ?? '';
    return (
      following.find((radio) => nameOf(radio).startsWith(typed)) ??
      following.find((radio) => ` ${nameOf(radio)}`.includes(` ${typed}`))
    );
  }

  const { signal } = end;
  group?.addEventListener('click', onClick, { capture: true, signal });
  group?.addEventListener('focusin', onFocus, { signal });
  group?.addEventListener('focusout', onBlur, { signal });
  group?.addEventListener('keydown', onKey, { signal });
  // The focus stays when the edge of the list is pressed, such as its scroll bar.
  list.addEventListener('pointerdown', ({ target }) => target === list && chosen()?.focus(), { signal });
  return () => end.abort();
}
