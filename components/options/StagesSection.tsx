import type { ReadonlySignal } from '@preact/signals';
import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import { lookUp } from '../../lib/base/look-up.ts';
import type { Status } from '../../lib/model/pipeline.ts';
import { maxHintLength, type Stage, type Stages } from '../../lib/model/stages.ts';
import { parseConfidence } from '../../lib/opportunity/confidence.ts';
import { canBeAsked } from '../../lib/opportunity/stage-request.ts';
import type { StageOrganization } from '../../lib/options/stages.ts';
import { fieldName } from '../../lib/wording/describe-change.ts';
import { describeStage } from '../../lib/wording/describe-stage.ts';
import { text } from '../../lib/wording/text.ts';
import { Arrow } from '../ui/Arrow.tsx';
import { ManagedHint } from './CheckPreference.tsx';

/** Makes the changed rule from the stored one. */
type Update = (stage: Stage) => Stage;

type Props = {
  /** Null until the fields are loaded. */
  organizations: ReadonlySignal<readonly StageOrganization[] | null>;
  stages: Stages;
  /** Ids of the statuses that an administrator has preset, so that the user cannot change them. */
  locked: ReadonlySignal<readonly string[]>;
  /** The error message of loading or storing, "" without an error. */
  message: ReadonlySignal<string>;
  /** Called when the section opens: the fields are requested from Close only then. */
  onOpen(): void;
  onChange(statusId: string, update: Update): void;
};

/** Lets the user choose what each stage asks for; stores each choice at once. */
export function StagesSection({ organizations, stages, locked, message, onOpen, onChange }: Props) {
  const read = organizations.value;
  return (
    <section class="card wide" aria-labelledby="stages">
      <details
        onToggle={(event) => event.target === event.currentTarget && event.currentTarget.open && onOpen()}
      >
        <summary>
          <h3 class="title" id="stages">
            {text('stages')}
          </h3>
        </summary>
        <p class="meta">{text('stagesHint')}</p>
        {!read && !message.value && <p role="status">{text('readingFields')}</p>}
        {read?.map((organization) =>
          organization.catalog.pipelines.map(({ id, name, statuses }) => (
            <fieldset key={id}>
              <legend>
                <bdi>{read.length > 1 ? `${organization.organizationName} · ${name}` : name}</bdi>
              </legend>
              {statuses.map((status) => (
                <StageRow
                  key={status.id}
                  status={status}
                  stage={lookUp(stages, status.id) ?? {}}
                  isLocked={locked.value.includes(status.id)}
                  organization={organization}
                  onChange={(update) => onChange(status.id, update)}
                />
              ))}
            </fieldset>
          )),
        )}
        {message.value && <p role="alert">{message.value}</p>}
      </details>
    </section>
  );
}

type RowProps = {
  status: Status;
  stage: Stage;
  isLocked: boolean;
  organization: StageOrganization;
  onChange(update: Update): void;
};

/** Renders one stage as a line that says what it asks for, and opens on its form. */
function StageRow({ status, stage, isLocked, organization, onChange }: RowProps) {
  const isOpen = useSignal(false);
  const lines = describeStage(stage, organization.catalog);
  return (
    <details
      class="stage"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>
        <bdi>{status.label}</bdi>{' '}
        <span class="meta">
          {lines.length === 0 && text('stageNothing')}
          {lines.map((line, place) => (
            <span key={place}>
              {place > 0 && ' · '}
              <bdi>{line}</bdi>
            </span>
          ))}
        </span>
      </summary>
      {isLocked && <ManagedHint />}
      {isOpen.value && (
        <StageForm
          status={status}
          stage={stage}
          isLocked={isLocked}
          organization={organization}
          onChange={onChange}
        />
      )}
    </details>
  );
}

type Request = 'ask' | 'require' | 'leave';

function StageForm({ status, stage, isLocked, organization: { catalog, fields }, onChange }: RowProps) {
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
        <FieldRequest
          key={key}
          name={nameOf(key)}
          isRequired={requires.includes(key)}
          isLocked={isLocked}
          onChoose={(kind) => request(key, kind)}
        />
      ))}
      <AddField
        offered={offered.map(({ key }) => ({ key, name: nameOf(key) }))}
        isLocked={isLocked}
        onAdd={(key) => request(key, 'ask')}
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

type RequestProps = {
  name: string;
  isRequired: boolean;
  isLocked: boolean;
  onChoose(kind: Request): void;
};

function FieldRequest({ name, isRequired, isLocked, onChoose }: RequestProps) {
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
          value={isRequired ? 'require' : 'ask'}
          onChange={(event) => onChoose(event.currentTarget.value as Request)}
        >
          <option value="ask">{text('stageAsk')}</option>
          <option value="require">{text('stageRequire')}</option>
          <option value="leave">{text('stageLeave')}</option>
        </select>
        <Arrow />
      </div>
    </div>
  );
}

type AddProps = {
  offered: readonly { key: string; name: string }[];
  isLocked: boolean;
  onAdd(key: string): void;
};

function AddField({ offered, isLocked, onAdd }: AddProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{text('stageAdd')}</label>
      <div class="control">
        <select
          id={id}
          disabled={isLocked || offered.length === 0}
          value=""
          onChange={(event) => {
            const { value } = event.currentTarget;
            event.currentTarget.value = '';
            if (value !== '') onAdd(value);
          }}
        >
          <option value="">{text('stageChoose')}</option>
          {offered.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
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
