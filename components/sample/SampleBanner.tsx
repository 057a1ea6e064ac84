import type { ReadonlySignal } from '@preact/signals';
import { type MessageName, text } from '../../lib/wording/text.ts';
import './sample.css';

type Props = {
  pages: readonly { id: number; name: MessageName }[];
  shown: ReadonlySignal<number>;
  /** What cannot be tried here, "" for nothing. */
  message: ReadonlySignal<string>;
  onShow(id: number): void;
  onConnect(): void;
};

/** Says that the deals below are a sample, and switches between its pages. */
export function SampleBanner({ pages, shown, message, onShow, onConnect }: Props) {
  return (
    <>
      <p class="sample-mark">{text('sampleMark')}</p>
      <nav aria-label={text('samplePages')}>
        {pages.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            class="button"
            aria-pressed={id === shown.value}
            onClick={() => onShow(id)}
          >
            {text(name)}
          </button>
        ))}
      </nav>
      <p class="meta" role="status">
        {message.value || text('sampleHint')}
      </p>
      <button type="button" class="link" onClick={onConnect}>
        {text('connectInOptions')}
      </button>
    </>
  );
}
