import { parseCsv } from '../base/csv.ts';
import { findReferences, findReferencesInAddress } from '../detection/references.ts';
import { wordsOf } from '../find/words.ts';
import type { CustomField } from '../model/custom-field.ts';
import type { Person } from '../model/person.ts';
import type { FieldChange, QuickAction } from '../model/quick-action.ts';
import { parseEntry } from '../opportunity/entries.ts';
import { fieldName } from '../wording/describe-change.ts';
import { isolate } from '../wording/isolate.ts';
import { text } from '../wording/text.ts';
import { choicesOf, fieldOf, readEntry } from './cell-fields.ts';
import type { Proposal, RowView } from './table-rows.ts';

/** A pasted sheet: its heads, and for each deal the cells of its first line. */
export type PastedSheet = {
  heads: string[];
  lines: { opportunityId: string; cells: string[]; isTwice: boolean }[];
};

// As people and Close's own export name the columns; folded.
const columnNames: Record<string, string> = {
  ...{ status: 'status_id', 'status label': 'status_id', 'status id': 'status_id', phase: 'status_id' },
  ...{ confidence: 'confidence', percent: 'confidence', wahrscheinlichkeit: 'confidence' },
  ...{ value: 'value', amount: 'value', wert: 'value', betrag: 'value', 'value formatted': 'value' },
  ...{ period: 'value_period', 'value period': 'value_period' },
  ...{ 'close date': 'date_won', 'estimated close': 'date_won', 'date won': 'date_won' },
  ...{ abschlussdatum: 'date_won', 'estimated close date': 'date_won' },
  ...{ owner: 'user_id', user: 'user_id', 'user id': 'user_id', 'user name': 'user_id', besitzer: 'user_id' },
};

// Columns of the same export that say what the others say, or that no one can change.
const ignoredNames =
  /^(id|lead.*|opportunity.*|deal|link|url|organization.*|created.*|updated.*|date (created|updated|lost)|expected.*|annualized.*|value currency|contact.*|status type|pipeline.*|note.*)$/;

/** Reads a sheet with a head and a deal's id or link in each line; undefined if the text is no such sheet. */
export function readPastedSheet(pasted: string): PastedSheet | undefined {
  const [heads = [], ...rows] = parseCsv(pasted);
  if (rows.length === 0 || idOf(heads) !== undefined || !heads.some((head) => columnOf(head, []))) {
    const hasHead = heads.length > 1 && rows.some((row) => idOf(row)) && idOf(heads) === undefined;
    if (!hasHead) return undefined;
  }
  const lines = new Map<string, PastedSheet['lines'][number]>();
  for (const cells of rows) {
    const opportunityId = idOf(cells);
    const first = opportunityId === undefined ? undefined : lines.get(opportunityId);
    if (first) first.isTwice = true;
    else if (opportunityId !== undefined) lines.set(opportunityId, { opportunityId, cells, isTwice: false });
  }
  return lines.size > 0 ? { heads, lines: [...lines.values()] } : undefined;
}

function idOf(cells: readonly string[]): string | undefined {
  for (const cell of cells) {
    const found = [...findReferences(cell, 'pointed-at'), ...findReferencesInAddress(cell)];
    const deal = found.find(({ kind }) => kind === 'opportunity');
    if (deal) return deal.id;
  }
  return undefined;
}

/** Returns the heads that no deal has a field for. */
export function unusedHeads({ heads }: PastedSheet, customFields: readonly CustomField[]): string[] {
  return heads.filter(
    (head) => head !== '' && !ignoredNames.test(plain(head)) && columnOf(head, customFields) === undefined,
  );
}

function columnOf(head: string, customFields: readonly CustomField[]): string | undefined {
  const name = plain(head);
  const custom = customFields.find(
    (field) =>
      head === `custom.${field.id}` ||
      head === field.id ||
      plain(field.name) === name.replace(/^custom /, ''),
  );
  return Object.hasOwn(columnNames, name) ? columnNames[name] : custom && `custom.${custom.id}`;
}

function plain(head: string): string {
  return wordsOf(head.replaceAll('_', ' ')).join(' ');
}

/** Returns what one line of a pasted sheet changes in its deal, and which of its cells do not fit. */
export function proposalFor(
  { heads }: PastedSheet,
  { cells, isTwice }: PastedSheet['lines'][number],
  view: RowView,
  people: readonly Person[],
): Proposal {
  const { customFields } = view.organization.catalog;
  const problems = isTwice ? [text('pasteTwice')] : [];
  // Close's export has amounts in cents beside written ones, which are clear.
  const isWritten = heads.some((head) => plain(head) === 'value formatted');
  const texts = heads.map((head, place) => {
    const isAmountInCents = isWritten && plain(head) === 'value';
    return [(!isAmountInCents && columnOf(head, customFields)) || '', cells[place] ?? ''] as const;
  });
  const proposal = proposeTexts(view, texts, people);
  return { ...proposal, problems: [...problems, ...proposal.problems] };
}

/** Returns the changes that pasted texts make to fields by their keys, and which do not fit. Empty texts change nothing. */
export function proposeTexts(
  view: RowView,
  texts: readonly (readonly [key: string, typed: string])[],
  people: readonly Person[],
): Proposal {
  const { opportunity, organization } = view;
  const { catalog } = organization;
  const changes: Record<string, FieldChange> = {};
  const problems: string[] = [];
  for (const [key, typed] of texts) {
    if (key === '' || typed.trim() === '') continue;
    const name = isolate(fieldName(key, catalog));
    const field = fieldOf(view, key);
    if (!field || field.lock || (field.isMultiple && field.type !== 'choices')) {
      problems.push(text('pasteLocked', name));
      continue;
    }
    const stored = opportunity.values[key] ?? null;
    const written = key === 'value' ? typed.replace(/\s+(monthly|annual(ly)?)$/i, '') : typed;
    const entry = readEntry(field, written, choicesOf(field, view, people), stored, new Date());
    const parsed = parseEntry(field, entry, opportunity);
    if (!parsed.ok) problems.push(text('pasteUnfit', name, isolate(typed)));
    else if (changes[key] === undefined) changes[key] = { how: 'set', value: parsed.value };
  }
  const action: QuickAction | null =
    Object.keys(changes).length > 0
      ? { id: 'pasted', name: '', changes, appliesTo: { organizationId: null, pipelineIds: [] } }
      : null;
  return { action, problems };
}
