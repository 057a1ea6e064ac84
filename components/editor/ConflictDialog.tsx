import { useSignal } from '@preact/signals';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import type { Operation } from '../../lib/model/operation.ts';
import { describeValue, fieldName } from '../../lib/wording/describe-change.ts';
import { isolate } from '../../lib/wording/isolate.ts';
import { text } from '../../lib/wording/text.ts';
import { timeAgo } from '../../lib/wording/time-ago.ts';
import { ChoiceGroup } from '../ui/ChoiceGroup.tsx';
import { ModalDialog } from '../ui/ModalDialog.tsx';

type Props = { deal: DealEditor; operation: Operation };

/** Asks for a choice per field that a colleague changed too; overwrites nothing without one. */
export function ConflictDialog({ deal, operation }: Props) {
  const conflicts = operation.conflicts ?? [];
  const mine = useSignal<readonly string[]>(conflicts.map(({ field }) => field));
  const { opportunity } = deal.view.value;
  const words = deal.words.value;
  const keepTheirs = () => void deal.resolve([]);
  return (
    <ModalDialog title={text('conflictTitle')} onCancel={deal.postpone}>
      <section>
        <p class="notice">{blame(operation)}</p>
        <div class="comparison">
          <span />
          <b>{text('conflictYours')}</b>
          <b>{text('conflictTheirs')}</b>
          {conflicts.map(({ field, mine: ownValue, theirs }) => {
            const name = fieldName(field, words);
            const isMine = mine.value.includes(field);
            const said = {
              yours: describeValue(field, ownValue, words, opportunity.currency),
              theirs: describeValue(field, theirs, words, opportunity.currency),
            };
            return (
              <>
                <bdi>{name}</bdi>
                <ChoiceGroup
                  name={name}
                  className="sides"
                  choices={[
                    {
                      id: 'yours',
                      name: `${text('conflictYours')}: ${said.yours}`,
                      isChosen: isMine,
                      content: said.yours,
                    },
                    {
                      id: 'theirs',
                      name: `${text('conflictTheirs')}: ${said.theirs}`,
                      isChosen: !isMine,
                      content: said.theirs,
                    },
                  ]}
                  onChoose={(side) => {
                    const others = mine.value.filter((each) => each !== field);
                    mine.value = side === 'yours' ? [...others, field] : others;
                  }}
                />
              </>
            );
          })}
        </div>
      </section>
      <div class="bar">
        <span class="grow" />
        <button type="button" class="button" onClick={keepTheirs}>
          {text('keepTheirs')}
        </button>
        <button type="button" class="button primary" onClick={() => void deal.resolve(mine.value)}>
          {text('saveMyChoices')}
        </button>
      </div>
    </ModalDialog>
  );
}

function blame({ changedBy, changedAt }: Operation): string {
  const when = timeAgo(changedAt ?? '');
  return changedBy && when ? text('conflictBy', isolate(changedBy), when) : text('conflictUnknown');
}
