import { type Closing, closingProblems } from '../../lib/editor/closing.ts';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import { localDay } from '../../lib/opportunity/dates.ts';
import { parseEntry } from '../../lib/opportunity/entries.ts';
import { fieldName } from '../../lib/wording/describe-change.ts';
import { text } from '../../lib/wording/text.ts';
import { useOptions } from '../options/use-options.ts';
import { ModalDialog } from '../ui/ModalDialog.tsx';
import { entryProblemText } from './entry-problem-text.ts';
import { FieldRow } from './FieldRow.tsx';

type Props = { deal: DealEditor; closing: Closing };

/** Asks for the date and reason of closing; a win needs a date, because Close would keep the old estimate. */
export function ClosingDialog({ deal, closing }: Props) {
  const { opportunity } = deal.view.value;
  const title = text('markAs', closing.status.label);
  const problems = closingProblems(closing, opportunity.currency);
  const edit = (change: Partial<Closing>) => {
    deal.closing.value = { ...closing, ...change };
  };
  const cancel = () => {
    deal.closing.value = null;
  };
  return (
    <ModalDialog title={title} onCancel={cancel}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          void deal.confirmClosing();
        }}
      >
        <section>
          <h1>
            <bdi>{title}</bdi>
          </h1>
          {closing.status.type === 'won' && (
            <Question
              id="closing-day"
              name={text('closingDay')}
              type="date"
              value={closing.day}
              hint={closing.day === localDay(new Date()) ? text('closingDayHint') : ''}
              problem={problems.day ? entryProblemText('not-a-day') : ''}
              onType={(day) => edit({ day })}
            />
          )}
          <Question
            id="closing-value"
            name={text('fieldValue')}
            type="text"
            value={closing.amount}
            hint={opportunity.currency}
            problem={problems.amount ? entryProblemText('not-an-amount') : ''}
            onType={(amount) => edit({ amount })}
          />
          <Question
            id="closing-confidence"
            name={text('fieldConfidenceExact')}
            type="text"
            value={closing.confidence}
            hint=""
            problem={problems.confidence ? entryProblemText('not-a-percent') : ''}
            onType={(confidence) => edit({ confidence })}
          />
          {closing.reason && (
            <Reason deal={deal} reason={closing.reason} onEnter={(reason) => edit({ reason })} />
          )}
        </section>
        <div class="bar">
          <span class="grow" />
          <button type="button" class="button" onClick={cancel}>
            {text('cancel')}
          </button>
          <button
            type="submit"
            class={`button ${closing.status.type}`}
            disabled={Object.values(problems).includes(true)}
          >
            {title}
          </button>
        </div>
      </form>
    </ModalDialog>
  );
}

type Asked = NonNullable<Closing['reason']>;
type ReasonProps = { deal: DealEditor; reason: Asked; onEnter(reason: Asked): void };

/** Renders the custom field that the user chose for the reason of winning or losing. */
function Reason({ deal, reason: { field, entry }, onEnter }: ReasonProps) {
  const { opportunity, catalog } = deal.view.value;
  const parsed = parseEntry(field, entry, opportunity);
  return (
    <FieldRow
      id="closing-reason"
      field={field}
      name={fieldName(field.key, catalog)}
      sign=""
      entry={entry}
      isChanged={false}
      problem={parsed.ok ? '' : entryProblemText(parsed.problem)}
      lock=""
      source={useOptions(deal, field, entry)}
      onEnter={(entered) => onEnter({ field, entry: entered })}
    />
  );
}

type QuestionProps = {
  id: string;
  name: string;
  type: 'date' | 'text';
  value: string;
  /** Text shown after the value. */
  hint: string;
  problem: string;
  onType(typed: string): void;
};

function Question({ id, name, type, value, hint, problem, onType }: QuestionProps) {
  const shared = {
    id,
    value,
    'aria-invalid': problem !== '',
    'aria-describedby': problem ? `${id}-problem` : hint ? `${id}-hint` : undefined,
    onInput: (event: Event) => onType((event.currentTarget as HTMLInputElement).value),
  };
  return (
    <div class="field">
      <label for={id}>{name}</label>
      <div class="control">
        {type === 'date' ? (
          <input {...shared} type="date" />
        ) : (
          <input {...shared} type="text" autocomplete="off" />
        )}
        {hint && <span id={`${id}-hint`}>{hint}</span>}
      </div>
      {problem && (
        <p id={`${id}-problem`} class="field-problem">
          {problem}
        </p>
      )}
    </div>
  );
}
