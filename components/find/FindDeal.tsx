import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Search } from '../../lib/editor/search.ts';
import { text } from '../../lib/wording/text.ts';
import type { Actions } from '../editor/actions.ts';
import { ProblemNote } from '../editor/ProblemNote.tsx';
import { enterList } from './NumberedList.tsx';

type Props = { search: Search; actions: Actions; takesFocus: boolean };

/** Renders the search box for a name, an id or a link; searches while typing and at once on Enter. */
export function FindDeal({ search, actions, takesFocus }: Props) {
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (isBeginOfSearch(event)) box.current?.focus();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  const { typed, isSearching, problem } = search;
  const findNow = () => void search.find(typed.value);
  return (
    <search>
      <form
        class="bar"
        onSubmit={(event) => {
          event.preventDefault();
          // Enters the results if they are already there, instead of searching again.
          if (search.isAnswered()) enterList();
          else findNow();
        }}
      >
        <input
          ref={box}
          type="search"
          class="control grow"
          aria-label={text('findDeal')}
          placeholder={text('findPlaceholder')}
          autocomplete="off"
          value={typed.value}
          onInput={(event) => search.type(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            enterList();
          }}
        />
        <button type="submit" class="button">
          {text('find')}
        </button>
      </form>
      <p class="searching" role="status">
        {isSearching.value && text('searching')}
      </p>
      {problem.value && <ProblemNote problem={problem.value} actions={actions} onRetry={findNow} />}
    </search>
  );
}

/** Returns whether a letter was pressed outside of text fields, which goes on in the search box. */
function isBeginOfSearch({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || !/^\p{L}$/u.test(key)) return false;
  const isTyped = target instanceof Element && target.matches('input,textarea,select,[contenteditable]');
  return !isTyped && document.querySelector('dialog[open]') === null;
}
