import { useSignal } from '@preact/signals';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import type { FieldType } from '../../lib/opportunity/fields.ts';
import { chooseFirstView } from '../../lib/opportunity/fields-shown-first.ts';
import { text } from '../../lib/wording/text.ts';
import { later } from '../ui/load-later.tsx';
import type { Actions } from './actions.ts';
import { FieldOfDeal } from './FieldOfDeal.tsx';
import { saveKeys } from './save-keys.ts';

/** Number of fields in the first view if Close's advice takes the place of the others. */
const fieldsBesideAdvice = 3;

const shownElsewhere: readonly FieldType[] = ['status', 'percent', 'period'];

const AllFields = later(async () => (await import('./AllFields.tsx')).AllFields);

type Props = { deal: DealEditor; isWon: boolean; actions: Actions };

/** Renders the fields to type into: the pinned or first few, and all of them on request. */
export function FieldList({ deal, isWon, actions }: Props) {
  const showsAll = useSignal(false);
  const all = deal.fields.value.filter(({ type }) => !shownElsewhere.includes(type));
  const firstView = chooseFirstView(
    all,
    deal.pinning.pinned.value,
    deal.view.value.opportunity.values,
    (key) => key in deal.entries.value || key in deal.fieldErrors.value,
    deal.openedAdvice ? fieldsBesideAdvice : undefined,
  );
  return (
    <section>
      <div class="head">
        <h2>{text('details')}</h2>
        <span class="caption">
          {text('savedTogether')} <kbd>{saveKeys}</kbd>
        </span>
      </div>
      {showsAll.value ? (
        <AllFields deal={deal} isWon={isWon} actions={actions} all={all} />
      ) : (
        firstView.map((field) => (
          <FieldOfDeal key={field.key} deal={deal} field={field} isWon={isWon} actions={actions} />
        ))
      )}
      <div class="head more-fields">
        {(showsAll.value || all.length > firstView.length) && (
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
        <button type="button" class="link caption" onClick={actions.newQuickAction}>
          <span aria-hidden="true">+ </span>
          {text('addAction')}
        </button>
      </div>
    </section>
  );
}
