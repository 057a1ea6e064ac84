import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { text } from '../../../lib/wording/text.ts';
import { bestMatch, filterOptions, type Option } from './combobox-filter.ts';
import { OptionList } from './OptionList.tsx';

export type ComboboxProps = {
  id: string;
  noteId: string | undefined;
  /** Its name where no label points at it. */
  label?: string;
  options: readonly Option[];
  /** The chosen value, "" for none, and what it is called. */
  chosen: string;
  chosenName: string;
  placeholder: string;
  isInvalid: boolean;
  /** Offers "not set" as the first option. */
  isClearable: boolean;
  /** Stands in the list while there is nothing to choose from: that it is being read, or why it is not. */
  emptyHint: string;
  /** The list is about to be shown: the moment to read what it offers. */
  onOpen(): void;
  onChoose(value: string): void;
};

/**
 * An editable combobox with a list popup after the ARIA authoring pattern: typing filters, arrows move, Enter chooses,
 * Escape leaves everything as it was. Typed text is only ever a question, never a value.
 */
export function Combobox(props: ComboboxProps) {
  const { id, options, chosen, chosenName, isClearable, onChoose } = props;
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const open = useSignal(false);
  // What is typed, null while the chosen name stands there untouched.
  const query = useSignal<string | null>(null);
  // Where the arrow keys went; until then the highlight follows what is typed and what has been read.
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
    // What was typed and not chosen gives way to what holds.
    if (input.current) input.current.value = chosenName;
  }

  function choose(option: Option | undefined): void {
    if (!option) return;
    close();
    if (option.value !== chosen) onChoose(option.value);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey) return;
    if (!isOpen) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      show(null);
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
          // What is typed next replaces the name that stands there; the browser would put the caret into it.
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
      <span class="arrow" aria-hidden="true">
        ▾
      </span>
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

/** Where a key moves the highlight among `count` options, undefined where it does not. */
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
