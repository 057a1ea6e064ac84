import type { ReadonlySignal } from '@preact/signals';
import { text } from '../../lib/wording/text.ts';
import { FileButton } from '../ui/FileButton.tsx';

type Props = {
  /** The result of the last action, "" before the first. */
  message: ReadonlySignal<string>;
  onExport(): void;
  onImport(file: File): void;
  /** Whether the last import can be undone. */
  canUndo: ReadonlySignal<boolean>;
  onUndo(): void;
};

/** Renders export and import of all settings as one file. */
export function SettingsSection({ message, onExport, onImport, canUndo, onUndo }: Props) {
  return (
    <section class="card wide" aria-labelledby="settings">
      <h3 class="title" id="settings">
        {text('settings')}
      </h3>
      <p class="meta">{text('settingsHint')}</p>
      <div class="bar">
        <span class="grow" />
        <FileButton name={text('importSettings')} onChoose={onImport} />
        <button type="button" class="button" onClick={onExport}>
          {text('exportSettings')}
        </button>
      </div>
      <div role="status" class="row">
        {message.value && <p class="grow">{message.value}</p>}
        {canUndo.value && (
          <button type="button" class="button" onClick={onUndo}>
            {text('undo')}
          </button>
        )}
      </div>
    </section>
  );
}
