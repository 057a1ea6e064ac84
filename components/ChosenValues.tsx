import type { Entry } from '../lib/opportunity/entries.ts';
import type { Field } from '../lib/opportunity/fields.ts';
import { text } from '../lib/text.ts';

type Props = {
  id: string;
  noteId: string | undefined;
  problem: string;
  name: string;
  field: Field;
  chosen: readonly string[];
  onEnter(entry: Entry): void;
};

/** The values of a multiple field, each with a button that removes it, and a list to add from. */
export function ChosenValues({ id, noteId, problem, name, field, chosen, onEnter }: Props) {
  const left = field.choices.filter((choice) => !chosen.includes(choice));
  return (
    <div class="tags">
      {chosen.map((value) => (
        <span key={value} class="tag">
          <bdi>{value}</bdi>
          <button
            type="button"
            aria-label={`${text('removeValue', value)} (${name})`}
            onClick={() => onEnter(chosen.filter((each) => each !== value))}
          >
            ×
          </button>
        </span>
      ))}
      <select
        id={id}
        aria-describedby={noteId}
        aria-invalid={problem !== ''}
        value=""
        onChange={(event) => {
          const added = event.currentTarget.value;
          event.currentTarget.value = '';
          if (added !== '') onEnter([...chosen, added]);
        }}
      >
        <option value="">{text('addValue')}</option>
        {left.map((choice) => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </select>
    </div>
  );
}
