import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DealEditor } from '../../../lib/editor/deal-editor.ts';
import type { OfferedChoice, OneLine } from '../../../lib/editor/one-line.ts';
import { text } from '../../../lib/wording/text.ts';

/** Pause in typing before a problem is said, in milliseconds, because half a word is none. */
const pauseMs = 400;

type Props = {
  deal: DealEditor;
  line: OneLine;
  input: RefObject<HTMLInputElement | null>;
  listId: string;
  isOpen: boolean;
  onChoose(choice: OfferedChoice): void;
  onSave(): void;
};

/** Renders the meaning of a line: chips under its words, its changes, and the words that are not understood with choices. */
export function LineReading({ deal, line, input, listId, isOpen, onChoose, onSave }: Props) {
  const typed = deal.line.typed.value;
  const isEmpty = typed.trim() === '';
  const isShown = isOpen && (!isEmpty || line.choices.value.length > 0);
  return (
    <>
      <Chips typed={typed} line={line} input={input} />
      {isShown && (
        // biome-ignore lint/a11y/noStaticElementInteractions: keeps the focus in the text box
        <div
          class="line-panel"
          onMouseDown={(event) => {
            if (!(event.target instanceof Element && event.target.closest('button'))) event.preventDefault();
          }}
        >
          <ul aria-label={text('lineChanges')} hidden={line.changes.value.length === 0}>
            {line.changes.value.map(({ field, name, before, after }) => (
              <li key={field}>
                <bdi>{name}</bdi>
                <span class="sign">: </span>
                <s>
                  <bdi>{before}</bdi>
                </s>
                <span> → </span>
                <b>
                  <bdi>{after}</bdi>
                </b>
              </li>
            ))}
          </ul>
          <Problems line={line} typed={typed} />
          <Choices line={line} listId={listId} onChoose={onChoose} />
          {!isEmpty && <Footer line={line} onSave={onSave} />}
        </div>
      )}
    </>
  );
}

type ChipsProps = { typed: string; line: OneLine; input: RefObject<HTMLInputElement | null> };

// Lies under the text box and repeats its text, so that each chip is exactly under its words.
function Chips({ typed, line, input }: ChipsProps) {
  const chips = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current: box } = input;
    const follow = () => {
      if (chips.current && box) chips.current.scrollLeft = box.scrollLeft;
    };
    follow();
    box?.addEventListener('scroll', follow);
    return () => box?.removeEventListener('scroll', follow);
  }, [input, typed]);
  let end = 0;
  return (
    <div ref={chips} class="line-chips" aria-hidden="true">
      {line.parts.value.map((part) => {
        const gap = typed.slice(end, part.start);
        end = part.end;
        return [
          gap,
          <mark key={part.start} class={part.kind === 'problem' ? 'bad' : ''}>
            {typed.slice(part.start, part.end)}
          </mark>,
        ];
      })}
      {typed.slice(end)}
    </div>
  );
}

function Problems({ line, typed }: { line: OneLine; typed: string }) {
  const said = useSignal<readonly string[]>([]);
  const { value: problems } = line.problems;
  const sentences = problems.join('\n');
  // A layout effect starts the timer on mount, because a plain effect may wait for a paint.
  useLayoutEffect(() => {
    const timer = setTimeout(() => {
      said.value = sentences.split('\n').filter(Boolean);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [sentences, typed, said]);
  // Goes at once when it is solved.
  const shown = said.value.filter((each) => problems.includes(each));
  if (shown.length === 0) return null;
  return (
    <div role="alert" class="line-problems">
      {shown.map((each) => (
        <p key={each}>{each}</p>
      ))}
    </div>
  );
}

type ChoicesProps = { line: OneLine; listId: string; onChoose(choice: OfferedChoice): void };

function Choices({ line, listId, onChoose }: ChoicesProps) {
  const { value: choices } = line.choices;
  if (choices.length === 0) return null;
  const isOther = line.parts.value.length > 0 && line.problems.value.length === 0;
  return (
    <>
      {isOther && <p class="meta line-other">{text('lineOther')}</p>}
      <div id={listId} role="listbox" class="line-choices" aria-label={text('lineChoices')} tabIndex={-1}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text box keeps the focus and handles the keys
          <div
            key={choice.insert}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === line.active.value}
            class={index === line.active.value ? 'option active' : 'option'}
            onClick={() => onChoose(choice)}
          >
            <bdi>{choice.name}</bdi>
          </div>
        ))}
      </div>
    </>
  );
}

function Footer({ line, onSave }: { line: OneLine; onSave(): void }) {
  const count = line.changes.value.length;
  const counted = count === 1 ? text('lineOneChange') : text('lineManyChanges', count);
  return (
    <div class="bar line-bar">
      <p class="grow meta" role="status">
        {line.isActionSaved.value ? text('lineActionSaved') : count > 0 ? counted : ''}
      </p>
      {line.action.value && !line.isActionSaved.value && (
        <button type="button" class="link" onClick={() => void line.saveAsAction()}>
          {text('lineSaveAction')}
        </button>
      )}
      <button type="button" class="button primary" disabled={!line.isReady.value} onClick={onSave}>
        {text('save')}
        <span class="key" aria-hidden="true">
          ↵
        </span>
      </button>
    </div>
  );
}
