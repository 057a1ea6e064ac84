import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { QuickAction } from '../../../lib/model/quick-action.ts';
import { success } from '../../../lib/model/result.ts';
import { backgroundOf } from '../../unit/bulk-edit/bulk-background.ts';
import { cell, patches, row, showOpenDeals, status, value } from './open-deals-table.tsx';

beforeEach(() => page.viewport(1400, 800));

const waiting = () =>
  success({
    ...{ state: 'waiting' as const, problem: { kind: 'rate-limited' as const } },
    until: Date.now() + 10,
  });

/** Shows only the deals without a value; their saves wait until `endSaves`. */
async function showSlowSaves(withoutValue: number) {
  let isSlow = true;
  const shown = await showOpenDeals(
    {
      'deal.save': waiting,
      'operation.follow': ({ id }) =>
        isSlow ? waiting() : shown.close.save(id, 'oppo_1', { value: 50_000 }),
    },
    withoutValue,
  );
  await page.getByRole('checkbox', { name: 'Needs attention only' }).click();
  await expect.element(row('Osprey Labs')).not.toBeInTheDocument();
  return {
    ...shown,
    async endSaves() {
      isSlow = false;
      await expect.poll(() => shown.table.sheet.unfinished.value).toBe(0);
    },
  };
}

const focusOn = (name: string) => (cell(name, value).element() as HTMLElement).focus();

describe('a clean row', () => {
  it('leaves when its save ends, if the focus is on another row by then', async () => {
    const { endSaves } = await showSlowSaves(2);
    focusOn('Halden Foods');
    await userEvent.keyboard('500{Enter}');
    await expect.element(cell('Marlow Robotics', value)).toHaveFocus();
    await expect.element(row('Halden Foods')).toBeVisible();
    await endSaves();
    await expect.element(row('Halden Foods')).not.toBeInTheDocument();
    await expect.element(cell('Marlow Robotics', value)).toHaveFocus();
  });

  it('leaves an empty table when its save ends, if the focus is outside of the table by then', async () => {
    const { endSaves } = await showSlowSaves(1);
    focusOn('Halden Foods');
    await userEvent.keyboard('500{Enter}');
    (page.getByRole('checkbox', { name: 'Needs attention only' }).element() as HTMLElement).focus();
    await endSaves();
    await expect.element(page.getByText('Nothing needs your attention')).toBeVisible();
  });

  it('stays while the focus is on it', async () => {
    const { table, endSaves } = await showSlowSaves(2);
    focusOn('Halden Foods');
    await userEvent.keyboard('500{Enter}{ArrowUp}');
    await endSaves();
    await expect.element(row('Halden Foods')).toMatchTextContent(/Looks good/);
    expect(table.open.visible.value).toHaveLength(2);
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(row('Halden Foods')).not.toBeInTheDocument();
  });

  it('stays while the pointer is on the table, because the rows below it would move', async () => {
    const { table, endSaves } = await showSlowSaves(2);
    await cell('Halden Foods', value).click();
    await userEvent.keyboard('500{Enter}');
    await endSaves();
    await expect.element(row('Halden Foods')).toMatchTextContent(/Looks good/);
    expect(table.open.visible.value).toHaveLength(2);
    await userEvent.hover(page.getByRole('heading', { name: 'My open deals' }));
    await expect.element(row('Halden Foods')).not.toBeInTheDocument();
  });

  it('stays while something is typed into another row', async () => {
    const { table, endSaves } = await showSlowSaves(2);
    focusOn('Halden Foods');
    await userEvent.keyboard('500{Enter}7');
    await endSaves();
    await expect.element(row('Halden Foods')).toMatchTextContent(/Looks good/);
    expect(table.open.visible.value).toHaveLength(2);
    await userEvent.keyboard('{Escape}');
    await expect.element(row('Halden Foods')).not.toBeInTheDocument();
  });
});

it('a deal that was lost is no open deal any more: it leaves, and is not counted', async () => {
  const { close } = await showOpenDeals({}, 2);
  await page.getByRole('checkbox', { name: 'Needs attention only' }).click();
  (cell('Halden Foods', status).element() as HTMLElement).focus();
  await userEvent.keyboard('lost{Enter}');
  await page.getByRole('button', { name: 'Mark as Lost' }).click();
  await expect.poll(() => patches(close)).toHaveLength(1);
  await expect.element(page.getByText('1 of 2 open deals needs attention')).toBeVisible();
  await userEvent.hover(page.getByRole('heading', { name: 'My open deals' }));
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(row('Halden Foods')).not.toBeInTheDocument();
});

it('a row that a run has made clean stays with its result until the user asks for other rows', async () => {
  const setValue: QuickAction = {
    ...{ id: 'own:value', name: 'Small deal', changes: { value: { how: 'set', value: 50_000 } } },
    appliesTo: { organizationId: null, pipelineIds: [] },
  };
  const organization = await backgroundOf(1).ask('table.organization', { organizationId: 'orga_a' });
  if (!organization.ok) throw new Error('The fake background has no organization');
  const { close } = await showOpenDeals(
    { 'table.organization': () => success({ ...organization.value, quickActions: [setValue] }) },
    2,
  );
  await page.getByRole('checkbox', { name: 'Needs attention only' }).click();
  await page.getByRole('checkbox', { name: 'Halden Foods' }).click();
  await page.getByRole('combobox', { name: 'Action' }).selectOptions('Small deal');
  await page.getByRole('button', { name: 'Update 1 deal' }).click();
  await expect.poll(() => patches(close)).toHaveLength(1);
  await expect.element(row('Halden Foods')).toMatchTextContent(/Looks good.*Saved/);
  await page.getByRole('checkbox', { name: 'Needs attention only' }).click();
  await page.getByRole('checkbox', { name: 'Needs attention only' }).click();
  await expect.element(row('Halden Foods')).not.toBeInTheDocument();
  await expect.element(row('Marlow Robotics')).toBeVisible();
});

describe('the focus', () => {
  it('goes on to the next row if its row is snoozed', async () => {
    await showOpenDeals();
    focusOn('Halden Foods');
    await userEvent.keyboard('{Home}{ArrowRight}{Enter}');
    await expect.element(page.getByRole('menuitem', { name: 'Until tomorrow' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(row('Halden Foods')).not.toBeInTheDocument();
    await expect.element(row('Marlow Robotics').getByRole('rowheader')).toHaveFocus();
  });

  it('goes to the row above if the last row is snoozed, and to the sentence if none is left', async () => {
    await showOpenDeals();
    for (const name of ['Osprey Labs', 'Marlow Robotics', 'Halden Foods']) {
      focusOn(name);
      await userEvent.keyboard('{Home}{ArrowRight}{Enter}');
      await expect.element(page.getByRole('menuitem', { name: 'Until tomorrow' })).toHaveFocus();
      await userEvent.keyboard('{Enter}');
      await expect.element(row(name)).not.toBeInTheDocument();
      if (name === 'Osprey Labs')
        await expect.element(row('Marlow Robotics').getByRole('rowheader')).toHaveFocus();
    }
    await expect.element(page.getByRole('heading', { name: 'No open deals' })).toHaveFocus();
  });
});
