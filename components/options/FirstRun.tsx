import type { ComponentChildren } from 'preact';
import { text } from '../../lib/wording/text.ts';

type Props = {
  /** The forms to connect. */
  children: ComponentChildren;
  /** Shows the options without a connection. */
  onShowOptions(): void;
  onTrySample(): void;
};

/** Renders the page before the first organization is connected: what the product is, and how to connect. */
export function FirstRun({ children, onShowOptions, onTrySample }: Props) {
  return (
    <div class="first-run">
      <header class="hero">
        <img src="/icon/48.png" width={48} height={48} alt="" />
        <div>
          <h1>{text('firstRunTitle')}</h1>
          <p class="meta">{text('firstRunHint')}</p>
        </div>
      </header>
      {children}
      <p class="links">
        <button type="button" class="link" onClick={onTrySample}>
          {text('trySample')}
        </button>
        <button type="button" class="link" onClick={onShowOptions}>
          {text('showAllOptions')}
        </button>
      </p>
    </div>
  );
}
