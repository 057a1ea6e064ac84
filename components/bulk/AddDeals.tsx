import { useSignal } from '@preact/signals';
import type { KnownLookup } from '../../lib/find/known-lookup.ts';
import { text } from '../../lib/wording/text.ts';
import { DealList } from '../find/DealList.tsx';

type Props = {
  lookup: KnownLookup;
  /** Adds the deals and leads whose ids or links are in a text. */
  onAdd(pasted: string): void;
};

/** Renders the box for ids and links; a text typed there is also looked for in the known deals. */
export function AddDeals({ lookup, onAdd }: Props) {
  const pasted = useSignal('');
  const found = lookup.found.value;

  function type(typed: string): void {
    pasted.value = typed;
    void lookup.look(typed);
  }

  function add(chosen: string): void {
    onAdd(chosen);
    type('');
  }

  return (
    <form
      class="add-deals"
      onSubmit={(event) => {
        event.preventDefault();
        add(pasted.value);
      }}
    >
      <label for="pasted">{text('manyPaste')}</label>
      <textarea
        id="pasted"
        class="control"
        rows={2}
        value={pasted.value}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <button type="submit" class="button" disabled={pasted.value.trim() === ''}>
        {text('manyAdd')}
      </button>
      {found && found.opportunities.length > 0 && (
        <div class="found-deals">
          <DealList list={found} showsLead typed={pasted.value} onChoose={({ id }) => add(id)} />
        </div>
      )}
    </form>
  );
}
