import type { ReadonlySignal } from '@preact/signals';
import type { SettingsPreview } from '../../lib/options/settings-transfer.ts';
import { text } from '../../lib/wording/text.ts';
import { FileButton } from '../ui/FileButton.tsx';
import { ImportSettings } from './ImportSettings.tsx';

type Props = {
  /** What the chosen file changes, null if none is chosen. */
  preview: ReadonlySignal<SettingsPreview | null>;
  /** The result of the last action, "" before the first. */
  message: ReadonlySignal<string>;
  onExport(): void;
  /** Shows what a file changes. */
  onChoose(file: File): void;
  onImport(): void;
  onCancelImport(): void;
  /** Whether the last import can be undone. */
  canUndo: ReadonlySignal<boolean>;
  onUndo(): void;
};

/** Renders export and import of all settings as one file. */
export function SettingsSection(props: Props) {
  const { preview, message, onExport, onChoose, onImport, onCancelImport, canUndo, onUndo } = props;
  return (
    <section class="card wide" aria-labelledby="settings">
      <h3 class="title" id="settings">
        {text('settings')}
      </h3>
      <p class="meta">{text('settingsHint')}</p>
      <div class="bar">
        <span class="grow" />
        <FileButton name={text('importSettings')} onChoose={onChoose} />
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
      {preview.value && (
        <ImportSettings preview={preview.value} onImport={onImport} onCancel={onCancelImport} />
      )}
    </section>
  );
}
