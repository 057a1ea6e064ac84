import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { canonicalJson } from '../base/canonical-json.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import { readSettings, type Settings } from '../settings/settings.ts';
import {
  readSettingsFile,
  type SettingsFileProblem,
  type SettingsInFile,
  withFile,
  writeSettingsFile,
} from '../settings/settings-file.ts';
import { StorageError } from '../storage/stored.ts';
import { countText } from '../wording/count-text.ts';
import { sentenceOf } from '../wording/problem-text.ts';
import { type MessageName, text } from '../wording/text.ts';
import type { QuickActionsModel } from './quick-actions.ts';
import { type SettingsChange, settingsChanges } from './settings-changes.ts';

/** What an import changes. */
export type SettingsPreview = {
  changes: SettingsChange[];
  /** Number of invalid entries in the file. */
  unreadable: number;
  /** Number of quick actions beyond the maximum, which are not imported. */
  noRoom: number;
  /** Whether the settings have changed since the user saw the first list. */
  hasChanged: boolean;
};

/** Export and import of all settings as one file. */
export type SettingsTransfer = {
  /** What the chosen file changes, until the user imports or cancels; null if no file is chosen. */
  preview: ReadonlySignal<SettingsPreview | null>;
  /** The result of the last action, "" before the first. */
  message: ReadonlySignal<string>;
  /** Whether the last import can be undone. */
  canUndo: ReadonlySignal<boolean>;
  exportFile(): Promise<void>;
  /** Reads a file and shows what it changes. Changes nothing. */
  importFile(file: Pick<Blob, 'size' | 'text'>): Promise<void>;
  /** Imports what the preview lists. */
  confirmImport(): Promise<void>;
  cancelImport(): void;
  undoImport(): Promise<void>;
};

type Dependencies = {
  ask: typeof askBackground;
  download(name: string, type: string, content: string): void;
  /** Names the quick actions, fields and pipelines of the preview. */
  actions: Pick<QuickActionsModel, 'words' | 'choices' | 'describe'>;
};

const maxFileBytes = 1_000_000;

const fileSentences: Record<SettingsFileProblem, MessageName> = {
  'not-ours': 'settingsNotOurs',
  'too-new': 'importTooNew',
  'nothing-in-it': 'settingsNothing',
};

/** Creates the model of export and import. */
export function createSettingsTransfer({ ask, download, actions }: Dependencies): SettingsTransfer {
  const message = signal('');
  /** The content of the chosen file, as read when it was chosen, and what it changes. */
  const offered = signal<{ file: SettingsInFile; preview: SettingsPreview } | null>(null);
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

  function compare(current: Settings, file: SettingsInFile): SettingsPreview {
    const { settings, noRoom } = withFile(current, file);
    const names = {
      words: actions.words.value,
      choices: actions.choices.value,
      describe: actions.describe,
    };
    return {
      changes: settingsChanges(current, settings, names),
      unreadable: file.unreadable,
      noRoom,
      hasChanged: false,
    };
  }

  async function importFile(file: Pick<Blob, 'size' | 'text'>): Promise<void> {
    previous.value = null;
    offered.value = null;
    message.value = '';
    const found = readSettingsFile(file.size > maxFileBytes ? '' : await file.text());
    if ('problem' in found) {
      message.value = text(fileSentences[found.problem]);
      return;
    }
    const preview = compare(await readUsableSettings(), found);
    if (preview.changes.length > 0) offered.value = { file: found, preview };
    else message.value = [text('settingsSame'), ...remarks(preview)].join(' ');
  }

  async function confirmImport(): Promise<void> {
    const last = offered.value;
    if (!last) return;
    offered.value = null;
    const current = await readUsableSettings();
    const preview = compare(current, last.file);
    // Another page or device may have changed a setting that this import would replace unseen.
    if (canonicalJson(preview.changes) !== canonicalJson(last.preview.changes)) {
      offered.value = { file: last.file, preview: { ...preview, hasChanged: true } };
      return;
    }
    const result = await ask('settings.write', withFile(current, last.file).settings);
    if (!result.ok) {
      message.value = sentenceOf(result.problem);
      return;
    }
    previous.value = current;
    message.value = [text('settingsImported'), ...remarks(preview)].join(' ');
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
    preview: computed(() => offered.value?.preview ?? null),
    message,
    canUndo: computed(() => previous.value !== null),
    exportFile: () => run(exportFile()),
    importFile: (file) => run(importFile(file)),
    confirmImport: () => run(confirmImport()),
    cancelImport() {
      offered.value = null;
    },
    undoImport: () => run(undoImport()),
  };
}

/** Says what of a file is not imported. */
export function remarks({ unreadable, noRoom }: SettingsPreview): string[] {
  return [
    ...(unreadable > 0 ? [countText('settingsUnreadableOne', 'settingsUnreadable', unreadable)] : []),
    ...(noRoom > 0 ? [countText('settingsNoRoomOne', 'settingsNoRoom', noRoom)] : []),
  ];
}
