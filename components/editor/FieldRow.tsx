import type { ComponentChildren } from 'preact';
import type { Entry } from '../../lib/opportunity/entries.ts';
import type { Field } from '../../lib/opportunity/fields.ts';
import type { OptionSource } from '../ui/combobox/option-source.ts';
import { FieldControl } from './FieldControl.tsx';

export type FieldRowProps = {
  /** Where the same field stands in the page twice, the second needs an id of its own. */
  id?: string;
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
  /** The element that says why, where one reason is said for the whole deal. */
  lockNoteId?: string | undefined;
  source: OptionSource;
  onEnter(entry: Entry): void;
  /** Stands in the same box, behind the control. */
  companion?: ComponentChildren;
};

/** One field with its name, its control by type, and what is wrong with it. */
export function FieldRow(props: FieldRowProps) {
  const { field, name, isChanged, problem, lock, lockNoteId, companion, id = `field-${field.key}` } = props;
  const note = problem || (lockNoteId ? '' : lock);
  return (
    <div class="field">
      <label for={id} title={name}>
        <bdi>{name}</bdi>
      </label>
      <div class={isChanged ? 'control changed' : 'control'}>
        {props.sign && <span aria-hidden="true">{props.sign}</span>}
        <FieldControl {...props} id={id} noteId={note ? `${id}-note` : lockNoteId} />
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
