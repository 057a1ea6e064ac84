import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import { readSettings, type Settings } from '../settings/settings.ts';
import {
  readSettingsFile,
  type SettingsFileProblem,
  withFile,
  writeSettingsFile,
} from '../settings/settings-file.ts';
import { StorageError } from '../storage/stored.ts';
import { countText } from '../wording/count-text.ts';
import { sentenceOf } from '../wording/problem-text.ts';
import { type MessageName, text } from '../wording/text.ts';

/** Export and import of all settings as one file. */
export type SettingsTransfer = {
  /** The result of the last action, "" before the first. */
  message: ReadonlySignal<string>;
  /** Whether the last import can be undone. */
  canUndo: ReadonlySignal<boolean>;
  exportFile(): Promise<void>;
  importFile(file: Pick<Blob, 'size' | 'text'>): Promise<void>;
  undoImport(): Promise<void>;
};

type Dependencies = {
  ask: typeof askBackground;
  download(name: string, type: string, content: string): void;
};

const maxFileBytes = 1_000_000;

const fileSentences: Record<SettingsFileProblem, MessageName> = {
  'not-ours': 'settingsNotOurs',
  'too-new': 'importTooNew',
  'nothing-in-it': 'settingsNothing',
};

/** Creates the model of export and import. */
export function createSettingsTransfer({ ask, download }: Dependencies): SettingsTransfer {
  const message = signal('');
  /** The settings from before the last import. */
  const previous = signal<Settings | null>(null);

  /**
   * Reads this device's settings. Throws if the background reports the storage as unusable, because settings written by a
   * later version would look empty here.
   */
  async function readUsableSettings(): Promise<Settings> {
    const usable = await ask('preferences.read', {});
    if (!usable.ok) throw new StorageError('store-unreadable', usable.problem);
    return readSettings();
  }

  async function exportFile(): Promise<void> {
    download('settings.json', 'application/json', writeSettingsFile(await readUsableSettings()));
    message.value = '';
  }

  async function importFile(file: Pick<Blob, 'size' | 'text'>): Promise<void> {
    previous.value = null;
    const found = readSettingsFile(file.size > maxFileBytes ? '' : await file.text());
    if ('problem' in found) {
      message.value = text(fileSentences[found.problem]);
      return;
    }
    const current = await readUsableSettings();
    const { settings, noRoom } = withFile(current, found);
    const result = await ask('settings.write', settings);
    if (!result.ok) {
      message.value = sentenceOf(result.problem);
      return;
    }
    previous.value = current;
    message.value = [
      text('settingsImported'),
      ...(found.unreadable > 0
        ? [countText('settingsUnreadableOne', 'settingsUnreadable', found.unreadable)]
        : []),
      ...(noRoom > 0 ? [countText('settingsNoRoomOne', 'settingsNoRoom', noRoom)] : []),
    ].join(' ');
  }

  async function undoImport(): Promise<void> {
    if (!previous.value) return;
    const result = await ask('settings.write', previous.value);
    if (result.ok) previous.value = null;
    message.value = result.ok ? text('settingsUndone') : sentenceOf(result.problem);
  }

  /** Shows a storage problem if the work throws. */
  function run(work: Promise<void>): Promise<void> {
    return work.catch(() => {
      message.value = sentenceOf({ kind: 'store-unreadable' });
    });
  }

  return {
    message,
    canUndo: computed(() => previous.value !== null),
    exportFile: () => run(exportFile()),
    importFile: (file) => run(importFile(file)),
    undoImport: () => run(undoImport()),
  };
}
