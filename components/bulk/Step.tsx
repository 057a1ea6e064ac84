import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { type MessageName, text } from '../../lib/wording/text.ts';

type Props = {
  number: 1 | 2 | 3;
  name: MessageName;
  /** What follows the heading in its line. */
  head: ComponentChildren;
  children: ComponentChildren;
};

/** Renders one numbered step of the page, as a region with its heading. */
export function Step({ number, name, head, children }: Props) {
  const id = useId();
  return (
    <section class={`table-step table-step-${number}`} aria-labelledby={id}>
      <div class="table-step-head">
        <h2 id={id}>
          <b>{number}</b> {text(name)}
        </h2>
        {head}
      </div>
      {children}
    </section>
  );
}
