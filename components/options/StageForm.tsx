import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import type { Status } from '../../lib/model/pipeline.ts';
import { maxHintLength, type Stage } from '../../lib/model/stages.ts';
import { parseConfidence } from '../../lib/opportunity/confidence.ts';
import { canBeAsked } from '../../lib/opportunity/stage-request.ts';
import type { StageOrganization } from '../../lib/options/stages.ts';
import { fieldName } from '../../lib/wording/describe-change.ts';
import { text } from '../../lib/wording/text.ts';
import { Arrow } from '../ui/Arrow.tsx';

/** Makes the changed rule from the stored one. */
export type StageUpdate = (stage: Stage) => Stage;

/** One stage and its stored rule. */
export type StageProps = {
  status: Status;
  stage: Stage;
  isLocked: boolean;
  organization: StageOrganization;
  onChange(update: StageUpdate): void;
};

type Request = 'ask' | 'require' | 'leave';

/** Lets the user choose what one stage asks for. */
export function StageForm({
  status,
  stage,
  isLocked,
  organization: { catalog, fields },
  onChange,
}: StageProps) {
  const { asks = [], requires = [] } = stage;
  const chosen = [...new Set([...requires, ...asks])];
  const offered = fields.filter((field) => canBeAsked(field, status) && !chosen.includes(field.key));
  const request = (key: string, kind: Request) => {
    const without = (keys: readonly string[] = []) => keys.filter((each) => each !== key);
    onChange((now) => ({
      ...now,
      asks: [...without(now.asks), ...(kind === 'ask' ? [key] : [])],
      requires: [...without(now.requires), ...(kind === 'require' ? [key] : [])],
    }));
  };
  const nameOf = (key: string) => {
    const name = fieldName(key, catalog);
    return name === key && !fields.some((field) => field.key === key) ? text('stageFieldGone') : name;
  };
  return (
    <div class="stage-form">
      {chosen.map((key) => (
        <Choice
          key={key}
          name={nameOf(key)}
          value={requires.includes(key) ? 'require' : 'ask'}
          isLocked={isLocked}
          options={[
            { value: 'ask', name: text('stageAsk') },
            { value: 'require', name: text('stageRequire') },
            { value: 'leave', name: text('stageLeave') },
          ]}
          onChoose={(kind) => request(key, kind as Request)}
        />
      ))}
      <Choice
        name={text('stageAdd')}
        value=""
        isLocked={isLocked || offered.length === 0}
        options={[
          { value: '', name: text('stageChoose') },
          ...offered.map(({ key }) => ({ value: key, name: nameOf(key) })),
        ]}
        onChoose={(key) => request(key, 'ask')}
      />
      <Suggestion
        percent={stage.confidence}
        isLocked={isLocked}
        onChange={(confidence) => {
          onChange(({ confidence: _former, ...others }) =>
            confidence === undefined ? others : { ...others, confidence },
          );
        }}
      />
      <Line
        name={text('stageHint')}
        value={stage.hint ?? ''}
        isLocked={isLocked}
        onChange={(hint) => onChange((now) => ({ ...now, hint: hint.trim() }))}
      />
    </div>
  );
}

type ChoiceProps = {
  name: string;
  value: string;
  isLocked: boolean;
  options: readonly { value: string; name: string }[];
  onChoose(value: string): void;
};

function Choice({ name, value, isLocked, options, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        <bdi>{name}</bdi>
      </label>
      <div class="control">
        <select
          id={id}
          disabled={isLocked}
          value={value}
          onChange={(event) => {
            const { value: chosen } = event.currentTarget;
            // Shows the given value until another one is given.
            event.currentTarget.value = value;
            onChoose(chosen);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.name}
            </option>
          ))}
        </select>
        <Arrow />
      </div>
    </div>
  );
}

type SuggestionProps = {
  percent: number | undefined;
  isLocked: boolean;
  onChange(percent: number | undefined): void;
};

function Suggestion({ percent, isLocked, onChange }: SuggestionProps) {
  const isRefused = useSignal(false);
  return (
    <Line
      name={text('stageConfidence')}
      value={percent === undefined ? '' : String(percent)}
      problem={isRefused.value ? text('stageConfidenceInvalid') : ''}
      isLocked={isLocked}
      onChange={(typed) => {
        const parsed = parseConfidence(typed);
        isRefused.value = typed.trim() !== '' && parsed === undefined;
        if (!isRefused.value) onChange(parsed);
      }}
    />
  );
}

type LineProps = {
  name: string;
  value: string;
  problem?: string;
  isLocked: boolean;
  /** Called when the user leaves the changed line. */
  onChange(typed: string): void;
};

function Line({ name, value, problem = '', isLocked, onChange }: LineProps) {
  const id = useId();
  // Kept until the stored value changes, because the section renders again while the user types.
  const typed = useSignal<string | null>(null);
  useEffect(() => {
    typed.value = null;
  }, [value, typed]);
  return (
    <div class="field">
      <label for={id}>{name}</label>
      <div class="control">
        <input
          id={id}
          type="text"
          autocomplete="off"
          maxLength={maxHintLength}
          disabled={isLocked}
          value={typed.value ?? value}
          aria-invalid={problem !== ''}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
      {problem && (
        <p id={`${id}-problem`} role="alert" class="field-problem">
          {problem}
        </p>
      )}
    </div>
  );
}
