import { useRef } from 'preact/hooks';
import { firstDay, formatFullDay, formatMoment, lastDay, toIso } from '../../lib/opportunity/dates.ts';
import type { Entry } from '../../lib/opportunity/entries.ts';
import { daysUntil } from '../../lib/wording/days-until.ts';
import { text } from '../../lib/wording/text.ts';
import { dateControl, isUnfinished } from './date-control.ts';

type Props = {
  id: string;
  noteId: string | undefined;
  isInvalid: boolean;
  type: 'date' | 'datetime-local';
  entry: string;
  onEnter(entry: Entry): void;
};

/** Renders a date as people write it, with the days until then; the browser's own control edits it. */
export function DateInput({ id, noteId, isInvalid, type, entry, onEnter }: Props) {
  const hadFocus = useRef(false);
  const isDay = type === 'date';
  const written = isDay ? formatFullDay(entry) : formatMoment(toIso(new Date(entry)) ?? entry);
  return (
    <>
      <input
        {...dateControl(entry, onEnter)}
        id={id}
        type={type}
        class={isUnfinished(entry) ? undefined : 'date'}
        min={isDay ? firstDay : `${firstDay}T00:00`}
        max={isDay ? lastDay : `${lastDay}T23:59`}
        aria-describedby={noteId}
        aria-invalid={isInvalid}
        onPointerDown={({ currentTarget }) => {
          hadFocus.current = currentTarget === document.activeElement;
        }}
        onClick={({ currentTarget }) => {
          // A second click edits a part of the date by keyboard.
          if (!hadFocus.current) openPicker(currentTarget);
        }}
      />
      {!isUnfinished(entry) && (
        <span class="date-text" aria-hidden="true">
          <span class={entry === '' ? 'none' : undefined}>{entry === '' ? text('notSet') : written}</span>
          {entry !== '' && isDay && <span class="days">{daysUntil(entry, new Date())}</span>}
        </span>
      )}
    </>
  );
}

// Fails without a press of the user's own, and then the control is edited by its parts.
function openPicker(input: HTMLInputElement): void {
  try {
    input.showPicker();
  } catch {
    input.focus();
  }
}
