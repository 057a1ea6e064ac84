import { useRef } from 'preact/hooks';
import { formatFullDay } from '../../lib/opportunity/dates.ts';
import type { Field } from '../../lib/opportunity/fields.ts';
import { formatList } from '../../lib/wording/format-list.ts';
import { text } from '../../lib/wording/text.ts';
import { Arrow } from '../ui/Arrow.tsx';
import { Combobox } from '../ui/combobox/Combobox.tsx';
import { ChosenValues } from './ChosenValues.tsx';
import { DateInput } from './DateInput.tsx';
import type { FieldRowProps } from './FieldRow.tsx';
import { isTypedInto } from './is-typed-into.ts';

type Props = Omit<FieldRowProps, 'id'> & { id: string; noteId: string | undefined };

/** Renders the control that fits the field's type. */
export function FieldControl(props: Props) {
  const { field, entry, problem, lock, source, id, noteId, onEnter } = props;
  // An input would drop the line breaks that a text of one line may have. Stays true, or the focus would be lost.
  const hasBreaks = useRef(false);
  if (typeof entry === 'string' && entry.includes('\n')) hasBreaks.current = true;
  const shared = {
    id,
    'aria-describedby': noteId,
    'aria-invalid': problem !== '',
    placeholder: text('notSet'),
  };
  if (lock !== '') {
    const nameOf = field.type === 'date' ? formatFullDay : source.nameOf;
    const shown = typeof entry === 'string' ? nameOf(entry) : formatList(entry.map(nameOf));
    return <input {...shared} type="text" readOnly value={shown} />;
  }
  if (typeof entry !== 'string') return <ChosenValues {...props} chosen={entry} />;
  if (isTypedInto(field)) {
    return (
      <Combobox
        id={id}
        noteId={noteId}
        options={source.options}
        emptyHint={source.emptyHint}
        onOpen={source.onOpen}
        placeholder={text('notSet')}
        isClearable={true}
        chosen={entry}
        chosenName={entry === '' ? '' : source.nameOf(entry)}
        isInvalid={problem !== ''}
        onChoose={onEnter}
      />
    );
  }
  const typed = {
    value: entry,
    onInput: (event: Event) => onEnter((event.currentTarget as HTMLInputElement).value),
  };
  switch (field.type) {
    case 'textarea':
      return <textarea {...shared} {...typed} rows={2} />;
    case 'date':
    case 'datetime':
      return (
        <DateInput
          id={id}
          noteId={noteId}
          isInvalid={problem !== ''}
          type={field.type === 'date' ? 'date' : 'datetime-local'}
          entry={entry}
          onEnter={onEnter}
        />
      );
    case 'choices':
    case 'period':
      return <ChoiceSelect {...props} chosen={entry} />;
    default:
      if (hasBreaks.current) return <textarea {...shared} {...typed} rows={2} />;
      return <input {...shared} {...typed} type="text" autocomplete="off" inputMode={inputMode(field)} />;
  }
}

function inputMode({ type }: Field): 'decimal' | 'text' {
  return type === 'money' || type === 'number' ? 'decimal' : 'text';
}

function ChoiceSelect({ id, noteId, problem, field, source, chosen, onEnter }: Props & { chosen: string }) {
  const isVanished = chosen !== '' && !field.choices.includes(chosen);
  return (
    <>
      <select
        id={id}
        aria-describedby={noteId}
        aria-invalid={problem !== ''}
        class={chosen === '' ? 'none' : undefined}
        value={chosen}
        onChange={(event) => onEnter(event.currentTarget.value)}
      >
        <option value="">{text('notSet')}</option>
        {[...(isVanished ? [chosen] : []), ...field.choices].map((choice, place) => (
          <option key={place} value={choice}>
            {source.nameOf(choice)}
          </option>
        ))}
      </select>
      <Arrow />
    </>
  );
}
