import { signal } from '@preact/signals';
import { SettingsSection } from '../../components/options/SettingsSection.tsx';
import { offerFile } from '../../lib/base/download-file.ts';
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

const mostFileBytes = 1_000_000;

const told = signal('');
/** What was there before an import. */
const former = signal<Settings | null>(null);

const fileSentences: Record<SettingsFileProblem, MessageName> = {
  'not-ours': 'settingsNotOurs',
  'too-new': 'importTooNew',
  'nothing-in-it': 'settingsNothing',
};

/**
 * What is set up on this device. Throws where the background does not let the store be used: what a later version wrote
 * would read here as if nothing were set up.
 */
async function readUsableSettings(): Promise<Settings> {
  const usable = await ask('preferences.read', {});
  if (!usable.ok) throw new StorageError('store-unreadable', usable.problem);
  return readSettings();
}

async function exportAll(): Promise<void> {
  offerFile('settings.json', 'application/json', writeSettingsFile(await readUsableSettings()));
  told.value = '';
}

async function importFrom(file: File): Promise<void> {
  former.value = null;
  const found = readSettingsFile(file.size > mostFileBytes ? '' : await file.text());
  if ('problem' in found) {
    told.value = text(fileSentences[found.problem]);
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
  told.value = sentences.join(' ');
}

async function takeBack(before: Settings): Promise<void> {
  const result = await ask('settings.write', before);
  if (result.ok) former.value = null;
  told.value = result.ok ? text('settingsUndone') : sentenceOf(result.problem);
}

/** Says why something could not be done at all. */
function run(work: Promise<void>): void {
  work.catch(() => {
    told.value = sentenceOf({ kind: 'store-unreadable' });
  });
}

/** The section that carries settings as a file, with all it does. */
export function SettingsPart() {
  const before = former.value;
  return (
    <SettingsSection
      told={told}
      onExport={() => run(exportAll())}
      onImport={(file) => run(importFrom(file))}
      onUndo={before ? () => run(takeBack(before)) : undefined}
    />
  );
}
