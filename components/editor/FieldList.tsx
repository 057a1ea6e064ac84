import { useSignal } from '@preact/signals';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import type { Field, FieldType } from '../../lib/opportunity/fields.ts';
import { chooseFirstView, pinKey, pinnedFields } from '../../lib/opportunity/first-view.ts';
import { fieldName } from '../../lib/wording/describe-change.ts';
import { text } from '../../lib/wording/text.ts';
import { filterOptions } from '../ui/combobox/combobox-filter.ts';
import type { Actions } from './actions.ts';
import { FieldOfDeal } from './FieldOfDeal.tsx';
import { PinnableField } from './PinnableField.tsx';
import { saveKeys } from './save-keys.ts';

const shownElsewhere: readonly FieldType[] = ['status', 'percent', 'period'];

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
  );
  return (
    <section>
      <div class="head">
        <h2>{text('details')}</h2>
        <span class="caption">
          {text('savedTogether')} {saveKeys}
        </span>
      </div>
      {showsAll.value ? (
        <AllFields deal={deal} isWon={isWon} actions={actions} all={all} />
      ) : (
        firstView.map((field) => (
          <FieldOfDeal key={field.key} deal={deal} field={field} isWon={isWon} actions={actions} />
        ))
      )}
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
    </section>
  );
}

/** Renders every field with its pin button, pinned ones first; a search box filters them by name. */
function AllFields({ deal, isWon, actions, all }: Props & { all: readonly Field[] }) {
  const query = useSignal('');
  const pinned = deal.pinning.pinned.value;
  const onTop = pinnedFields(all, pinned);
  const ordered = [...onTop, ...all.filter((field) => !onTop.includes(field))];
  const named = ordered.map((field) => ({
    value: field.key,
    name: fieldName(field.key, deal.view.value.catalog),
  }));
  const shown = filterOptions(named, query.value);
  return (
    <>
      <input
        type="search"
        class="control filter"
        aria-label={text('filterFields')}
        placeholder={text('filterFields')}
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value;
        }}
      />
      {ordered.map((field) => {
        const option = shown.find(({ value }) => value === field.key);
        const key = pinKey(field);
        return (
          option && (
            <PinnableField
              key={field.key}
              name={option.name}
              fieldKey={key}
              place={pinned.indexOf(key)}
              of={pinned.length}
              onToggle={() => deal.pinning.toggle(key)}
              onMove={deal.pinning.move}
            >
              <FieldOfDeal deal={deal} field={field} isWon={isWon} actions={actions} />
            </PinnableField>
          )
        );
      })}
    </>
  );
}
