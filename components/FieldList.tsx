import { useSignal } from '@preact/signals';
import type { DealEditor } from '../lib/editor/deal-editor.ts';
import type { Field } from '../lib/opportunity/fields.ts';
import { valueIn } from '../lib/opportunity/values.ts';
import { text } from '../lib/text.ts';
import type { Actions } from './actions.ts';
import { FieldOfDeal } from './FieldOfDeal.tsx';

type Props = { deal: DealEditor; isClosed: boolean; actions: Actions };

/** How many fields stand in the first view, which should not need to scroll. */
const fieldsInFirstView = 6;

/** The fields that are typed into: the first few, all of them on request, and whatever was touched. */
export function FieldList({ deal, isClosed, actions }: Props) {
  const showsAll = useSignal(false);
  const all = deal.fields.value.filter(({ key }) => key !== 'confidence');
  const firstView = chooseFirstView(all, deal);
  const shown = showsAll.value ? all : firstView;
  return (
    <section>
      {shown
        .filter(({ type }) => type !== 'period')
        .map((field) => (
          <FieldOfDeal key={field.key} deal={deal} field={field} isClosed={isClosed} actions={actions} />
        ))}
      {all.length > firstView.length && (
        <button
          type="button"
          class="link"
          aria-label={text('allFields')}
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

/** Tall ones wait under all fields. */
const stepsBack = ['note', 'note_html', 'attachments'];

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
  const candidates = all.filter((field) => !field.lock && !stepsBack.includes(field.key));
  const first = new Set(
    [...candidates].sort((one, other) => rank(one) - rank(other)).slice(0, fieldsInFirstView),
  );
  return all.filter((field) => first.has(field) || isTouched(field));
}
