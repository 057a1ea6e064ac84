import { signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import { type Removal, RemovalSection } from '../../components/options/RemovalSection.tsx';
import { ask } from '../../lib/messaging/ask.ts';
import { outboxIndex } from '../../lib/storage/items.ts';

/** Stands in the address once everything is removed, since nothing else may remember it. */
const removedMark = '#removed';

const removal = signal<Removal>({ state: location.hash === removedMark ? 'removed' : 'offered' });
history.replaceState(null, '', location.pathname);

async function askFirst(): Promise<void> {
  // A store that cannot be read any more is one more reason to remove it.
  const waiting = await outboxIndex.read().catch(() => []);
  removal.value = { state: 'asked', waiting: waiting.length };
}

async function remove(): Promise<void> {
  removal.value = { state: 'removing' };
  // By the background, which goes on where this page is closed.
  const result = await ask('everything.remove', {});
  if (!result.ok) {
    removal.value = { state: 'failed' };
    return;
  }
  // Other pages of the extension still show what was stored.
  const views = browser.extension.getViews() as unknown as Window[];
  for (const view of views) if (view !== window) view.location.reload();
  // Begun anew, so that no part of this page goes on showing what is gone.
  history.replaceState(null, '', removedMark);
  location.reload();
}

/** The section that removes everything, with all it does. */
export function RemovalPart() {
  return (
    <RemovalSection
      removal={removal}
      onAsk={() => void askFirst()}
      onCancel={() => {
        removal.value = { state: 'offered' };
      }}
      onRemove={() => void remove()}
    />
  );
}
