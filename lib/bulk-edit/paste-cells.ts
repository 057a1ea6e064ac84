import { proposeTexts } from './pasted-sheet.ts';
import type { Sheet } from './sheet.ts';
import type { Row } from './table-rows.ts';

/** Texts pasted into the cells of a row, each with the key of its field, "" for none. */
export type PastedRow = { row: Row; texts: readonly (readonly [key: string, typed: string])[] };

/** Proposes pasted texts as changes of their rows, which the user confirms by running them. */
export async function pasteCellTexts(pasted: readonly PastedRow[], sheet: Sheet): Promise<void> {
  const organizationIds = new Set(
    pasted.flatMap(({ row, texts }) => {
      const hasPerson = texts.some(([key]) => key === 'user_id' || key.startsWith('custom.'));
      return (hasPerson && row.view.value?.opportunity.organizationId) || [];
    }),
  );
  await Promise.all([...organizationIds].map((id) => sheet.loadPeople(id)));
  for (const { row, texts } of pasted) {
    const view = row.view.value;
    if (!view) continue;
    const people = sheet.people.value.get(view.opportunity.organizationId) ?? [];
    const proposal = proposeTexts(view, texts, people);
    if (!proposal.action && proposal.problems.length === 0) continue;
    row.proposal.value = proposal;
    row.isTicked.value = proposal.action !== null;
  }
}
