import { useSignal } from '@preact/signals';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import type { FieldValue } from '../../lib/model/field-value.ts';
import type { Operation } from '../../lib/model/operation.ts';
import { fieldName } from '../../lib/wording/describe-change.ts';
import { isolate } from '../../lib/wording/isolate.ts';
import { text } from '../../lib/wording/text.ts';
import { timeAgo } from '../../lib/wording/time-ago.ts';
import { ChoiceGroup } from '../ui/ChoiceGroup.tsx';

type Props = {
  deal: DealEditor;
  operation: Operation;
  /** Writes a field's value in the user's words. */
  say(field: string, value: FieldValue): string;
};

/** Renders a conflict of several fields, or of long values: a choice between two values for each field. */
export function ConflictChoices({ deal, operation, say }: Props) {
  const { conflicts = [] } = operation;
  const mine = useSignal<readonly string[]>(conflicts.map(({ field }) => field));
  return (
    <>
      <section>
        <h1>{text('conflictTitle')}</h1>
        <p class="meta">{blame(operation)}</p>
        <div class="comparison">
          <span />
          <b>{text('conflictYours')}</b>
          <b>{text('conflictTheirs')}</b>
          {conflicts.map(({ field, base, mine: ownValue, theirs }) => {
            const name = fieldName(field, deal.words.value);
            const isMine = mine.value.includes(field);
            const side = (id: 'yours' | 'theirs', isChosen: boolean, value: string) => ({
              id,
              name: `${text(id === 'yours' ? 'conflictYours' : 'conflictTheirs')}: ${value}`,
              isChosen,
              className: 'marked',
              content: <bdi>{value}</bdi>,
            });
            return (
              <>
                <bdi>
                  {name}
                  <small>{text('conflictBefore', isolate(say(field, base)))}</small>
                </bdi>
                <ChoiceGroup
                  name={name}
                  className="sides"
                  choices={[
                    side('yours', isMine, say(field, ownValue)),
                    side('theirs', !isMine, say(field, theirs)),
                  ]}
                  onChoose={(chosen) => {
                    const others = mine.value.filter((each) => each !== field);
                    mine.value = chosen === 'yours' ? [...others, field] : others;
                  }}
                />
              </>
            );
          })}
        </div>
      </section>
      <div class="bar">
        <span class="grow" />
        <button type="button" class="button" onClick={() => void deal.resolve([])}>
          {text('keepTheirs')}
        </button>
        <button type="button" class="button primary" onClick={() => void deal.resolve(mine.value)}>
          {text('saveMyChoices')}
        </button>
      </div>
    </>
  );
}

function blame({ changedBy, changedAt }: Operation): string {
  const when = timeAgo(changedAt ?? '');
  return changedBy && when ? text('conflictBy', isolate(changedBy), when) : text('conflictUnknown');
}
