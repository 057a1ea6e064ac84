import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import type { FieldValue } from '../../lib/model/field-value.ts';
import type { Operation } from '../../lib/model/operation.ts';
import { describeValue, fieldName } from '../../lib/wording/describe-change.ts';
import { isolate } from '../../lib/wording/isolate.ts';
import { text } from '../../lib/wording/text.ts';
import { timeAgo } from '../../lib/wording/time-ago.ts';
import { adoptStyles } from '../ui/load-later.tsx';
import { ModalDialog } from '../ui/ModalDialog.tsx';
import { ConflictChoices } from './ConflictChoices.tsx';
import styles from './conflict.css?inline';
import { ConflictStory } from './history/ConflictStory.tsx';

adoptStyles(styles);

type Props = { deal: DealEditor; operation: Operation };
type Conflict = NonNullable<Operation['conflicts']>[number];

/** Longer values do not fit into a sentence and on a button. */
const maxInSentence = 40;

/** Asks which values to keep that a colleague changed too; overwrites nothing without an answer. */
export function ConflictDialog({ deal, operation }: Props) {
  const { conflicts = [] } = operation;
  const [only] = conflicts.length === 1 ? conflicts : [];
  const say = valueWriter(deal);
  const isShort = only && [only.base, only.mine, only.theirs].every((value) => fits(say(only.field, value)));
  return (
    <ModalDialog title={text('conflictTitle')} onCancel={deal.postpone}>
      {isShort ? (
        <OneQuestion deal={deal} operation={operation} conflict={only} />
      ) : (
        <ConflictChoices deal={deal} operation={operation} say={say} />
      )}
      <ConflictStory deal={deal} conflicts={conflicts} />
    </ModalDialog>
  );
}

/** Renders the conflict of a single field as one question with two answers. */
function OneQuestion({ deal, operation, conflict }: Props & { conflict: Conflict }) {
  const { field, base, mine, theirs } = conflict;
  const say = valueWriter(deal);
  const by = operation.changedBy ? isolate(operation.changedBy) : '';
  const sayIsolated = (value: FieldValue) => isolate(say(field, value));
  const before = isEmpty(base) ? text('conflictWasEmpty') : text('conflictWas', sayIsolated(base));
  const chosen = isEmpty(mine) ? text('conflictYouCleared') : text('conflictYouChose', sayIsolated(mine));
  return (
    <section class="question">
      <h1>
        {happened(
          operation,
          isolate(fieldName(field, deal.words.value)),
          isEmpty(theirs) ? '' : sayIsolated(theirs),
        )}
      </h1>
      <p class="meta">{[before, chosen, text('conflictSafe')].join(' ')}</p>
      <div class="answers-of-two">
        <Answer
          id="keep-theirs"
          name={text('keepTheirs')}
          value={isEmpty(theirs) ? text('notSet') : say(field, theirs)}
          hint={by ? text('conflictTheirValue', by) : text('conflictTheirs')}
          onPress={() => void deal.resolve([])}
        />
        <Answer
          id="use-mine"
          name={text('saveMyChoices')}
          value={isEmpty(mine) ? text('notSet') : say(field, mine)}
          hint={text('conflictOwnValue')}
          isPrimary
          onPress={() => void deal.resolve([field])}
        />
      </div>
    </section>
  );
}

type AnswerProps = {
  id: string;
  /** The words on the button, the same for every conflict, so that it can be called by voice. */
  name: string;
  value: string;
  hint: string;
  isPrimary?: boolean;
  onPress(): void;
};

function Answer({ id, name, value, hint, isPrimary = false, onPress }: AnswerProps) {
  return (
    <div class={isPrimary ? 'answer primary' : 'answer'}>
      <p id={id}>
        <bdi>{value}</bdi>
        <small>{hint}</small>
      </p>
      <button
        type="button"
        class={isPrimary ? 'button primary' : 'button'}
        aria-describedby={id}
        onClick={onPress}
      >
        {name}
      </button>
    </div>
  );
}

// Says who set or cleared the field and when; `value` is "" if it was cleared.
function happened({ changedBy, changedAt }: Operation, name: string, value: string): string {
  const when = timeAgo(changedAt ?? '');
  if (!changedBy || !when)
    return value ? text('conflictSetUnknown', name, value) : text('conflictClearedUnknown', name);
  const by = isolate(changedBy);
  return value ? text('conflictSet', by, name, value, when) : text('conflictCleared', by, name, when);
}

/** Returns a function that writes a field's value in the user's words. */
function valueWriter(deal: DealEditor) {
  const { currency } = deal.view.value.opportunity;
  return (field: string, value: FieldValue) => describeValue(field, value, deal.words.value, currency);
}

function isEmpty(value: FieldValue): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function fits(written: string): boolean {
  return written.length <= maxInSentence && !written.includes('\n');
}
