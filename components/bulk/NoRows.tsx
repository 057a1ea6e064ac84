import { useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../../lib/wording/text.ts';
import type { TableModel } from './table-model.ts';

/** Says why no deal is shown, with what helps; nothing before deals are added. */
export function NoRows({ table: { deals, open } }: { table: TableModel }) {
  const isShown = open.isShown.value;
  const isFiltered = open.filter.value.trim() !== '' && deals.rows.value.length > 0;
  if (isFiltered)
    return (
      <p class="no-rows" role="status">
        {text('noDealsMatch')}
      </p>
    );
  return isShown ? <NoOpenDeals open={open} /> : null;
}

function NoOpenDeals({ open }: Pick<TableModel, 'open'>) {
  const isClean = open.counts.value.all > 0;
  const heading = useRef<HTMLHeadingElement>(null);
  // The focus may have been in the row that left last.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <div class="no-rows">
      <h3 ref={heading} tabIndex={-1}>
        {text(isClean ? 'allClean' : 'noOpenDeals')}
      </h3>
      <p class="meta">{text(isClean ? 'allCleanHint' : 'noOpenDealsHint')}</p>
      {isClean && open.onlyAttention.value && (
        <button
          type="button"
          class="button"
          onClick={() => {
            open.onlyAttention.value = false;
          }}
        >
          {text('showAllDeals')}
        </button>
      )}
    </div>
  );
}
