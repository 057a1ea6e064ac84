import { type ReadonlySignal, useSignal } from '@preact/signals';
import { type ChangeList, type ChangeRow, toChangeRows } from '../../lib/wording/change-rows.ts';
import { text } from '../../lib/wording/text.ts';
import { RecentChanges } from '../find/RecentChanges.tsx';

type Props = {
  list: ReadonlySignal<ChangeList>;
  /** The result of the last undo. */
  message: ReadonlySignal<string>;
  /** Whether the changes are hidden until the passphrase is entered. */
  isLocked: ReadonlySignal<boolean>;
  onUnlock(): void;
  onUndo(changeId: string): void;
  onExport(rows: readonly ChangeRow[]): void;
  onClear(): void;
};

/** Renders the recent changes, with buttons to undo, export and clear them. */
export function ChangesSection({ list, message, isLocked, onUnlock, onUndo, onExport, onClear }: Props) {
  const filter = useSignal('');
  const rows = toChangeRows(list.value, filter.value);
  const isEmpty = list.value.changes.length === 0;
  return (
    <section class="card wide" aria-labelledby="recent-changes">
      <h3 class="title" id="recent-changes">
        {text('recentChanges')}
      </h3>
      <p class="meta">{text('recentChangesHint')}</p>
      {!isEmpty && (
        <div class="bar">
          <input
            type="search"
            class="control grow"
            aria-label={text('filterChanges')}
            placeholder={text('filterChanges')}
            value={filter.value}
            onInput={(event) => {
              filter.value = event.currentTarget.value;
            }}
          />
          <button type="button" class="button" onClick={() => onExport(rows)}>
            {text('exportCsv')}
          </button>
          <button type="button" class="button" onClick={onClear}>
            {text('clearChanges')}
          </button>
        </div>
      )}
      <p role="status">{message.value}</p>
      {isLocked.value ? (
        <div class="bar">
          <p class="grow">{text('changesLocked')}</p>
          <button type="button" class="button" onClick={onUnlock}>
            {text('enterPassphrase')}
          </button>
        </div>
      ) : rows.length > 0 ? (
        <RecentChanges rows={rows} onUndo={onUndo} />
      ) : (
        <p>{text(isEmpty ? 'changesNone' : 'noChanges')}</p>
      )}
    </section>
  );
}
