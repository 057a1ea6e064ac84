import type { Pipeline, Status } from '../../lib/model/pipeline.ts';
import { text } from '../../lib/wording/text.ts';
import { Arrow } from '../ui/Arrow.tsx';
import { ChoiceGroup } from '../ui/ChoiceGroup.tsx';
import { Icon } from '../ui/Icon.tsx';
import { boltIcon } from '../ui/icons.ts';
import { later } from '../ui/load-later.tsx';

const Unfolding = later(async () => (await import('./Unfolding.tsx')).Unfolding);

// As many as there are number keys.
const maxPills = 9;

type Props = {
  pipelines: readonly Pipeline[];
  /** The pipeline whose statuses are offered; choosing one moves the deal into that pipeline. */
  shown: Pipeline | undefined;
  statusId: string;
  lockNoteId: string | undefined;
  /** Whether digits choose statuses. */
  hasKeys: boolean;
  savesAtOnce: boolean;
  /** Whether the user knows that. */
  isExperienced: boolean;
  /** Ids of the active statuses that may ask for something first, like Won and Lost. */
  asking: readonly string[];
  onShow(pipeline: Pipeline): void;
  onChoose(status: Status): void;
};

/** Renders a pipeline's statuses in Close's order, each with its number key. */
export function StatusChoices(props: Props) {
  const { pipelines, shown, statusId, lockNoteId, hasKeys, savesAtOnce, isExperienced, asking } = props;
  const { onShow, onChoose } = props;
  const statuses = shown?.statuses ?? [];
  const isOpen = ({ type }: Status) => type === 'active';
  const choiceOf = (status: Status) => {
    const index = statuses.indexOf(status);
    return {
      id: status.id,
      name: status.label,
      isChosen: status.id === statusId,
      className: `step ${status.type}`,
      content: (
        <PillContent
          label={isOpen(status) && !asking.includes(status.id) ? status.label : `${status.label}…`}
          number={hasKeys && index < 9 ? index + 1 : null}
        />
      ),
    };
  };
  return (
    <>
      <div class="head">
        <h2>{text('fieldStatus')}</h2>
        {pipelines.length > 1 && (
          <PipelinePicker pipelines={pipelines} chosenId={shown?.id ?? ''} onShow={onShow} />
        )}
        <span class={savesAtOnce && isExperienced ? 'caption over' : 'caption'}>
          {savesAtOnce && <Icon path={boltIcon} />}
          {text(savesAtOnce ? 'savesInstantly' : 'savedTogether')}
        </span>
      </div>
      <ChoiceGroup
        name={text('fieldStatus')}
        className="steps"
        lockNoteId={lockNoteId}
        line={statuses.length > maxPills && <Unfolding statuses={statuses} statusId={statusId} />}
        choices={statuses.filter(isOpen).map(choiceOf)}
        lastChoices={statuses.filter((status) => !isOpen(status)).map(choiceOf)}
        onChoose={(id) => {
          const status = statuses.find((each) => each.id === id);
          if (status) onChoose(status);
        }}
      />
    </>
  );
}

function PillContent({ label, number }: { label: string; number: number | null }) {
  return (
    <>
      {number !== null && (
        <span class="kbd" aria-hidden="true">
          {number}
        </span>
      )}
      <bdi data-label={label}>{label}</bdi>
    </>
  );
}

type PickerProps = { pipelines: readonly Pipeline[]; chosenId: string; onShow(pipeline: Pipeline): void };

/** Switches the displayed pipeline; saves nothing until one of its statuses is chosen. */
function PipelinePicker({ pipelines, chosenId, onShow }: PickerProps) {
  return (
    <span class="picker">
      {text('inPipeline')}
      <select
        aria-label={text('pipeline')}
        value={chosenId}
        onChange={(event) => {
          const picked = pipelines.find(({ id }) => id === event.currentTarget.value);
          if (picked) onShow(picked);
        }}
      >
        {pipelines.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <Arrow />
    </span>
  );
}
