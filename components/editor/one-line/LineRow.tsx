import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DealEditor } from '../../../lib/editor/deal-editor.ts';
import { text } from '../../../lib/wording/text.ts';
import type { OpenLine } from './open-line.tsx';

/** Renders the line that changes are typed into. What reads it is loaded when it is first used. */
export function LineRow({ deal }: { deal: DealEditor }) {
  const { typed, isWanted } = deal.line;
  const opened = useSignal<OpenLine | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const { usesSingleKeys } = deal.view.value.preferences;
  const isAsked = isWanted.value;
  const { value: reading } = opened;

  useLayoutEffect(() => {
    if (!isAsked) return;
    isWanted.value = false;
    input.current?.focus();
    input.current?.select();
  }, [isAsked, isWanted]);

  // Enter may be pressed before the code is loaded.
  const isEntered = useRef(false);

  async function load(): Promise<void> {
    const { openLine } = await import('./open-line.tsx');
    if (opened.value) return;
    opened.value = openLine(deal, input);
    if (isEntered.current) opened.value.enter();
  }

  return (
    <section class="line-row">
      <div class="control">
        <input
          ref={input}
          type="text"
          autocomplete="off"
          spellcheck={false}
          aria-label={text('typeChange')}
          aria-keyshortcuts={usesSingleKeys ? '/' : undefined}
          placeholder={text('typeChangeExample')}
          value={typed.value}
          onFocus={() => void load()}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
          onKeyDown={({ key }) => {
            isEntered.current = key === 'Enter';
          }}
          {...reading?.inputProps()}
        />
        {usesSingleKeys && <span class="key">/</span>}
      </div>
      {reading && <reading.Reading />}
    </section>
  );
}
