import { computed, signal } from '@preact/signals';
import { ChangesSection } from '../../components/options/ChangesSection.tsx';
import { toCsvFile } from '../../lib/base/csv.ts';
import { downloadFile } from '../../lib/base/download-file.ts';
import { ask } from '../../lib/messaging/ask.ts';
import type { SaveAnswer } from '../../lib/messaging/contract.ts';
import { createSaveOutcomes } from '../../lib/messaging/save-outcomes.ts';
import type { ChangeList, ChangeRow } from '../../lib/wording/change-rows.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { text } from '../../lib/wording/text.ts';
import { lookForDamage } from './damage.tsx';

const list = signal<ChangeList>({ changes: [], organizations: {} });
const message = signal('');
/** Reports whether there is any change to list. */
export const hasChanges = computed(() => list.value.changes.length > 0);
const outcomes = createSaveOutcomes(ask);

/** Reads the recent changes and looks for damaged records. */
export async function readChanges(): Promise<void> {
  const result = await ask('changes.list', {});
  if (result.ok) list.value = result.value;
  else message.value = sentenceOf(result.problem);
  await lookForDamage();
}

async function undo({ id: changeId }: ChangeRow): Promise<void> {
  const id = crypto.randomUUID();
  const answer = await outcomes.ofNew(id, () => ask('change.undo', { changeId, id }));
  message.value = sentenceOfUndo(answer);
  // Cancels a conflicting undo after explaining it, because only the editor can resolve conflicts.
  if (answer.state === 'conflict') await ask('operation.cancel', { id });
  await readChanges();
}

function sentenceOfUndo(answer: SaveAnswer): string {
  switch (answer.state) {
    case 'saved':
      return text('changeUndone');
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

async function clear(): Promise<void> {
  await ask('changes.clear', {});
  message.value = text('changesCleared');
  await readChanges();
}

function exportCsv(rows: readonly ChangeRow[]): void {
  const head = ['csvWhen', 'csvDeal', 'csvId', 'csvField', 'csvBefore', 'csvAfter', 'csvEnding'] as const;
  const cells = rows.flatMap(({ at, leadName, opportunityId, lines, ending }) =>
    lines.map(({ name, before, after }) => [
      ...[new Date(at).toISOString(), leadName, opportunityId],
      ...[name, before, after, ending],
    ]),
  );
  const csv = toCsvFile([head.map((name) => text(name)), ...cells]);
  downloadFile('deal-changes.csv', 'text/csv', csv);
}

/** Connects the section of recent changes to the background. */
export function RecentChangesPart() {
  return (
    <ChangesSection
      list={list}
      message={message}
      onUndo={(row) => void undo(row)}
      onExport={exportCsv}
      onClear={() => void clear()}
    />
  );
}
