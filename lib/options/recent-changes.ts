import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { toCsvFile } from '../base/csv.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { SaveAnswer } from '../messaging/contract.ts';
import { createSaveOutcomes } from '../messaging/save-outcomes.ts';
import { isUndo } from '../opportunity/is-undo.ts';
import type { ChangeList, ChangeRow } from '../wording/change-rows.ts';
import { sentenceOf } from '../wording/problem-text.ts';
import { text } from '../wording/text.ts';

/** The changes that were made on this device. */
export type RecentChangesModel = {
  list: ReadonlySignal<ChangeList>;
  hasChanges: ReadonlySignal<boolean>;
  /** Whether the changes are hidden until the passphrase is entered. */
  isLocked: ReadonlySignal<boolean>;
  /** The result of the last undo or of clearing. */
  message: ReadonlySignal<string>;
  read(): Promise<void>;
  /** Takes a change back, or makes it again; does nothing while the same is under way. */
  undo(changeId: string): Promise<void>;
  clear(): Promise<void>;
};

/** Creates the model of the recent changes. */
export function createRecentChanges({ ask }: { ask: typeof askBackground }): RecentChangesModel {
  const list = signal<ChangeList>({ changes: [], organizations: {} });
  const message = signal('');
  const outcomes = createSaveOutcomes(ask);
  const isLocked = signal(false);
  const undoing = new Set<string>();

  async function read(): Promise<void> {
    const result = await ask('changes.list', {});
    isLocked.value = !result.ok && result.problem.kind === 'locked';
    if (result.ok) list.value = result.value;
    else if (isLocked.value) {
      list.value = { changes: [], organizations: {} };
      message.value = '';
    } else message.value = sentenceOf(result.problem);
  }

  async function undo(changeId: string): Promise<void> {
    if (undoing.has(changeId)) return;
    undoing.add(changeId);
    const id = crypto.randomUUID();
    const answer = await outcomes.ofUndo(id, changeId);
    message.value = undoMessage(answer);
    // Cancels a conflicting undo after explaining it, because only the editor can resolve conflicts.
    if (answer.state === 'conflict') await ask('operation.cancel', { id });
    await read();
    undoing.delete(changeId);
  }

  async function clear(): Promise<void> {
    const result = await ask('changes.clear', {});
    message.value = result.ok ? text('changesCleared') : sentenceOf(result.problem);
    await read();
  }

  return {
    list,
    isLocked,
    hasChanges: computed(() => list.value.changes.length > 0),
    message,
    read,
    undo,
    clear,
  };
}

/** Returns rows as the text of a CSV file, with one line for each field. */
export function toChangesCsv(rows: readonly ChangeRow[]): string {
  const head = ['csvWhen', 'csvDeal', 'csvId', 'csvField', 'csvBefore', 'csvAfter', 'csvEnding'] as const;
  const cells = rows.flatMap(({ at, leadName, opportunityId, lines, ending }) =>
    lines.map(({ name, before, after }) => [
      new Date(at).toISOString(),
      leadName,
      opportunityId,
      name,
      before,
      after,
      ending,
    ]),
  );
  return toCsvFile([head.map((name) => text(name)), ...cells]);
}

function undoMessage(answer: SaveAnswer): string {
  switch (answer.state) {
    case 'saved':
      return text(isUndo(answer.change) ? 'changeUndone' : 'saved');
    case 'unchanged':
      return text('savedUnchanged');
    case 'conflict':
      return text('undoRefused');
    case 'waiting':
      return `${sentenceOf(answer.problem)} ${text('waiting')}`;
    case 'gone':
      return sentenceOf({ kind: 'unexpected' });
    default:
      return sentenceOf(answer.problem);
  }
}
