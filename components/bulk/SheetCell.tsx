import { useLayoutEffect, useRef } from 'preact/hooks';
import { choicesOf, editedText, fieldOf } from '../../lib/bulk-edit/cell-fields.ts';
import type { Sheet } from '../../lib/bulk-edit/sheet.ts';
import type { CellState, Row, RowView } from '../../lib/bulk-edit/table-rows.ts';
import type { FieldValue } from '../../lib/model/field-value.ts';
import { dayOfDate, formatDay } from '../../lib/opportunity/dates.ts';
import type { Field } from '../../lib/opportunity/fields.ts';
import { findStatus } from '../../lib/opportunity/opportunity.ts';
import { describeValue } from '../../lib/wording/describe-change.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { text } from '../../lib/wording/text.ts';
import { entryProblemText } from '../editor/entry-problem-text.ts';
import { lockSentences } from '../editor/lock-sentences.ts';
import { Combobox } from '../ui/combobox/Combobox.tsx';
import { focusCell } from './grid-focus.ts';
import { gridCell } from './grid-roles.ts';

type Props = {
  sheet: Sheet;
  row: Row;
  /** Key of the field, "" if the organization has none in this column. */
  fieldKey: string;
  /** The column's name, for the control that edits the cell. */
  name: string;
};

const readOnly = { 'aria-readonly': true } as const;

/** Renders one cell: its value with the state of its save, or the control that edits it. */
export function SheetCell({ sheet, row, fieldKey, name }: Props) {
  const view = row.view.value;
  const field = view && fieldKey ? fieldOf(view, fieldKey) : undefined;
  const state = row.cells.value.get(fieldKey);
  if (!view || !field) return <td {...gridCell} {...readOnly} class="locked" />;
  const editing = row.editing.value?.field === fieldKey ? row.editing.value : null;
  const isBad = state?.step === 'invalid' || state?.step === 'refused' || state?.step === 'conflict';
  return (
    <td
      {...gridCell}
      data-field={fieldKey}
      {...(field.lock && readOnly)}
      aria-invalid={isBad || undefined}
      class={`${state?.step ?? ''} ${field.lock ? 'locked' : ''} ${editing ? 'edited' : ''}`}
      title={
        editing
          ? undefined
          : stateText(state) || (field.lock && text(lockSentences[field.lock], '')) || undefined
      }
    >
      {editing ? (
        <CellEditor sheet={sheet} row={row} view={view} field={field} name={name} />
      ) : (
        <Shown view={view} sheet={sheet} row={row} field={field} state={state} />
      )}
    </td>
  );
}

/** Says in words how the save of a cell is going, "" if there is nothing to say. */
export function stateText(state: CellState | undefined): string {
  switch (state?.step) {
    case 'saving':
      return text('saving');
    case 'waiting':
    case 'refused':
      return (state.step === 'refused' && state.sentence) || sentenceOf(state.problem);
    case 'conflict':
      return text('cellConflict');
    case 'invalid':
      return entryProblemText(state.problem);
    default:
      return '';
  }
}

type ShownProps = { view: RowView; sheet: Sheet; row: Row; field: Field; state: CellState | undefined };

function Shown({ view, sheet, row, field, state }: ShownProps) {
  const value = sheet.valueOf(row, field.key);
  const said = state?.step === 'invalid' ? state.entry : shownText(view, sheet, field, value);
  const isNone = said === text('notSet');
  const type =
    field.type === 'status' ? findStatus(view.organization.catalog.pipelines, value)?.status.type : '';
  return <bdi class={field.type === 'status' ? `pill ${type ?? ''}` : isNone ? 'none' : ''}>{said}</bdi>;
}

function shownText(
  { opportunity, organization }: RowView,
  sheet: Sheet,
  field: Field,
  value: FieldValue,
): string {
  if (field.lock === 'unclear-amount') return opportunity.valueFormatted;
  if (field.type === 'date') {
    const day = dayOfDate(value);
    return day ? formatDay(day, new Date()) : text('notSet');
  }
  const { connection, catalog } = organization;
  if (field.type !== 'user') return describeValue(field.key, value, catalog, opportunity.currency);
  const people = sheet.people.value.get(opportunity.organizationId) ?? [];
  const names = new Map([
    ...people.map(({ id, name }) => [id, name] as const),
    [connection.userId, connection.userName],
    [String(opportunity.values.user_id), opportunity.ownerName],
  ]);
  return describeValue(field.key, value, { ...catalog, names }, opportunity.currency);
}

/** A place behind the end of every text. */
const maxLength = 1_000_000;

type EditorProps = { sheet: Sheet; row: Row; view: RowView; field: Field; name: string };

function CellEditor({ sheet, row, view, field, name }: EditorProps) {
  const input = useRef<HTMLInputElement>(null);
  const { opportunity } = view;
  const editing = row.editing.peek();
  const value = sheet.valueOf(row, field.key);
  const people = sheet.people.value.get(opportunity.organizationId) ?? [];
  const choices = choicesOf(field, view, people);
  const state = row.cells.value.get(field.key);

  useLayoutEffect(() => {
    if (field.type === 'user') void sheet.loadPeople(opportunity.organizationId);
    input.current?.focus();
    if (editing?.start === null) input.current?.select();
    else if (input.current?.type === 'text') input.current.setSelectionRange(maxLength, maxLength);
    if (editing?.byMouse && input.current?.type === 'date') openPicker(input.current);
  }, []);

  function end(): void {
    if (row.editing.peek() !== editing) return;
    const cell = input.current?.closest('td') ?? document.activeElement?.closest('td');
    const hasFocus = cell?.contains(document.activeElement) === true;
    row.editing.value = null;
    // The control with the focus is removed.
    if (hasFocus) focusCell(cell);
  }

  function enter(typed: string): void {
    if (row.editing.peek() === editing) sheet.enter(row, field.key, typed);
    end();
  }

  if (choices && !field.isMultiple)
    return (
      <div class="control">
        <Combobox
          id={`cell-${row.opportunityId}`}
          noteId={undefined}
          label={name}
          options={choices}
          chosen={String(value ?? '')}
          chosenName={shownText(view, sheet, field, value)}
          placeholder=""
          isInvalid={false}
          isClearable={field.type !== 'status' && field.type !== 'period'}
          emptyHint={text(field.type === 'user' ? 'readingChoices' : 'noChoices')}
          begin={{ typed: editing?.start ?? null }}
          onOpen={() => {}}
          onChoose={(chosen) => sheet.enter(row, field.key, chosen)}
          onEnd={end}
        />
      </div>
    );
  const begun = editing?.start ?? (state?.step === 'invalid' ? state.entry : editedText(field, value));
  const shared = {
    ref: input,
    class: 'control',
    'aria-label': name,
    autocomplete: 'off',
    defaultValue: begun,
    onKeyDown(event: KeyboardEvent & { currentTarget: HTMLInputElement }) {
      if (event.key === 'Escape') end();
      else if (event.key === 'Enter' || event.key === 'Tab') enter(event.currentTarget.value);
      if (event.key === 'Escape') event.stopPropagation();
    },
    onBlur: (event: FocusEvent & { currentTarget: HTMLInputElement }) => enter(event.currentTarget.value),
  } as const;
  const isPicked = field.type === 'date' && editing?.byMouse === true;
  return isPicked ? <input {...shared} type="date" /> : <input {...shared} type="text" spellcheck={false} />;
}

// Fails without a press of the user's own, and then the date is typed.
function openPicker(input: HTMLInputElement): void {
  try {
    input.showPicker();
  } catch {
    input.focus();
  }
}
