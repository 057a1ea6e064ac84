import type { SaveAnswer } from '../messaging/contract.ts';
import type { Patch } from '../model/field-value.ts';
import type { Problem } from '../model/problem.ts';
import { isUndo } from '../opportunity/is-undo.ts';
import { type ChangeLine, describeChange, fieldName, type Words } from '../wording/describe-change.ts';

/** One field of a save; `name` is "" where the values say what they are. */
export type SavedLine = Pick<ChangeLine, 'name' | 'before' | 'after'>;

/** The message under the deal: how the last save ended, that it waits, or why it failed. */
export type Notice =
  | { kind: 'saved'; lines: SavedLine[]; changeId: string; ignored: string[]; isUndo: boolean }
  | { kind: 'unchanged' }
  /** A quick action that does not fit this deal, and why. */
  | { kind: 'mismatch'; sentence: string }
  | { kind: 'waiting'; problem: Problem; until: number | null; operationId: string; patch: Patch }
  /** `operationId` names the edit in the outbox that a retry continues, if there is one. */
  | { kind: 'problem'; problem: Problem; operationId?: string };

/** Returns the notice for the answer to a save; null for a conflict, because that opens a dialog. */
export function noticeOf(id: string, answer: SaveAnswer, patch: Patch, words: Words): Notice | null {
  switch (answer.state) {
    case 'saved': {
      const lines = describeChange(answer.change, words, answer.opportunity.currency).map(
        ({ field, name, before, after }) => ({ name: field === 'status_id' ? '' : name, before, after }),
      );
      const ignored = answer.change.ignored.map((field) => fieldName(field, words));
      return { kind: 'saved', lines, changeId: answer.change.id, ignored, isUndo: isUndo(answer.change) };
    }
    case 'unchanged':
      return { kind: 'unchanged' };
    case 'waiting':
      return { kind: 'waiting', problem: answer.problem, until: answer.until, operationId: id, patch };
    case 'blocked':
      return { kind: 'problem', problem: answer.problem, operationId: id };
    case 'refused':
      return { kind: 'problem', problem: answer.problem };
    case 'conflict':
      return null;
    // The user canceled the save, here or in another window.
    case 'gone':
      return null;
  }
}
