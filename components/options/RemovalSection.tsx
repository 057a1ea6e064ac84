import type { ReadonlySignal } from '@preact/signals';
import type { Removal } from '../../lib/options/removal.ts';
import { countText } from '../../lib/wording/count-text.ts';
import { text } from '../../lib/wording/text.ts';
import { ModalDialog } from '../ui/ModalDialog.tsx';

type Props = { removal: ReadonlySignal<Removal>; onAsk(): void; onCancel(): void; onRemove(): void };

/** Renders the button that removes all data from this device after a confirmation. */
export function RemovalSection({ removal, onAsk, onCancel, onRemove }: Props) {
  const now = removal.value;
  return (
    <section class="card wide" aria-labelledby="your-data">
      <h3 class="title" id="your-data">
        {text('yourData')}
      </h3>
      <p class="meta">{text('yourDataHint')}</p>
      <p role="status">{now.state === 'removed' ? text('everythingRemoved') : ''}</p>
      <p role="alert">{now.state === 'failed' ? text('notEverythingRemoved') : ''}</p>
      <div class="row">
        <button type="button" class="button lost" disabled={now.state === 'removing'} onClick={onAsk}>
          {text('removeEverything')}
        </button>
      </div>
      {now.state === 'asked' && (
        <ModalDialog title={text('removeEverythingTitle')} onCancel={onCancel}>
          <section>
            <h2 class="title">{text('removeEverythingTitle')}</h2>
            {now.waiting > 0 && (
              <p class="field-problem">{countText('editsWouldBeLostOne', 'editsWouldBeLost', now.waiting)}</p>
            )}
            <p>{text('removeEverythingHint')}</p>
          </section>
          <div class="bar">
            <span class="grow" />
            <button type="button" class="button" onClick={onCancel}>
              {text('cancel')}
            </button>
            <button type="button" class="button lost" onClick={onRemove}>
              {text('removeEverything')}
            </button>
          </div>
        </ModalDialog>
      )}
    </section>
  );
}
