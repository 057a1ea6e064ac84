import { useSignal } from '@preact/signals';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import type { Field } from '../../lib/opportunity/fields.ts';
import { pinKey, pinnedFields } from '../../lib/opportunity/fields-shown-first.ts';
import { fieldName } from '../../lib/wording/describe-change.ts';
import { text } from '../../lib/wording/text.ts';
import { filterOptions } from '../ui/combobox/combobox-filter.ts';
import type { Actions } from './actions.ts';
import { FieldOfDeal } from './FieldOfDeal.tsx';
import { PinnableField } from './PinnableField.tsx';

type Props = { deal: DealEditor; isWon: boolean; actions: Actions; all: readonly Field[] };

/** Renders every field with its pin button, pinned ones first; a search box filters them by name. */
export function AllFields({ deal, isWon, actions, all }: Props) {
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
