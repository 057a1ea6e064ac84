import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import { type Move, type MoveProblems, moveProblems, type Question } from '../../lib/editor/moving.ts';
import { localDay } from '../../lib/opportunity/dates.ts';
import { parseEntry } from '../../lib/opportunity/entries.ts';
import { currencySign } from '../../lib/opportunity/money.ts';
import { fieldName } from '../../lib/wording/describe-change.ts';
import { text } from '../../lib/wording/text.ts';
import { useOptions } from '../options/use-options.ts';
import { ModalDialog } from '../ui/ModalDialog.tsx';
import { entryProblemText } from './entry-problem-text.ts';
import { FieldRow } from './FieldRow.tsx';

type Props = { deal: DealEditor; move: Move };

/** Asks for what Won, Lost or the stage needs; a win needs a date, because Close would keep the old estimate. */
export function MoveDialog({ deal, move }: Props) {
  const { status, hint, questions, isTried } = move;
  const title = text(status.type === 'active' ? 'moveTo' : 'markAs', status.label);
  const problems = moveProblems(move, deal.view.value.opportunity.currency);
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (isTried) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [isTried]);
  const edit = (change: Partial<Move>) => {
    deal.move.value = { ...move, ...change };
  };
  const cancel = () => {
    deal.move.value = null;
  };
  const rowOf = (question: Question) => (
    <QuestionRow
      key={question.field.key}
      deal={deal}
      question={question}
      isMissing={isTried && problems.missing.includes(question.field.key)}
      onEnter={(entry) =>
        edit({ questions: questions.map((each) => (each === question ? { ...each, entry } : each)) })
      }
    />
  );
  return (
    <ModalDialog title={title} onCancel={cancel}>
      <form
        ref={form}
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          void deal.confirmMove();
        }}
      >
        <section>
          <h1>
            <bdi>{title}</bdi>
          </h1>
          {hint && (
            <p class="meta hint">
              <bdi>{hint}</bdi>
            </p>
          )}
          {status.type === 'won' && (
            <Typed
              id="move-day"
              name={text('closingDay')}
              type="date"
              value={move.day}
              hint={move.day === localDay(new Date()) ? text('closingDayHint') : ''}
              problem={problems.day ? entryProblemText('not-a-day') : ''}
              onType={(day) => edit({ day })}
            />
          )}
          {questions.filter(isAmount).map(rowOf)}
          {move.confidence !== null && (
            <Typed
              id="move-confidence"
              name={text('fieldConfidenceExact')}
              type="text"
              value={move.confidence}
              hint=""
              problem={problems.confidence ? entryProblemText('not-a-percent') : ''}
              onType={(confidence) => edit({ confidence })}
            />
          )}
          {questions.filter((question) => !isAmount(question)).map(rowOf)}
        </section>
        <div class="bar">
          <span class="grow" />
          <button type="button" class="button" onClick={cancel}>
            {text('cancel')}
          </button>
          <button
            type="submit"
            class={`button ${status.type === 'active' ? 'primary' : status.type}`}
            disabled={isUnreadable(problems)}
          >
            {title}
          </button>
        </div>
      </form>
    </ModalDialog>
  );
}

function isAmount({ field }: Question): boolean {
  return field.type === 'money';
}

// A missing answer leaves the button enabled, because pressing it names the missing fields.
function isUnreadable({ day, confidence, invalid }: MoveProblems): boolean {
  return day || confidence || invalid.length > 0;
}

type QuestionProps = {
  deal: DealEditor;
  question: Question;
  /** Whether the answer is required, and the user tried to go on without it. */
  isMissing: boolean;
  onEnter(entry: Question['entry']): void;
};

/** Renders one field that the stage asks for. */
function QuestionRow({ deal, question: { field, entry, isRequired }, isMissing, onEnter }: QuestionProps) {
  const { opportunity, catalog } = deal.view.value;
  const parsed = parseEntry(field, entry, opportunity);
  const problem = isMissing ? text('stageFieldMissing') : '';
  return (
    <FieldRow
      id={`move-${field.key}`}
      field={field}
      name={fieldName(field.key, catalog)}
      sign={field.type === 'money' ? currencySign(opportunity.currency) : ''}
      entry={entry}
      isChanged={false}
      problem={parsed.ok ? problem : entryProblemText(parsed.problem)}
      hint={isRequired ? text('stageFieldRequired') : ''}
      lock=""
      source={useOptions(deal, field, entry)}
      onEnter={onEnter}
    />
  );
}

type TypedProps = {
  id: string;
  name: string;
  type: 'date' | 'text';
  value: string;
  /** Text shown after the value. */
  hint: string;
  problem: string;
  onType(typed: string): void;
};

function Typed({ id, name, type, value, hint, problem, onType }: TypedProps) {
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
