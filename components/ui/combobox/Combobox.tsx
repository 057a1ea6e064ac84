import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../../../lib/wording/text.ts';
import { Arrow } from '../Arrow.tsx';
import { later } from '../load-later.tsx';
import { bestMatch, filterOptions, type Option } from './combobox-filter.ts';

const OptionList = later(async () => (await import('./OptionList.tsx')).OptionList);

export type ComboboxProps = {
  id: string;
  noteId: string | undefined;
  /** The accessible name, if no label points to the combobox. */
  label?: string;
  options: readonly Option[];
  /** The chosen value, "" for none, and its name. */
  chosen: string;
  chosenName: string;
  placeholder: string;
  isInvalid: boolean;
  /** Offers "not set" as the first option. */
  isClearable: boolean;
  /** Shown instead of options: that they are loading, or why they could not be loaded. */
  emptyHint: string;
  /** Called before the list is shown, so that the options can be loaded. */
  onOpen(): void;
  onChoose(value: string): void;
  /** Focuses and opens a temporary box, such as the editor of a cell; `typed` replaces the name unless it is null. */
  begin?: { typed: string | null };
  /** Called when the list is closed. */
  onEnd?(): void;
};

/**
 * Renders an editable combobox by the ARIA authoring pattern: typing filters, arrows move, Enter chooses, Escape
 * cancels. Typed text only filters and never becomes the value.
 */
export function Combobox(props: ComboboxProps) {
  const { id, options, chosen, chosenName, isClearable, onChoose } = props;
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const open = useSignal(false);
  // The typed query; null while the box shows the chosen name.
  const query = useSignal<string | null>(null);
  // Set by the arrow keys; before that the best match of the query is highlighted.
  const moved = useSignal<number | null>(null);
  const isOpen = open.value;
  const typed = query.value ?? '';
  const found = filterOptions(options, typed);
  const offered = isClearable && typed === '' ? [{ value: '', name: text('notSet') }, ...found] : found;
  const byDefault =
    query.value === null ? offered.findIndex(({ value }) => value === chosen) : bestMatch(offered, typed);
  const active = moved.value ?? byDefault;

  function show(question: string | null): void {
    if (!isOpen) props.onOpen();
    open.value = true;
    query.value = question;
    moved.value = null;
  }

  function close(): void {
    open.value = false;
    query.value = null;
    // Restores the chosen name, because the query was not chosen.
    if (input.current) input.current.value = chosenName;
    props.onEnd?.();
  }

  function choose(option: Option | undefined): void {
    if (!option) return;
    close();
    if (option.value !== chosen) onChoose(option.value);
  }

  const begun = props.begin;
  useLayoutEffect(() => {
    if (!begun) return;
    input.current?.focus();
    show(begun.typed);
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey) return;
    if (!isOpen) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      show(null);
      return;
    }
    // Takes what was typed when a temporary box is left, as a cell of a sheet does.
    if (begun && event.key === 'Tab' && typed) {
      choose(offered[active]);
      return;
    }
    const to = moveTo(event.key, active, offered.length);
    if (to !== undefined) moved.value = to;
    else if (event.key === 'Enter') choose(offered[active]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      <input
        ref={input}
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-label={props.label}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen && active >= 0 ? `${listId}-${active}` : undefined}
        aria-describedby={props.noteId}
        aria-invalid={props.isInvalid}
        placeholder={props.placeholder}
        value={query.value ?? chosenName}
        onMouseDown={(event) => {
          if (isOpen) return;
          // Selects the name, so that typing replaces it; the browser would place the caret inside it.
          event.preventDefault();
          event.currentTarget.focus();
          event.currentTarget.select();
          show(null);
        }}
        onClick={() => !isOpen && show(null)}
        onInput={(event) => show(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <Arrow />
      {isOpen && input.current && (
        <OptionList
          id={listId}
          anchor={input.current.closest<HTMLElement>('.control') ?? input.current}
          options={offered}
          chosen={chosen}
          active={active}
          hint={options.length === 0 ? props.emptyHint : offered.length === 0 ? text('noChoices') : ''}
          onChoose={choose}
        />
      )}
    </>
  );
}

/** Returns the index that a key moves the highlight to among `count` options; undefined for other keys. */
function moveTo(key: string, from: number, count: number): number | undefined {
  const last = count - 1;
  const places: Record<string, number> = {
    ArrowDown: from >= last ? 0 : from + 1,
    ArrowUp: from <= 0 ? last : from - 1,
    PageDown: Math.min(last, from + 8),
    PageUp: Math.max(0, from - 8),
    Home: 0,
    End: last,
  };
  return places[key];
}
