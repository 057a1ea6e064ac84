import { text } from '../../lib/wording/text.ts';

type Props = {
  /** The note as plain text, as Close returns it. */
  note: string;
  typed: string;
  isChanged: boolean;
  /** Whether adding lines is not possible either. */
  isLocked: boolean;
  problem: string;
  onType(typed: string): void;
  onOpenInClose(): void;
};

/** Renders a formatted note as read-only text, with a box for lines to append. */
export function FormattedNote({ note, typed, isChanged, isLocked, problem, onType, onOpenInClose }: Props) {
  return (
    <div class="field">
      <label for="field-note">{text('fieldNote')}</label>
      <div class="control">
        <textarea id="field-note" readOnly rows={3} value={note} aria-describedby="field-note-hint" />
      </div>
      <p id="field-note-hint" class="field-lock">
        {text('noteFormatted')}{' '}
        <button type="button" class="link" onClick={onOpenInClose}>
          {text('editInClose')}
        </button>
      </p>
      {!isLocked && (
        <>
          <label for="field-note_html">{text('appendLine')}</label>
          <div class={isChanged ? 'control changed' : 'control'}>
            <textarea
              id="field-note_html"
              rows={1}
              value={typed}
              aria-invalid={problem !== ''}
              aria-describedby={problem ? 'field-note_html-note' : undefined}
              onInput={(event) => onType(event.currentTarget.value)}
            />
          </div>
        </>
      )}
      {problem && (
        <p id="field-note_html-note" class="field-problem">
          {problem}
        </p>
      )}
    </div>
  );
}
