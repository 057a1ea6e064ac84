import { signal } from '@preact/signals';
import { SettingsSection } from '../../components/options/SettingsSection.tsx';
import { downloadFile } from '../../lib/base/download-file.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { readSettings, type Settings } from '../../lib/settings/settings.ts';
import {
  readSettingsFile,
  type SettingsFileProblem,
  withFile,
  writeSettingsFile,
} from '../../lib/settings/settings-file.ts';
import { StorageError } from '../../lib/storage/stored.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';

const maxFileBytes = 1_000_000;

const message = signal('');
/** Holds the settings from before an import, to undo it. */
const former = signal<Settings | null>(null);

const fileSentences: Record<SettingsFileProblem, MessageName> = {
  'not-ours': 'settingsNotOurs',
  'too-new': 'importTooNew',
  'nothing-in-it': 'settingsNothing',
};

/**
 * Reads this device's settings. Throws if the background reports the storage as unusable, because settings written by a
 * later version would look empty here.
 */
async function readUsableSettings(): Promise<Settings> {
  const usable = await ask('preferences.read', {});
  if (!usable.ok) throw new StorageError('store-unreadable', usable.problem);
  return readSettings();
}

async function exportAll(): Promise<void> {
  downloadFile('settings.json', 'application/json', writeSettingsFile(await readUsableSettings()));
  message.value = '';
}

async function importFrom(file: File): Promise<void> {
  former.value = null;
  const found = readSettingsFile(file.size > maxFileBytes ? '' : await file.text());
  if ('problem' in found) {
    message.value = text(fileSentences[found.problem]);
    return;
  }
  const current = await readUsableSettings();
  const { settings, noRoom } = withFile(current, found);
  const result = await ask('settings.write', settings);
  former.value = current;
  const sentences = [
    result.ok ? text('settingsImported') : sentenceOf(result.problem),
    ...(found.unreadable > 0 ? [text('settingsUnreadable', found.unreadable)] : []),
    ...(noRoom > 0 ? [text('settingsNoRoom', noRoom)] : []),
  ];
  message.value = sentences.join(' ');
}

async function takeBack(before: Settings): Promise<void> {
  const result = await ask('settings.write', before);
  if (result.ok) former.value = null;
  message.value = result.ok ? text('settingsUndone') : sentenceOf(result.problem);
}

/** Shows a storage problem if the work throws. */
function run(work: Promise<void>): void {
  work.catch(() => {
    message.value = sentenceOf({ kind: 'store-unreadable' });
  });
}

/** Connects the section that exports and imports settings to the background. */
export function SettingsPart() {
  const before = former.value;
  return (
    <SettingsSection
      message={message}
      onExport={() => run(exportAll())}
      onImport={(file) => run(importFrom(file))}
      onUndo={before ? () => run(takeBack(before)) : undefined}
    />
  );
}
