import { useSignal } from '@preact/signals';
import type { Catalog } from '../../lib/model/catalog.ts';
import type { Connection } from '../../lib/model/connection.ts';
import type { Pipeline } from '../../lib/model/pipeline.ts';
import type { QuickAction } from '../../lib/model/quick-action.ts';
import type { Field } from '../../lib/opportunity/fields.ts';
import {
  type ActionForm,
  type ChangeProblem,
  chooseStatus,
  readForm,
  startChange,
} from '../../lib/quick-actions/action-form.ts';
import { fieldName } from '../../lib/wording/describe-change.ts';
import { text } from '../../lib/wording/text.ts';
import { entryProblemText } from '../editor/entry-problem-text.ts';
import { Arrow } from '../ui/Arrow.tsx';
import { Combobox } from '../ui/combobox/Combobox.tsx';
import type { OptionSource } from '../ui/combobox/option-source.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { ChangeRow } from './FieldChangeRow.tsx';

type Props = {
  form: ActionForm;
  title: string;
  fields: readonly Field[];
  catalog: Catalog;
  connection: Connection;
  people: OptionSource;
  onSave(action: QuickAction): void;
  onCancel(): void;
};

/** Adds or edits a quick action: its name, its field changes, and the pipelines it applies to. */
export function QuickActionForm({
  form: start,
  title,
  fields,
  catalog,
  connection,
  people,
  onSave,
  onCancel,
}: Props) {
  const form = useSignal(start);
  // Validation messages are shown only after the first attempt to save.
  const isTried = useSignal(false);
  const read = readForm(form.value, fields, connection);
  const problems = isTried.value && 'problems' in read ? read.problems : { entries: {} };
  const edit = (change: Partial<ActionForm>) => {
    form.value = { ...form.value, ...change };
  };
  const { name, statusId, pipelineIds, changes } = form.value;
  const { pipelines } = catalog;
  const remaining = fields.filter(({ key, lock }) => !lock && !(key in changes));
  return (
    <FormDialog
      title={title}
      submit={text('save')}
      onSubmit={() => {
        isTried.value = true;
        if ('action' in read) onSave(read.action);
      }}
      onCancel={onCancel}
    >
      <div class="field">
        <label for="action-name">{text('actionName')}</label>
        <div class="control">
          <input
            id="action-name"
            type="text"
            maxLength={100}
            autocomplete="off"
            aria-invalid={problems.name !== undefined}
            aria-describedby={problems.name && 'action-name-note'}
            value={name}
            onInput={(event) => edit({ name: event.currentTarget.value })}
          />
        </div>
        {problems.name && (
          <p id="action-name-note" class="field-problem">
            {text('actionNameEmpty')}
          </p>
        )}
      </div>
      <div class="field">
        <label for="action-status">{text('fieldStatus')}</label>
        <div class="control">
          <StatusSelect
            pipelines={pipelines}
            statusId={statusId}
            onChoose={(chosen) => {
              form.value = chooseStatus(form.value, chosen, pipelines);
            }}
          />
        </div>
      </div>
      {Object.entries(changes).map(([key, change]) => {
        const field = fields.find((each) => each.key === key);
        const problem = problems.entries[key];
        return (
          field && (
            <ChangeRow
              key={key}
              field={field}
              change={change}
              people={people}
              currency={connection.currency}
              name={fieldName(key, catalog)}
              problem={problem ? problemText(problem) : ''}
              onChange={(changed) => edit({ changes: { ...changes, [key]: changed } })}
              onRemove={() => {
                const { [key]: _gone, ...others } = changes;
                edit({ changes: others });
              }}
            />
          )
        );
      })}
      <div class="field">
        <label for="action-add">{text('addChange')}</label>
        <div class="control">
          <Combobox
            id="action-add"
            noteId={problems.changes && 'action-add-note'}
            options={remaining.map(({ key }) => ({ value: key, name: fieldName(key, catalog) }))}
            chosen=""
            chosenName=""
            placeholder={text('chooseField')}
            isInvalid={problems.changes !== undefined}
            isClearable={false}
            emptyHint={text('noChoices')}
            onOpen={() => {}}
            onChoose={(key) => {
              const field = fields.find((each) => each.key === key);
              if (field) edit({ changes: { ...changes, [key]: startChange(field) } });
            }}
          />
        </div>
        {problems.changes && (
          <p id="action-add-note" class="field-problem">
            {text('actionEmpty')}
          </p>
        )}
      </div>
      {pipelines.length > 1 && (
        <PipelineChoice
          pipelines={pipelines}
          pipelineIds={pipelineIds}
          onChoose={(ids) => edit({ pipelineIds: ids })}
        />
      )}
    </FormDialog>
  );
}

type StatusProps = { pipelines: readonly Pipeline[]; statusId: string; onChoose(statusId: string): void };

function StatusSelect({ pipelines, statusId, onChoose }: StatusProps) {
  return (
    <>
      <select id="action-status" value={statusId} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{text('statusStays')}</option>
        {pipelines.map(({ id, name, statuses }) => (
          <optgroup key={id} label={name}>
            {statuses.map((status) => (
              <option key={status.id} value={status.id}>
                {status.label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <Arrow />
    </>
  );
}

type PipelineProps = {
  pipelines: readonly Pipeline[];
  pipelineIds: readonly string[];
  onChoose(pipelineIds: string[]): void;
};

/** Lets the user limit the action to pipelines; none checked means all. */
function PipelineChoice({ pipelines, pipelineIds, onChoose }: PipelineProps) {
  return (
    <fieldset class="pipelines">
      <legend>{text('appliesTo')}</legend>
      {pipelines.map(({ id, name }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={pipelineIds.includes(id)}
            onChange={({ currentTarget: { checked } }) =>
              onChoose(checked ? [...pipelineIds, id] : pipelineIds.filter((each) => each !== id))
            }
          />
          <bdi>{name}</bdi>
        </label>
      ))}
      <small>{text('appliesToHint')}</small>
    </fieldset>
  );
}

function problemText(problem: ChangeProblem): string {
  switch (problem) {
    case 'empty':
      return text('changeEmpty');
    case 'not-points':
      return text('changeNotPoints');
    case 'not-a-step':
      return text('changeNotAStep');
    default:
      return entryProblemText(problem);
  }
}
