import type { ComponentChildren } from 'preact';
import type { Entry } from '../../lib/opportunity/entries.ts';
import type { Field } from '../../lib/opportunity/fields.ts';
import type { OptionSource } from '../ui/combobox/option-source.ts';
import { Icon } from '../ui/Icon.tsx';
import { lockIcon } from '../ui/icons.ts';
import { FieldControl } from './FieldControl.tsx';

export type FieldRowProps = {
  /** The element's id; needed for a field that the page shows a second time. */
  id?: string;
  field: Field;
  name: string;
  /** Text before an amount: "$". */
  sign: string;
  entry: Entry;
  isChanged: boolean;
  /** Whether the change is not saved yet. */
  isWaiting?: boolean;
  /** The validation message, ours or Close's. */
  problem: string;
  /** Shown under the control while there is no problem. */
  hint?: string;
  /** Why the field is locked, "" if it is not. */
  lock: string;
  /** The id of the element that says why the whole deal is locked. */
  lockNoteId?: string | undefined;
  source: OptionSource;
  onEnter(entry: Entry): void;
  /** Shown in the same box, after the control. */
  companion?: ComponentChildren;
};

/** Renders one field with its label, its control and its validation message. */
export function FieldRow(props: FieldRowProps) {
  const {
    field,
    name,
    isChanged,
    isWaiting,
    problem,
    hint,
    lock,
    lockNoteId,
    companion,
    id = `field-${field.key}`,
  } = props;
  const note = problem || (lockNoteId ? '' : lock || hint);
  return (
    <div class="field">
      <label for={id} title={name}>
        <bdi>{name}</bdi>
      </label>
      <div class={`control ${isWaiting ? 'unsent' : isChanged ? 'changed' : ''}`}>
        {props.sign && <span aria-hidden="true">{props.sign}</span>}
        <FieldControl {...props} id={id} noteId={note ? `${id}-note` : lockNoteId} />
        {lock && (
          <span class="lock" title={lock}>
            <Icon path={lockIcon} />
          </span>
        )}
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
