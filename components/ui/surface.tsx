import { signal } from '@preact/signals';
import { type ComponentChildren, render } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { toFault } from '../../lib/faults/fault.ts';
import { faultReport, watchFaults } from '../../lib/faults/watch-faults.ts';
import { ask } from '../../lib/messaging/ask.ts';
import type { Fault, FaultPlace } from '../../lib/model/fault.ts';
import { ignoreComposingKeys } from '../../lib/surface/ignore-composing-keys.ts';
import { FaultNotice } from './FaultNotice.tsx';

/** Names a page of the extension that must never be blank. */
export type Surface = { show(content: ComponentChildren): void };

/**
 * Shows errors that the page's code throws above the content, or instead of content that fails to render. `reload` is
 * passed if reloading the document is not enough.
 */
export function openSurface(place: FaultPlace, reload = () => location.reload()): Surface {
  const fault = signal<Fault | null>(null);
  const app = document.getElementById('app');
  let isShown = false;

  function show(content: ComponentChildren): void {
    if (!app) return;
    // Removes the static HTML, because it would stay below the content.
    if (!isShown) app.replaceChildren();
    isShown = true;
    render(
      <Guarded place={place} fault={fault} reload={reload}>
        {content}
      </Guarded>,
      app,
    );
  }

  ignoreComposingKeys();
  watchFaults(place, (found) => {
    keepFault(found);
    fault.value ??= found;
    if (!isShown) show(null);
  });
  return { show };
}

// The background stores the fault, because the schemas would double the page's bundle.
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
      {fault.value && <FaultNotice details={faultReport(fault.value)} onReload={reload} />}
      {error === undefined && children}
    </>
  );
}
