import { beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { sampleOpportunity } from '../../unit/samples/deal.ts';
import { patches, showOpenDeals } from './open-deals-table.tsx';

beforeEach(() => page.viewport(1400, 800));

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const dialog = page.getByRole('dialog');

/** Shows open deals at 50%, and as many that are won. */
async function showDeals(open: number, won: number) {
  const shown = await showOpenDeals();
  const { close, table } = shown;
  for (let place = 0; place < open + won; place += 1) {
    const id = `oppo_more_${place}`;
    const values = { status_id: place < open ? 'stat_demo' : 'stat_won', confidence: 50 };
    close.deals.set(
      id,
      sampleOpportunity(values, { id, organizationId: 'orga_a', leadName: `Lead ${place}` }),
    );
  }
  table.deals.drop(() => true);
  await table.deals.add([...close.deals.keys()].slice(3).map((id) => ({ kind: 'opportunity', id })));
  await page.getByRole('combobox', { name: 'Action' }).selectOptions('Set confidence to 75%');
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  return shown;
}

describe('a run', () => {
  it('leaves won and lost deals out unless the user includes them, and then asks', async () => {
    const { close } = await showDeals(2, 2);
    await expect.element(page.getByText("2 closed deals aren't selected.")).toBeVisible();
    await press('Include');
    await press('Update 4 deals');
    await expect.element(dialog).toMatchTextContent(/2 of them are won or lost\./);
    expect(patches(close)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(patches(close)).toEqual([]);
    await press('Update 4 deals');
    await dialog.getByRole('button', { name: 'Update 4 deals' }).click();
    await expect.poll(() => patches(close)).toHaveLength(4);
  });

  it('begins without a question for up to 20 open deals', async () => {
    const { close } = await showDeals(20, 1);
    await press('Update 20 deals');
    await expect.poll(() => patches(close)).toHaveLength(20);
  });

  it('asks before it changes more than 20 deals', async () => {
    const { close } = await showDeals(21, 0);
    await press('Update 21 deals');
    await expect.element(dialog).toBeVisible();
    expect(patches(close)).toEqual([]);
    await dialog.getByRole('button', { name: 'Update 21 deals' }).click();
    await expect.poll(() => patches(close)).toHaveLength(21);
  });

  it('says in its question how many of the deals the filter hides', async () => {
    await showDeals(21, 0);
    await page.getByRole('searchbox', { name: 'Filter by lead or status' }).fill('lead 20');
    await press('Update 21 deals');
    await expect.element(dialog).toMatchTextContent(/20 selected deals are hidden/);
  });

  it('adds the column "Result"', async () => {
    const { close } = await showDeals(1, 0);
    const result = page.getByRole('columnheader', { name: 'Result' });
    await expect.element(result).not.toBeInTheDocument();
    await press('Update 1 deal');
    await expect.element(result).toBeVisible();
    expect(patches(close)).toHaveLength(1);
  });
});
