import { findStatus, type Pipeline, type Status } from '../lib/opportunity/opportunity.ts';
import { text } from '../lib/text.ts';
import { ChoiceGroup } from './ChoiceGroup.tsx';

type Props = { pipelines: readonly Pipeline[]; statusId: string; onChoose(status: Status): void };

/** The statuses of the deal's pipeline in Close's order; each has the number key of its place. */
export function StatusChoices({ pipelines, statusId, onChoose }: Props) {
  const statuses = findStatus(pipelines, statusId)?.pipeline.statuses ?? pipelines[0]?.statuses ?? [];
  return (
    <>
      <h2>{text('fieldStatus')}</h2>
      <ChoiceGroup
        name={text('fieldStatus')}
        className="steps"
        choices={statuses.map((status, index) => ({
          id: status.id,
          name: status.label,
          isChosen: status.id === statusId,
          className: `step ${status.type}`,
          content: (
            <>
              {index < 9 && <i>{index + 1}</i>}
              <bdi>{status.type === 'active' ? status.label : `${status.label}…`}</bdi>
            </>
          ),
        }))}
        onChoose={(id) => {
          const status = statuses.find((each) => each.id === id);
          if (status) onChoose(status);
        }}
      />
    </>
  );
}
