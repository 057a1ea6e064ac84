import type { Problem } from '../model/problem.ts';
import type { BulkEditModel } from './bulk-edit.ts';
import { type PastedSheet, proposalFor, unusedHeads } from './pasted-sheet.ts';
import type { Sheet } from './sheet.ts';

/** What of a pasted sheet was not taken over. */
export type Pasted = { unused: string[]; remaining: number; problem: Problem | null };

/** Adds the deals of a pasted sheet, and proposes its values as changes that the user confirms by running them. */
export async function pasteSheet(pasted: PastedSheet, deals: BulkEditModel, sheet: Sheet): Promise<Pasted> {
  const references = pasted.lines.map(({ opportunityId: id }) => ({ kind: 'opportunity' as const, id }));
  const { remaining, problem } = await deals.add(references);
  const lines = new Map(pasted.lines.map((line) => [line.opportunityId, line]));
  const rows = deals.rows.value.filter(({ opportunityId }) => lines.has(opportunityId));
  const organizationIds = new Set(rows.flatMap(({ view }) => view.value?.opportunity.organizationId ?? []));
  await Promise.all([...organizationIds].map((id) => sheet.loadPeople(id)));
  for (const row of rows) {
    const line = lines.get(row.opportunityId);
    const view = row.view.value;
    if (!line || !view) continue;
    const people = sheet.people.value.get(view.opportunity.organizationId) ?? [];
    const proposal = proposalFor(pasted, line, view, people);
    if (!proposal.action && proposal.problems.length === 0) continue;
    row.proposal.value = proposal;
    row.isTicked.value = proposal.action !== null;
  }
  const fields = rows.flatMap(({ view }) => view.value?.organization.catalog.customFields ?? []);
  const isUsed = rows.some(({ proposal }) => proposal.value);
  return { unused: isUsed ? unusedHeads(pasted, fields) : [], remaining, problem };
}
