import type { Catalog } from '../model/catalog.ts';
import type { Change } from '../model/change.ts';
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
  canUndo: boolean;
};

/** Holds stored changes with the cached catalog and currency of each organization, null if there are none. */
export type ChangeList = {
  changes: Change[];
  organizations: Record<string, { catalog: Catalog | null; currency: string }>;
};

const noWords = { pipelines: [], customFields: [] };

/** Returns the recent changes that contain every word of `filter`, latest first. */
export function toChangeRows({ changes, organizations }: ChangeList, filter = ''): ChangeRow[] {
  const undone = new Set(changes.filter(({ how }) => how === 'saved').map(({ undoes }) => undoes));
  const words = filter.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return changes
    .map((change) => toRow(change, organizations[change.organizationId], undone.has(change.id)))
    .filter((row) => {
      const all = [row.leadName, row.ending, ...row.lines.flatMap((line) => Object.values(line))]
        .join(' ')
        .toLocaleLowerCase();
      return words.every((word) => all.includes(word));
    });
}

function toRow(
  change: Change,
  organization: ChangeList['organizations'][string] | undefined,
  isUndone: boolean,
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
    ending: endingOf(change, isUndone),
    canUndo: change.how === 'saved' && lines.length > 0 && !isUndone,
  };
}

function endingOf({ how, problem, undoes }: Change, isUndone: boolean): string {
  if (how === 'refused') return sentenceOf(problem ?? { kind: 'unexpected' });
  if (how === 'unchanged') return text('changeUnchanged');
  if (isUndone) return text('changeUndone');
  return text(undoes === undefined ? 'saved' : 'changeIsUndo');
}
