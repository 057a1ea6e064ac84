import type { Entry } from '../../lib/opportunity/entries.ts';
import type { Field } from '../../lib/opportunity/fields.ts';
import { text } from '../../lib/wording/text.ts';
import { Combobox } from '../ui/combobox/Combobox.tsx';
import type { OptionSource } from '../ui/combobox/option-source.ts';
import { isTypedInto } from './is-typed-into.ts';

type Props = {
  id: string;
  noteId: string | undefined;
  name: string;
  problem: string;
  field: Field;
  chosen: readonly string[];
  source: OptionSource;
  onEnter(entry: Entry): void;
};

/** Renders the values of a multiple field, each with a remove button, and a list to add from. */
export function ChosenValues(props: Props) {
  const { id, noteId, name, problem, field, chosen, source, onEnter } = props;
  const add = (value: string) => onEnter([...chosen, value]);
  // Short beside values, so that a few of them fit into one line.
  const addText = chosen.length > 0 ? '+' : text('addValue');
  const remaining = source.options.filter(({ value }) => !chosen.includes(value));
  return (
    <div class="tags">
      {chosen.map((value) => (
        <span key={value} class="tag">
          <bdi>{source.nameOf(value)}</bdi>
          <button
            type="button"
            aria-label={`${text('removeValue', source.nameOf(value))} (${name})`}
            onClick={() => onEnter(chosen.filter((each) => each !== value))}
          >
            ×
          </button>
        </span>
      ))}
      {isTypedInto(field) ? (
        <Combobox
          id={id}
          noteId={noteId}
          options={remaining}
          emptyHint={source.emptyHint}
          onOpen={source.onOpen}
          chosen=""
          chosenName=""
          placeholder={addText}
          isClearable={false}
          isInvalid={problem !== ''}
          onChoose={add}
        />
      ) : (
        <AddSelect
          id={id}
          noteId={noteId}
          problem={problem}
          addText={addText}
          choices={remaining.map(({ value }) => value)}
          onAdd={add}
        />
      )}
    </div>
  );
}

type AddProps = Pick<Props, 'id' | 'noteId' | 'problem'> & {
  addText: string;
  choices: string[];
  onAdd(value: string): void;
};

function AddSelect({ id, noteId, problem, addText, choices, onAdd }: AddProps) {
  return (
    <select
      id={id}
      aria-describedby={noteId}
      aria-invalid={problem !== ''}
      value=""
      onChange={(event) => {
        const added = event.currentTarget.value;
        event.currentTarget.value = '';
        if (added !== '') onAdd(added);
      }}
    >
      <option value="">{addText}</option>
      {choices.map((choice, place) => (
        <option key={place} value={choice}>
          {choice}
        </option>
      ))}
    </select>
  );
}
