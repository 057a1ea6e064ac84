import type { ReadonlySignal } from '@preact/signals';
import { text } from '../../lib/wording/text.ts';
import { FileButton } from '../ui/FileButton.tsx';

type Props = {
  /** How the last thing ended, "" before there was one. */
  told: ReadonlySignal<string>;
  onExport(): void;
  onImport(file: File): void;
  /** Given right after an import. */
  onUndo: (() => void) | undefined;
};

/** What the user has set up, as one file to keep or to bring to another browser. */
export function SettingsSection({ told, onExport, onImport, onUndo }: Props) {
  return (
    <section class="card wide" aria-labelledby="settings">
      <h2 class="title" id="settings">
        {text('settings')}
      </h2>
      <p class="meta">{text('settingsHint')}</p>
      <div class="bar">
        <span class="grow" />
        <FileButton name={text('importSettings')} onChoose={onImport} />
        <button type="button" class="button" onClick={onExport}>
          {text('exportSettings')}
        </button>
      </div>
      <div role="status" class="row">
        {told.value && <p class="grow">{told.value}</p>}
        {onUndo && (
          <button type="button" class="button" onClick={onUndo}>
            {text('undo')}
          </button>
        )}
      </div>
    </section>
  );
}
