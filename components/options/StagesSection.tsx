import type { ReadonlySignal } from '@preact/signals';
import { useSignal } from '@preact/signals';
import { lookUp } from '../../lib/base/look-up.ts';
import type { Stages } from '../../lib/model/stages.ts';
import type { StageOrganization } from '../../lib/options/stages.ts';
import { describeStage } from '../../lib/wording/describe-stage.ts';
import { text } from '../../lib/wording/text.ts';
import { ManagedHint } from './CheckPreference.tsx';
import { StageForm, type StageProps, type StageUpdate } from './StageForm.tsx';

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
  onChange(statusId: string, update: StageUpdate): void;
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

/** Renders one stage as a line that says what it asks for, and opens on its form. */
function StageRow({ status, stage, isLocked, organization, onChange }: StageProps) {
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
