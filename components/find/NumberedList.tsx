import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../../lib/wording/text.ts';

type Props = {
  /** The place of the choice that is offered first. */
  preselected?: number;
  children: ComponentChildren;
};

/** Buttons to choose from by mouse, by arrow keys or by the number of their place. Takes the focus unless somebody types. */
export function NumberedList({ preselected = 0, children }: Props) {
  const element = useRef<HTMLUListElement>(null);
  // As soon as it is there, because keys are pressed as soon as it is seen.
  useLayoutEffect(() => {
    if (!document.activeElement?.matches('input')) buttonsOf(element.current)[preselected]?.focus();
  }, [preselected]);
  return (
    <ul ref={element} class="deals" aria-label={text('opportunities')} onKeyDown={onKey}>
      {children}
    </ul>
  );
}

/** The number that chooses the entry at an index; only the first nine have one. */
export function Place({ index }: { index: number }) {
  return <span class="place">{index < 9 && index + 1}</span>;
}

/** Moves the focus into the list that is shown, if there is one. */
export function enterList(): void {
  buttonsOf(document.querySelector('.deals'))[0]?.focus();
}

function onKey(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const buttons = buttonsOf(event.currentTarget);
  if (/^[1-9]$/.test(event.key)) buttons[Number(event.key) - 1]?.click();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus();
}

function buttonsOf(list: Element | null): HTMLButtonElement[] {
  return [...(list?.querySelectorAll('button') ?? [])];
}
