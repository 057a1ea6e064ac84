import { signal } from '@preact/signals';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { BulkEdit } from '../../../components/bulk/BulkEdit.tsx';
import { createTable } from '../../../components/bulk/table-model.ts';
import { text } from '../../../lib/wording/text.ts';
import { backgroundOf } from '../../unit/bulk-edit/bulk-background.ts';
import { sampleOpportunity } from '../../unit/samples/deal.ts';
import { show } from '../harness/show.tsx';

const leads = ['Halden Foods', 'Marlow Robotics', 'Osprey Labs'];

/** Shows open deals; the first ones have no value, the others are clean. */
export async function showOpenDeals(
  replies: Parameters<typeof backgroundOf>[1] = {},
  withoutValue = 1,
  count = 3,
) {
  const close = backgroundOf(count, replies);
  for (const [place, id] of [...close.deals.keys()].entries()) {
    const values = {
      ...{
        status_id: 'stat_demo',
        confidence: 50,
        value: place < withoutValue ? 0 : 100_000,
        user_id: 'user_ana',
      },
      ...{ date_won: '2199-01-01', 'custom.cf_text': null },
    };
    const more = { id, leadName: leads[place] ?? `Lead ${place + 1}`, updatedAt: new Date().toISOString() };
    close.deals.set(id, sampleOpportunity(values, { ...more, organizationId: 'orga_a' }));
  }
  const table = createTable(close.ask);
  const rest = { message: signal(''), onAdd: () => {}, onExport: () => {}, onOptions: () => {} };
  const lookup = { found: signal(null), look: async () => {} };
  show(<BulkEdit table={table} lookup={lookup} {...rest} />, 'deals');
  expect(close.asked).toEqual([]);
  await page.getByRole('button', { name: text('openDeals') }).click();
  await expect.element(row('Osprey Labs')).toBeVisible();
  return { close, table };
}

/** Finds a row by the name of its lead. */
export const row = (name: string) => page.getByRole('row', { name, exact: true });
/** Finds a cell of a row; the lead's own cell is not counted. */
export const cell = (name: string, column: number) => row(name).getByRole('gridcell').nth(column);
/** Places of the columns among the grid cells of a row, of which the lead is none. */
export const [status, confidence, value, nextStep] = [1, 2, 3, 6] as const;
/** Returns what was saved, in order. */
export const patches = (close: ReturnType<typeof backgroundOf>) =>
  close.asked.flatMap(({ name, input }) =>
    name === 'deal.save' ? [(input as { patch: unknown }).patch] : [],
  );
