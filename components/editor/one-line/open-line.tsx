import { signal } from '@preact/signals';
import type { ComponentProps, ComponentType, RefObject } from 'preact';
import type { DealEditor } from '../../../lib/editor/deal-editor.ts';
import { createOneLine } from '../../../lib/editor/one-line.ts';
import { adoptStyles } from '../../ui/load-later.tsx';
import { LineReading } from './LineReading.tsx';
import styles from './one-line.css?inline';

/** What the row adds once the code that reads the line is loaded. */
export type OpenLine = {
  inputProps(): ComponentProps<'input'>;
  /** Saves the line, like Enter. */
  enter(): void;
  Reading: ComponentType;
};

const listId = 'line-choices';

adoptStyles(styles);

/** Opens a deal's line for typing. */
export function openLine(deal: DealEditor, input: RefObject<HTMLInputElement | null>): OpenLine {
  // Selected at once, so that typing replaces it: a key pressed before it is drawn would be replaced with it.
  const line = createOneLine(deal, () => {
    if (!input.current) return;
    input.current.value = deal.line.typed.value;
    input.current.select();
  });
  const isOpen = signal(true);

  function leave(input: HTMLElement): void {
    isOpen.value = false;
    returnFocus(input);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const input = event.currentTarget as HTMLInputElement;
    const { active, choices } = line;
    const count = isOpen.value ? choices.value.length : 0;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Enter') void enter(input);
    else if (event.key === 'Escape' && active.value >= 0) active.value = -1;
    else if (event.key === 'Escape') leave(input);
    else if (by !== 0 && count > 0)
      active.value = (active.value + by + (active.value < 0 && by < 0 ? 1 : 0) + count) % count;
    else if (by === 1 && deal.line.typed.value === '') void line.offerLines();
    else if (by !== 0) recall(input, by);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function recall(input: HTMLInputElement, by: 1 | -1): void {
    line.recall(by === 1 ? -1 : 1);
    placeCaret(input, line.typedLength());
  }

  async function enter(input: HTMLInputElement): Promise<void> {
    const choice = line.choices.value[line.active.value];
    if (choice) placeCaret(input, line.choose(choice));
    else await save(input);
  }

  async function save(input: HTMLElement): Promise<void> {
    if (!line.isReady.value) return;
    const saved = line.save();
    isOpen.value = false;
    returnFocus(input);
    await saved;
  }

  return {
    inputProps() {
      const { choices, active, problems } = line;
      const isListed = isOpen.value && choices.value.length > 0;
      return {
        ...(isListed && { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': listId }),
        'aria-expanded': isListed ? true : undefined,
        'aria-activedescendant': isListed && active.value >= 0 ? `${listId}-${active.value}` : undefined,
        'aria-invalid': problems.value.length > 0,
        onFocus: () => {
          isOpen.value = true;
        },
        onInput: (event) => {
          isOpen.value = true;
          line.type(event.currentTarget.value);
        },
        onBlur: (event) => {
          const { currentTarget: input, relatedTarget } = event;
          const isInside =
            relatedTarget instanceof Node && input.closest('.line-row')?.contains(relatedTarget);
          if (isInside || !document.hasFocus()) return;
          isOpen.value = false;
        },
        onKeyDown,
      };
    },
    enter: () => input.current && void enter(input.current),
    Reading: () => (
      <LineReading
        deal={deal}
        line={line}
        input={input}
        listId={listId}
        isOpen={isOpen.value}
        onChoose={(choice) => input.current && placeCaret(input.current, line.choose(choice))}
        onSave={() => input.current && void save(input.current)}
      />
    ),
  };
}

// After the text was drawn.
function placeCaret(input: HTMLInputElement, at: number): void {
  requestAnimationFrame(() => {
    input.focus();
    input.setSelectionRange(at, at);
  });
}

// To the status, where the keys of the editor work again.
function returnFocus(input: HTMLElement): void {
  const screen = input.closest('.screen');
  screen?.querySelector<HTMLElement>('[role=radio][tabindex="0"]')?.focus();
}
