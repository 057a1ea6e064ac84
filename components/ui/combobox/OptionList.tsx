import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Option } from './combobox-filter.ts';

/** In pixels; `editor.css` gives options the same height. */
const rowHeight = 28;
const rowsInView = 8;

type Props = {
  id: string;
  anchor: HTMLElement;
  options: readonly Option[];
  chosen: string;
  active: number;
  /** Shown instead of options, "" if there are options. */
  hint: string;
  onChoose(option: Option): void;
};

/** Renders a combobox's popup with only the visible rows, so that 500 options cost no more than ten. */
export function OptionList({ id, anchor, options, chosen, active, hint, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const scrollTop = useSignal(0);

  useLayoutEffect(() => {
    // Uses the top layer, because the scrolling part of the editor would clip the list.
    list.current?.showPopover({ source: anchor });
  }, [anchor]);

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const top = Math.max(active, 0) * rowHeight;
    const lowest = top + rowHeight - Math.min(element.clientHeight, rowsInView * rowHeight);
    element.scrollTop = Math.min(Math.max(element.scrollTop, lowest), top);
    scrollTop.value = element.scrollTop;
  }, [active, options.length]);

  const first = Math.max(0, Math.floor(scrollTop.value / rowHeight) - 2);
  const shown = options.slice(first, first + rowsInView + 5);
  const below = options.length - first - shown.length;
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      popover="manual"
      class="option-list"
      tabIndex={-1}
      onScroll={(event) => {
        scrollTop.value = event.currentTarget.scrollTop;
      }}
      // Keeps the focus in the text box, which handles the keys.
      onMouseDown={(event) => event.preventDefault()}
    >
      {hint && (
        <div role="option" tabIndex={-1} aria-selected={false} aria-disabled class="hint">
          {hint}
        </div>
      )}
      <div role="presentation" style={{ height: `${first * rowHeight}px` }} />
      {shown.map((option, index) => (
        <Row
          key={option.value}
          id={`${id}-${first + index}`}
          option={option}
          place={first + index + 1}
          of={options.length}
          isActive={first + index === active}
          isChosen={option.value === chosen}
          onChoose={onChoose}
        />
      ))}
      <div role="presentation" style={{ height: `${below * rowHeight}px` }} />
    </div>
  );
}

type RowProps = {
  id: string;
  option: Option;
  place: number;
  of: number;
  isActive: boolean;
  isChosen: boolean;
  onChoose(option: Option): void;
};

function Row({ id, option, place, of, isActive, isChosen, onChoose }: RowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox keeps the focus and handles the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      aria-setsize={of}
      aria-posinset={place}
      class={isActive ? 'option active' : 'option'}
      title={option.name}
      onClick={() => onChoose(option)}
    >
      <bdi class={option.value === '' ? 'none' : ''}>{option.name}</bdi>
    </div>
  );
}
