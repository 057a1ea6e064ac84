import { ChangesSection } from '../../components/options/ChangesSection.tsx';
import { DiagnosticsSection } from '../../components/options/DiagnosticsSection.tsx';
import { RemovalSection } from '../../components/options/RemovalSection.tsx';
import { SettingsSection } from '../../components/options/SettingsSection.tsx';
import { SyncSection } from '../../components/options/SyncSection.tsx';
import { downloadFile } from '../../lib/base/download-file.ts';
import { toChangesCsv } from '../../lib/options/recent-changes.ts';
import { damage, diagnostics, preferences, recentChanges, removal, settingsTransfer } from './models.ts';

async function changeChanges(change: Promise<void>): Promise<void> {
  await change;
  await damage.look();
}

function showUnlockForm(): void {
  document.querySelector<HTMLElement>('input[autocomplete=current-password]')?.focus();
}

/** Connects the recent changes and everything about stored data to their models. */
export function HistoryAndData() {
  return (
    <>
      <ChangesSection
        list={recentChanges.list}
        message={recentChanges.message}
        isLocked={recentChanges.isLocked}
        onUnlock={showUnlockForm}
        onUndo={(changeId) => void changeChanges(recentChanges.undo(changeId))}
        onExport={(rows) => downloadFile('deal-changes.csv', 'text/csv', toChangesCsv(rows))}
        onClear={() => void changeChanges(recentChanges.clear())}
      />
      <SyncSection
        preferences={preferences.preferences}
        locked={preferences.locked}
        syncMessage={preferences.syncMessage}
        onChange={(changed) => void preferences.change(changed)}
      />
      <SettingsSection
        preview={settingsTransfer.preview}
        message={settingsTransfer.message}
        canUndo={settingsTransfer.canUndo}
        onExport={() => void settingsTransfer.exportFile()}
        onChoose={(file) => void settingsTransfer.importFile(file)}
        onImport={() => void settingsTransfer.confirmImport()}
        onCancelImport={settingsTransfer.cancelImport}
        onUndo={() => void settingsTransfer.undoImport()}
      />
      <DiagnosticsSection
        lines={diagnostics.lines}
        message={diagnostics.message}
        onOpen={() => void diagnostics.read()}
        onCopy={() => void diagnostics.copy()}
      />
      <RemovalSection
        removal={removal.removal}
        onAsk={() => void removal.confirm()}
        onCancel={removal.cancel}
        onRemove={() => void removal.remove()}
      />
    </>
  );
}
