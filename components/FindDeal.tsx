import { text } from '../lib/text.ts';

/** A box for a name, an id or a link. */
export function FindDeal({ onFind }: { onFind(typed: string): void }) {
  return (
    <search>
      <form
        class="bar"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = String(new FormData(event.currentTarget).get('typed') ?? '').trim();
          if (typed !== '') onFind(typed);
        }}
      >
        <input
          type="search"
          name="typed"
          class="control grow"
          aria-label={text('findDeal')}
          placeholder={text('findPlaceholder')}
          autocomplete="off"
        />
        <button type="submit" class="button">
          {text('find')}
        </button>
      </form>
    </search>
  );
}
