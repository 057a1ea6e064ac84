import { useSignal } from '@preact/signals';
import { fieldName, periodName } from '../lib/describe-change.ts';
import type { DealEditor } from '../lib/editor/deal-editor.ts';
import type { Field, Lock } from '../lib/opportunity/fields.ts';
import { currencySign } from '../lib/opportunity/money.ts';
import { valueIn } from '../lib/opportunity/values.ts';
import { type MessageName, text } from '../lib/text.ts';
import { entryProblemText } from './entry-problem-text.ts';
import { FieldRow } from './FieldRow.tsx';

type Props = { deal: DealEditor; isClosed: boolean };

/** How many fields stand in the first view, which should not need to scroll. */
const fieldsInFirstView = 6;

/** The fields that are typed into: the first few, all of them on request, and whatever was touched. */
export function FieldList({ deal, isClosed }: Props) {
  const showsAll = useSignal(false);
  const all = deal.fields.value.filter(({ key }) => key !== 'confidence');
  const firstView = chooseFirstView(all, deal);
  const shown = showsAll.value ? all : firstView;
  return (
    <section>
      {shown
        .filter(({ type }) => type !== 'period')
        .map((field) => (
          <FieldOfDeal key={field.key} deal={deal} field={field} isClosed={isClosed} />
        ))}
      {all.length > firstView.length && (
        <button
          type="button"
          class="link"
          aria-label={showsAll.value ? undefined : text('allFields')}
          aria-expanded={showsAll.value}
          onClick={() => {
            showsAll.value = !showsAll.value;
          }}
        >
          {showsAll.value ? text('fewerFields') : text('allFieldsCount', all.length)}
        </button>
      )}
    </section>
  );
}

// The standard fields come first, then custom ones that hold something; one that is being edited or has an error never
// hides.
function chooseFirstView(all: readonly Field[], deal: DealEditor): Field[] {
  const stored = deal.view.value.opportunity.values;
  const isTouched = ({ key }: Field) => key in deal.entries.value || key in deal.fieldErrors.value;
  const rank = (field: Field) =>
    ['value', 'value_period', 'date_won'].includes(field.key)
      ? 0
      : valueIn(stored, field.key) !== null
        ? 1
        : 2;
  const candidates = all.filter((field) => !field.lock && field.key !== 'note');
  const first = new Set(
    [...candidates].sort((one, other) => rank(one) - rank(other)).slice(0, fieldsInFirstView),
  );
  return all.filter((field) => first.has(field) || isTouched(field));
}

const lockSentences: Record<Lock, MessageName> = {
  role: 'lockRole',
  'unknown-type': 'lockUnknownType',
  converting: 'lockConverting',
  'formatted-note': 'lockFormattedNote',
  'unclear-amount': 'lockUnclearAmount',
};

function FieldOfDeal({ deal, field, isClosed }: { deal: DealEditor; field: Field; isClosed: boolean }) {
  const { opportunity, catalog } = deal.view.value;
  const problem = deal.ready.value.problems[field.key];
  const isCloseDay = field.key === 'date_won' && isClosed;
  return (
    <FieldRow
      field={field}
      name={isCloseDay ? text('fieldClosedOn') : fieldName(field.key, catalog)}
      sign={field.type === 'money' ? currencySign(opportunity.currency) : ''}
      entry={deal.entryOf(field)}
      isChanged={field.key in deal.entries.value}
      problem={problem ? entryProblemText(problem, opportunity) : (deal.fieldErrors.value[field.key] ?? '')}
      lock={field.lock ? text(lockSentences[field.lock]) : ''}
      onEnter={(entry) => deal.enter(field, entry)}
      companion={field.type === 'money' && <PeriodChoice deal={deal} />}
    />
  );
}

/** How often the value comes; stands in the box of the value, as it only means something there. */
function PeriodChoice({ deal }: { deal: DealEditor }) {
  const field = deal.fields.value.find(({ type }) => type === 'period');
  if (!field) return null;
  const chosen = String(deal.entryOf(field));
  return (
    <select
      class="companion"
      aria-label={text('fieldValuePeriod')}
      value={chosen}
      onChange={(event) => deal.enter(field, event.currentTarget.value)}
    >
      {!field.choices.includes(chosen) && <option value={chosen}>{periodName(chosen)}</option>}
      {field.choices.map((period) => (
        <option key={period} value={period}>
          {periodName(period)}
        </option>
      ))}
    </select>
  );
}
