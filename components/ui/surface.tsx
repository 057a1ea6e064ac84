import { signal } from '@preact/signals';
import { type ComponentChildren, render } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { toFault } from '../../lib/faults/fault.ts';
import { faultReport, watchFaults } from '../../lib/faults/watch-faults.ts';
import { ask } from '../../lib/messaging/ask.ts';
import type { Fault, FaultPlace } from '../../lib/model/fault.ts';
import { FaultNote } from './FaultNotice.tsx';

/** A page of the extension that is never blank: popup, panel, card, table of deals or options. */
export type Surface = { show(content: ComponentChildren): void };

/**
 * Watches a page from its start: what its code throws is said above the content, or in place of content that cannot be
 * drawn. `reload` is given where reloading the document is not enough.
 */
export function openSurface(place: FaultPlace, reload = () => location.reload()): Surface {
  const fault = signal<Fault | null>(null);
  const app = document.getElementById('app');
  let isShown = false;

  function show(content: ComponentChildren): void {
    if (!app) return;
    // What the document came with would stay below the content.
    if (!isShown) app.replaceChildren();
    isShown = true;
    render(
      <Guarded place={place} fault={fault} reload={reload}>
        {content}
      </Guarded>,
      app,
    );
  }

  watchFaults(place, (found) => {
    keepFault(found);
    fault.value ??= found;
    if (!isShown) show(null);
  });
  return { show };
}

// The background stores it, because schemas would double what a page has to load.
function keepFault(fault: Fault): void {
  void ask('fault.keep', { fault });
}

type GuardedProps = {
  place: FaultPlace;
  fault: { value: Fault | null };
  reload(): void;
  children: ComponentChildren;
};

function Guarded({ place, fault, reload, children }: GuardedProps) {
  const [error] = useErrorBoundary((thrown) => {
    const found = toFault(thrown, place);
    fault.value ??= found;
    keepFault(found);
  });
  return (
    <>
      {fault.value && <FaultNote details={faultReport(fault.value)} onReload={reload} />}
      {error === undefined && children}
    </>
  );
}
