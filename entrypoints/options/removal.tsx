import { signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import { type Removal, RemovalSection } from '../../components/options/RemovalSection.tsx';
import { ask } from '../../lib/messaging/ask.ts';
import { outboxIndex } from '../../lib/storage/items.ts';

/** Marks the address once everything is removed, because no storage may record it. */
const removedMark = '#removed';

const removal = signal<Removal>({ state: location.hash === removedMark ? 'removed' : 'offered' });
history.replaceState(null, '', location.pathname);

async function askFirst(): Promise<void> {
  // Unreadable storage must not prevent its removal.
  const waiting = await outboxIndex.read().catch(() => []);
  removal.value = { state: 'asked', waiting: waiting.length };
}

async function remove(): Promise<void> {
  removal.value = { state: 'removing' };
  // The background removes everything, because it goes on if this page is closed.
  const result = await ask('everything.remove', {});
  if (!result.ok) {
    removal.value = { state: 'failed' };
    return;
  }
  // Other pages of the extension still show stored data.
  const views = browser.extension.getViews() as unknown as Window[];
  for (const view of views) if (view !== window) view.location.reload();
  // Reloaded, so that no part of this page shows removed data.
  history.replaceState(null, '', removedMark);
  location.reload();
}

/** Connects the section that removes everything to the background. */
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
