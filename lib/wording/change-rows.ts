import type { Catalog } from '../model/catalog.ts';
import type { Change } from '../model/change.ts';
import { isUndo } from '../opportunity/is-undo.ts';
import { touchedFields, valueIn } from '../opportunity/values.ts';
import { describeChange, describeValue, fieldName } from './describe-change.ts';
import { sentenceOf } from './problem-text.ts';
import { text } from './text.ts';

/** Describes one recent change, with a line for each of its fields. */
export type ChangeRow = {
  id: string;
  opportunityId: string;
  at: number;
  leadName: string;
  lines: { name: string; before: string; after: string }[];
  /** How it ended. */
  ending: string;
  /** When it was undone, null if it was not. */
  undoneAt: number | null;
  /** What can be done about it: undoing the change with this id takes it back, or makes it again; null if nothing. */
  offer: { name: 'undo' | 'redo'; changeId: string } | null;
};

/** Holds stored changes with the cached catalog and currency of each organization, null if there are none. */
export type ChangeList = {
  changes: Change[];
  organizations: Record<string, { catalog: Catalog | null; currency: string }>;
};

const noWords = { pipelines: [], customFields: [] };

/**
 * Returns the recent changes that contain every word of `filter`, latest first. A change, its undo and its redo are one
 * row, at the place of the change.
 */
export function toChangeRows({ changes, organizations }: ChangeList, filter = ''): ChangeRow[] {
  const saved = changes.filter(({ how }) => how === 'saved');
  const listed = new Set(changes.map(({ id }) => id));
  const next = new Map(saved.map((change) => [change.undoes, change]));
  const words = filter.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return changes
    .filter(({ how, undoes }) => how !== 'saved' || undoes === undefined || !listed.has(undoes))
    .map((change) => toRow(change, organizations[change.organizationId], lastOf(change, next)))
    .filter((row) => {
      const all = [row.leadName, row.ending, ...row.lines.flatMap((line) => Object.values(line))]
        .join(' ')
        .toLocaleLowerCase();
      return words.every((word) => all.includes(word));
    });
}

// Returns the last undo or redo of a change, or the change itself.
function lastOf(change: Change, next: ReadonlyMap<string | undefined, Change>): Change {
  const following = next.get(change.id);
  return following ? lastOf(following, next) : change;
}

function toRow(
  change: Change,
  organization: ChangeList['organizations'][string] | undefined,
  last: Change,
): ChangeRow {
  const { id, opportunityId, at, leadName } = change;
  const catalog = organization?.catalog ?? noWords;
  const currency = organization?.currency ?? 'USD';
  const changed = describeChange(change, catalog, currency);
  // Shows the requested values for a refused change.
  const requested = touchedFields(change.patch).map((field) => ({
    name: fieldName(field, catalog),
    before: '',
    after: describeValue(field, valueIn(change.patch, field), catalog, currency),
  }));
  const lines = changed.map(({ name, before, after }) => ({ name, before, after }));
  return {
    id,
    opportunityId,
    at,
    leadName,
    lines: change.how === 'saved' ? lines : requested,
    ending: endingOf(change, last),
    undoneAt: last !== change && isUndo(last) ? last.at : null,
    offer: offerOf(last, describeChange(last, catalog, currency).length > 0),
  };
}

function offerOf(last: Change, hasChanged: boolean): ChangeRow['offer'] {
  if (last.how !== 'saved' || !hasChanged) return null;
  return { name: isUndo(last) ? 'redo' : 'undo', changeId: last.id };
}

function endingOf(change: Change, last: Change): string {
  const { how, problem } = change;
  if (how === 'refused') return sentenceOf(problem ?? { kind: 'unexpected' });
  if (how === 'unchanged') return text('changeUnchanged');
  if (last === change && isUndo(change)) return text('changeIsUndo');
  return text(isUndo(last) ? 'changeUndone' : 'saved');
}
