import type { DateUnit } from '../../lib/model/quick-action.ts';
import type { Field } from '../../lib/opportunity/fields.ts';
import { currencySign } from '../../lib/opportunity/money.ts';
import { changesOf } from '../../lib/quick-actions/action-fields.ts';
import { type ChangeEntry, entryField, startChange } from '../../lib/quick-actions/action-form.ts';
import { periodName } from '../../lib/wording/describe-change.ts';
import { isolate } from '../../lib/wording/isolate.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';
import { FieldControl } from '../editor/FieldControl.tsx';
import { Arrow } from '../ui/Arrow.tsx';
import type { OptionSource } from '../ui/combobox/option-source.ts';
import { SmallButton } from '../ui/SmallButton.tsx';

const hows: Record<ChangeEntry['how'], MessageName> = {
  set: 'howSet',
  add: 'howAdd',
  remove: 'howRemove',
  edit: 'howEdit',
  append: 'howAppend',
  clear: 'howClear',
  me: 'howMe',
  raise: 'howRaise',
  move: 'howMove',
};

const units: Record<DateUnit, MessageName> = { day: 'unitDays', week: 'unitWeeks', month: 'unitMonths' };

type Props = {
  field: Field;
  name: string;
  change: ChangeEntry;
  currency: string;
  problem: string;
  people: OptionSource;
  onChange(change: ChangeEntry): void;
  onRemove(): void;
};

/** Renders one field change of a quick action: the kind of change, and its value or number. */
export function ChangeRow({ field, name, change, currency, problem, people, onChange, onRemove }: Props) {
  const { how, entry } = change;
  const id = `change-${field.key}`;
  const noteId = problem ? `${id}-note` : undefined;
  const isCounted = how === 'move' || (how === 'raise' && field.type !== 'money');
  const hasValue = how !== 'clear' && how !== 'me';
  const shown = entryField(field, how);
  const source = field.type === 'user' ? people : sourceOf(field);
  const sign = field.type === 'money' ? currencySign(currency) : '';
  return (
    <div class="change">
      <label for={hasValue ? id : `${id}-how`} title={name}>
        <bdi>{name}</bdi>
      </label>
      <div class="control">
        <select
          id={`${id}-how`}
          aria-label={hasValue ? text('howOf', name) : undefined}
          value={how}
          onChange={(event) => onChange(startChange(field, event.currentTarget.value as ChangeEntry['how']))}
        >
          {changesOf(field).map((each) => (
            <option key={each} value={each}>
              {text(hows[each])}
            </option>
          ))}
        </select>
        <Arrow />
      </div>
      {hasValue && (
        <div class="control">
          {sign && <span aria-hidden="true">{sign}</span>}
          {isCounted ? (
            <Counted id={id} noteId={noteId} name={name} change={change} onChange={onChange} />
          ) : (
            <FieldControl
              id={id}
              noteId={noteId}
              name={name}
              sign={sign}
              problem={problem}
              entry={entry}
              field={shown}
              isChanged={false}
              lock=""
              source={source}
              onEnter={(entered) => onChange({ ...change, entry: entered })}
            />
          )}
        </div>
      )}
      {how === 'edit' && (
        <>
          <label for={`${id}-removed`} title={text('removeFrom', name)}>
            {text('removeFrom', isolate(name))}
          </label>
          <div class="control removed">
            <FieldControl
              id={`${id}-removed`}
              noteId={noteId}
              name={text('removeFrom', name)}
              sign=""
              problem={problem}
              entry={change.removed}
              field={shown}
              isChanged={false}
              lock=""
              source={source}
              onEnter={(removed) => onChange({ ...change, removed })}
            />
          </div>
        </>
      )}
      <SmallButton name={text('removeValue', name)} sign="×" onPress={onRemove} />
      {problem && (
        <p id={noteId} class="field-problem">
          {problem}
        </p>
      )}
    </div>
  );
}

function sourceOf({ type, choices }: Field): OptionSource {
  return {
    options: choices.map((choice) => ({ value: choice, name: choice })),
    emptyHint: text('noChoices'),
    nameOf: type === 'period' ? periodName : (value) => value,
    onOpen: () => {},
  };
}

type CountedProps = {
  id: string;
  noteId: string | undefined;
  name: string;
  change: ChangeEntry;
  onChange(change: ChangeEntry): void;
};

/** Renders the number of points or units; a negative number means less or earlier. */
function Counted({ id, noteId, name, change, onChange }: CountedProps) {
  const { how, by, unit } = change;
  return (
    <>
      <input
        id={id}
        type="text"
        inputMode="text"
        autocomplete="off"
        placeholder={how === 'raise' ? '+10' : '+1'}
        aria-describedby={noteId}
        aria-invalid={noteId !== undefined}
        value={by}
        onInput={(event) => onChange({ ...change, by: event.currentTarget.value })}
      />
      {how === 'raise' ? (
        <span aria-hidden="true">%</span>
      ) : (
        <>
          <select
            class="companion"
            aria-label={text('unitOf', name)}
            value={unit}
            onChange={(event) => onChange({ ...change, unit: event.currentTarget.value as DateUnit })}
          >
            {(['day', 'week', 'month'] as const).map((each) => (
              <option key={each} value={each}>
                {text(units[each])}
              </option>
            ))}
          </select>
          <Arrow />
        </>
      )}
    </>
  );
}
