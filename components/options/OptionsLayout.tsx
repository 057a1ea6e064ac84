import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { type MessageName, text } from '../../lib/wording/text.ts';
import { useCurrentPart } from './use-current-part.ts';

/** One of the parts of the options, named like its place in the address. */
export type OptionsPart = {
  id: string;
  name: MessageName;
  purpose: MessageName;
  content: ComponentChildren;
};

type Props = {
  parts: readonly OptionsPart[];
  /** Whether an administrator has preset something. */
  isManaged: boolean;
  /** Whether a choice was stored a moment ago. */
  isSaved: ReadonlySignal<boolean>;
  version: string;
  onTrySample(): void;
};

/** Renders the options in parts, beside links that mark the part in view. */
export function OptionsLayout({ parts, isManaged, isSaved, version, onTrySample }: Props) {
  const current = useCurrentPart(parts.map(({ id }) => id));
  return (
    <div class="options-layout">
      <nav class="parts" aria-label={text('options')}>
        <h1>
          <img src="/icon/32.png" width={24} height={24} alt="" />
          {text('product')}
        </h1>
        {parts.map(({ id, name }) => (
          <a
            key={id}
            href={`#${id}`}
            aria-current={id === current.value ? 'location' : undefined}
            onClick={() => {
              current.value = id;
            }}
          >
            {text(name)}
          </a>
        ))}
        <button type="button" class="link" onClick={onTrySample}>
          {text('trySample')}
        </button>
        <p class="meta">{text('version', version)}</p>
      </nav>
      <div class="options-parts">
        {isManaged && <p class="managed-banner">{text('someManaged')}</p>}
        {parts.map(({ id, name, purpose, content }) => (
          <section key={id} class="part" id={id} aria-labelledby={`${id}-part`}>
            <h2 id={`${id}-part`}>{text(name)}</h2>
            <p class="meta">{text(purpose)}</p>
            {content}
          </section>
        ))}
      </div>
      <p role="status" class="saved-answer">
        {isSaved.value && text('saved')}
      </p>
    </div>
  );
}
