import type { ReadonlySignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { canBeReason } from '../../lib/editor/closing.ts';
import type { CustomField } from '../../lib/model/custom-field.ts';
import type { OrganizationReasons, Outcome } from '../../lib/options/closing-reasons.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';

type Props = {
  /** Null until the fields are loaded. */
  organizations: ReadonlySignal<readonly OrganizationReasons[] | null>;
  /** The error message of loading or storing, "" without an error. */
  message: ReadonlySignal<string>;
  /** The preferences that an administrator has preset, so that the user cannot change them. */
  locked: ReadonlySignal<readonly string[]>;
  /** Called when the section opens: the fields are requested from Close only then. */
  onOpen(): void;
  onChoose(organizationId: string, outcome: Outcome, fieldId: string): void;
};

const questions: { outcome: Outcome; name: MessageName }[] = [
  { outcome: 'won', name: 'closingReasonWon' },
  { outcome: 'lost', name: 'closingReasonLost' },
];

/** Lets the user choose the custom field for closing reasons; stores each choice at once. */
export function ClosingReasonsSection({ organizations, message, locked, onOpen, onChoose }: Props) {
  const isLocked = locked.value.includes('closingReasons');
  const read = organizations.value;
  return (
    <section class="card wide" aria-labelledby="closing-reasons">
      <details onToggle={(event) => event.currentTarget.open && onOpen()}>
        <summary>
          <h3 class="title" id="closing-reasons">
            {text('closingReasons')}
          </h3>
        </summary>
        <p class="meta">{text('closingReasonsHint')}</p>
        {isLocked && <p class="meta">{text('presetHint')}</p>}
        {!read && !message.value && <p role="status">{text('readingFields')}</p>}
        {read?.map((organization) => (
          <fieldset key={organization.organizationId}>
            <legend>
              <bdi>{organization.organizationName}</bdi>
            </legend>
            {questions.map(({ outcome, name }) => (
              <ReasonChoice
                key={outcome}
                name={text(name)}
                customFields={organization.customFields}
                isLocked={isLocked}
                chosen={organization.chosen[outcome]}
                onChoose={(fieldId) => onChoose(organization.organizationId, outcome, fieldId)}
              />
            ))}
          </fieldset>
        ))}
        {message.value && <p role="alert">{message.value}</p>}
      </details>
    </section>
  );
}

type ChoiceProps = {
  name: string;
  customFields: readonly CustomField[];
  isLocked: boolean;
  chosen: string;
  onChoose(id: string): void;
};

function ReasonChoice({ name, customFields, isLocked, chosen, onChoose }: ChoiceProps) {
  const id = useId();
  const offered = customFields.filter(canBeReason);
  const isVanished = chosen !== '' && !offered.some((field) => field.id === chosen);
  return (
    <div class="field">
      <label for={id}>{name}</label>
      <div class="control">
        <select
          id={id}
          disabled={isLocked}
          value={chosen}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          <option value="">{text('closingReasonNone')}</option>
          {isVanished && <option value={chosen}>{text('closingReasonVanished')}</option>}
          {offered.map((field) => (
            <option key={field.id} value={field.id}>
              {field.name}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
