import type { ComponentChildren } from 'preact';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import { shortcutOf } from '../../lib/surface/shortcut-of.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';
import { SingleKeys } from '../ui/single-keys.ts';

type Props = {
  name: MessageName;
  /** The index of the preselected choice. */
  preselected?: number;
  children: ComponentChildren;
};

/** Renders choices for mouse, arrow keys and number keys. Takes the focus unless an input has it. */
export function NumberedList({ name, preselected = 0, children }: Props) {
  const element = useRef<HTMLUListElement>(null);
  const hasKeys = useContext(SingleKeys);
  // Focuses before the first paint, because users press keys as soon as they see the list.
  useLayoutEffect(() => {
    if (!document.activeElement?.matches('input,textarea')) buttonsOf(element.current)[preselected]?.focus();
  }, [preselected]);
  return (
    <ul ref={element} class="deals" aria-label={text(name)} onKeyDown={(event) => onKey(event, hasKeys)}>
      {children}
    </ul>
  );
}

/** Renders the number key of the entry at an index; only the first nine have one. */
export function NumberKey({ index }: { index: number }) {
  const hasKeys = useContext(SingleKeys);
  return <span class="place">{hasKeys && index < 9 && index + 1}</span>;
}

/** Moves the focus into the list on screen, if any. */
export function enterList(): void {
  buttonsOf(document.querySelector('.deals'))[0]?.focus();
}

function onKey(event: KeyboardEvent & { currentTarget: HTMLElement }, hasKeys: boolean): void {
  const buttons = buttonsOf(event.currentTarget);
  const chosen = hasKeys ? buttons[Number(shortcutOf(event)) - 1] : undefined;
  if (chosen) {
    // The same press must not choose a status of the deal that it opens.
    event.stopPropagation();
    chosen.click();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus();
}

function buttonsOf(list: Element | null): HTMLButtonElement[] {
  return [...(list?.querySelectorAll('button') ?? [])];
}
