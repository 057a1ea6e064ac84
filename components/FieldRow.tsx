import type { ComponentChildren } from 'preact';
import type { Entry } from '../lib/opportunity/entries.ts';
import type { Field } from '../lib/opportunity/fields.ts';
import { text } from '../lib/text.ts';
import { ChosenValues } from './ChosenValues.tsx';

export type FieldRowProps = {
  field: Field;
  name: string;
  /** Stands before an amount: "$". */
  sign: string;
  entry: Entry;
  isChanged: boolean;
  /** Beside the field: what cannot be sent, or what Close said. */
  problem: string;
  /** Why it is locked, "" where it is not. */
  lock: string;
  onEnter(entry: Entry): void;
  /** Stands in the same box, behind the control. */
  companion?: ComponentChildren;
};

/** One field with its name, its control by type, and what is wrong with it. */
export function FieldRow(props: FieldRowProps) {
  const { field, name, isChanged, problem, lock, companion } = props;
  const id = `field-${field.key}`;
  const note = problem || lock;
  return (
    <div class="field">
      <label for={id} title={name}>
        <bdi>{name}</bdi>
      </label>
      <div class={isChanged ? 'control changed' : 'control'}>
        {props.sign && <span aria-hidden="true">{props.sign}</span>}
        <Control {...props} id={id} noteId={note ? `${id}-note` : undefined} />
        {companion}
      </div>
      {note && (
        <p id={`${id}-note`} class={problem ? 'field-problem' : 'field-lock'}>
          {note}
        </p>
      )}
    </div>
  );
}

type ControlProps = FieldRowProps & { id: string; noteId: string | undefined };

function Control(props: ControlProps) {
  const { field, entry, problem, lock, id, noteId, name, onEnter } = props;
  const shared = {
    id,
    'aria-describedby': noteId,
    'aria-invalid': problem !== '',
    placeholder: text('notSet'),
  };
  if (lock !== '') {
    const shown = typeof entry === 'string' ? entry : entry.join(', ');
    return <input {...shared} type="text" readOnly value={shown} />;
  }
  if (typeof entry !== 'string') {
    return <ChosenValues {...{ id, noteId, problem, name, field, onEnter }} chosen={entry} />;
  }
  const typed = {
    value: entry,
    onInput: (event: Event) => onEnter((event.currentTarget as HTMLInputElement).value),
  };
  switch (field.type) {
    case 'textarea':
      return <textarea {...shared} {...typed} rows={2} />;
    case 'date':
      return <input {...shared} {...dateControl(entry, onEnter)} type="date" max="9999-12-31" />;
    case 'datetime':
      return (
        <input {...shared} {...dateControl(entry, onEnter)} type="datetime-local" max="9999-12-31T23:59" />
      );
    case 'choices':
      return <ChoiceSelect {...props} chosen={entry} />;
    default:
      return <input {...shared} {...typed} type="text" autocomplete="off" inputMode={inputMode(field)} />;
  }
}

/** The entry of a date of which a part is missing: its control has no value then, as if it had been emptied. */
const unfinished = '?';

function dateControl(entry: string, onEnter: (entry: Entry) => void) {
  const enter = ({ currentTarget: { value, validity } }: { currentTarget: HTMLInputElement }) =>
    onEnter(validity.badInput ? unfinished : value);
  // Taking away the last part leaves the value as it was, "", so no input event tells of it.
  const settle = (event: { currentTarget: HTMLInputElement }) => {
    if (entry === unfinished && !event.currentTarget.validity.badInput) enter(event);
  };
  return { value: entry === unfinished ? '' : entry, onInput: enter, onKeyUp: settle, onBlur: settle };
}

function inputMode({ type }: Field): 'decimal' | 'text' {
  return type === 'money' || type === 'number' ? 'decimal' : 'text';
}

function ChoiceSelect({ id, noteId, problem, field, chosen, onEnter }: ControlProps & { chosen: string }) {
  const isVanished = chosen !== '' && !field.choices.includes(chosen);
  return (
    <select
      id={id}
      aria-describedby={noteId}
      aria-invalid={problem !== ''}
      value={chosen}
      onChange={(event) => onEnter(event.currentTarget.value)}
    >
      <option value="">{text('notSet')}</option>
      {[...(isVanished ? [chosen] : []), ...field.choices].map((choice) => (
        <option key={choice} value={choice}>
          {choice}
        </option>
      ))}
    </select>
  );
}
