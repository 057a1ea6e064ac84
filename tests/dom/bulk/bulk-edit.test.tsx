import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BulkEdit } from '../../../components/bulk/BulkEdit.tsx';
import { createTable } from '../../../components/bulk/table-model.ts';
import { outcomeRows } from '../../../lib/bulk-edit/outcome.ts';
import type { DealList } from '../../../lib/messaging/contract.ts';
import { failure, success } from '../../../lib/model/result.ts';
import { backgroundOf, references } from '../../unit/bulk-edit/bulk-background.ts';
import { show } from '../harness/show.tsx';
import { deals, idOf, leadView } from '../samples/editors.ts';

async function showTable(count: number, first: Parameters<typeof backgroundOf>[1] = {}) {
  const close = backgroundOf(count, first);
  const table = createTable(close.ask);
  const { deals } = table;
  const onAdd = vi.fn<(pasted: string) => void>();
  const onOptions = vi.fn<() => void>();
  const found = signal<DealList | null>(null);
  const look = vi.fn<(typed: string) => Promise<void>>(async () => {});
  show(
    <BulkEdit
      table={table}
      lookup={{ found, look }}
      message={signal('')}
      onAdd={onAdd}
      onExport={() => {}}
      onOptions={onOptions}
    />,
    'deals',
  );
  await deals.add(references(count));
  return { close, table, deals, onAdd, onOptions, found, look };
}

const row = (index: number) => page.getByRole('row').nth(index);
const choose = (name: string) => page.getByRole('combobox', { name: 'Action' }).selectOptions(name);

it('previews the change for the selected deals, applies and undoes it', async () => {
  const { close } = await showTable(3);
  await choose('Set confidence to 75%');
  await expect.element(row(1)).toMatchTextContent(/Confidence: 50% → 75%/);
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  await page.getByRole('checkbox', { name: 'Marlow Robotics' }).nth(1).click();
  await page.getByRole('button', { name: 'Update 2 deals' }).click();
  await expect.element(row(3)).toMatchTextContent(/Saved/);
  expect(close.percents()).toEqual([75, 50, 75]);
  await page.getByRole('button', { name: 'Undo all' }).click();
  await expect.element(row(3)).toMatchTextContent(/Undone/);
  expect(close.percents()).toEqual([50, 50, 50]);
});

it('names the pipeline if a status would move a deal to another one', async () => {
  const { close } = await showTable(1);
  await choose('Set status to Quote');
  await expect.element(row(1)).toMatchTextContent(/Demo done → Quote \(Renewals\)/);
  await choose('Set status to Proposal sent');
  await expect.element(row(1)).toMatchTextContent(/Demo done → Proposal sent$/);
  expect(close.asked.every(({ name }) => name === 'table.deal' || name === 'table.organization')).toBe(true);
});

it('works with the keyboard only', async () => {
  const { close } = await showTable(1);
  page.getByRole('combobox', { name: 'Action' }).element().focus();
  await choose('Set confidence to 90%');
  page.getByRole('checkbox', { name: 'Marlow Robotics' }).element().focus();
  await userEvent.keyboard(' ');
  page.getByRole('button', { name: 'Update 1 deal' }).element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(close.percents).toEqual([90]);
});

it('shows in its row why a deal cannot be changed', async () => {
  const { deals } = await showTable(2, {
    'table.deal': ({ opportunityId }) =>
      opportunityId === 'oppo_2' ? failure({ kind: 'not-found' }) : undefined,
  });
  await choose('Push close date 1 week');
  await expect.element(row(1)).toMatchTextContent(/is empty, so there's no date to move/);
  await expect.element(row(2)).toMatchTextContent(/oppo_2/);
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  await expect.element(page.getByRole('button', { name: 'Update 0 deals' })).toBeDisabled();
  expect(outcomeRows(deals.rows.value)[2]?.slice(1, 5)).toEqual(['oppo_2', '', '', '']);
});

it('shows a countdown while Close limits requests, and can be stopped', async () => {
  const { deals } = await showTable(2, {
    'deal.save': () =>
      success({ state: 'waiting', problem: { kind: 'rate-limited' }, until: Date.now() + 60_000 }),
  });
  await choose('Set confidence to 75%');
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  await page.getByRole('button', { name: 'Update 2 deals' }).click();
  await expect.element(page.getByRole('region', { name: '3 Update' })).toMatchTextContent(/Saving 0 of 2/);
  await expect.element(page.getByText(/in \d+ s/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect.element(page.getByRole('progressbar')).not.toBeInTheDocument();
  expect(deals.rows.value.map(({ state }) => state.value.step)).toEqual(['ready', 'ready']);
});

it('offers to unlock if the keys are locked before any deal was read', async () => {
  let isLocked = true;
  const { deals, onOptions } = await showTable(0, {
    'table.lead': () => (isLocked ? failure({ kind: 'locked' }) : undefined),
  });
  const added = deals.add([{ kind: 'lead', id: 'lead_1' }]);
  await page.getByRole('button', { name: 'Unlock' }).click();
  expect(onOptions).toHaveBeenCalledOnce();
  isLocked = false;
  await page.getByRole('button', { name: 'Resume' }).click();
  await added;
  await expect.element(page.getByRole('progressbar')).not.toBeInTheDocument();
});

it('offers Options for a deal whose key is refused, and reads the deal again afterwards', async () => {
  let isAccepted = false;
  const { onOptions } = await showTable(2, {
    'table.deal': ({ opportunityId }) =>
      opportunityId === 'oppo_2' && !isAccepted ? failure({ kind: 'unauthorized' }) : undefined,
  });
  await expect.element(row(2)).toMatchTextContent(/no longer accepts your API key/);
  await expect.element(row(1).getByRole('button')).not.toBeInTheDocument();
  await row(2).getByRole('button', { name: 'Options' }).click();
  expect(onOptions).toHaveBeenCalledOnce();
  isAccepted = true;
  await page.getByRole('button', { name: 'Try again (1)' }).click();
  await expect.element(row(2)).toMatchTextContent(/Marlow Robotics/);
  await expect.element(page.getByRole('button', { name: 'Options' })).not.toBeInTheDocument();
});

it('renders only one row when one of 500 deals changes', async () => {
  const { deals } = await showTable(500);
  await choose('Set confidence to 75%');
  await expect.element(row(9)).toMatchTextContent(/75%/);
  const [first, second] = deals.rows.value;
  // The first result adds the column of the results to every row.
  if (second) second.state.value = { step: 'undone' };
  await expect.element(row(2)).toMatchTextContent(/Undone/);
  const changedNodes = new Set<Node>();
  const observer = new MutationObserver((records) => {
    for (const { target } of records) changedNodes.add(target);
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  if (first) first.state.value = { step: 'unchanged' };
  await expect.element(row(1)).toMatchTextContent(/No changes to save: Close already has this value/);
  observer.disconnect();
  const rows = [...changedNodes].map((node) =>
    (node instanceof Element ? node : node.parentElement)?.closest('tr'),
  );
  expect(new Set(rows)).toEqual(new Set([row(1).element()]));
});

it('calls onAdd with the pasted text', async () => {
  const { onAdd } = await showTable(0);
  const field = page.getByRole('textbox', { name: /^Paste deal IDs/ });
  await field.fill('id,name\noppo_x,Marlow');
  await page.getByRole('button', { name: 'Add' }).click();
  expect(onAdd).toHaveBeenCalledExactlyOnceWith('id,name\noppo_x,Marlow');
});

it('looks for a typed name in the known deals, and adds the chosen one', async () => {
  const { found, look, onAdd } = await showTable(1);
  await page.getByText('Add deals', { exact: true }).click();
  const box = page.getByRole('textbox', { name: 'Paste deal IDs, links or CSV rows' });
  await box.fill('hald');
  expect(look).toHaveBeenLastCalledWith('hald');
  found.value = leadView({ opportunities: deals(2, {}, { leadName: 'Halden Foods' }) }).list;
  const list = page.getByRole('list', { name: 'Opportunities' });
  await expect.element(list.getByRole('button').nth(1)).toMatchTextContent('Halden Foods');
  await expect.element(box).toHaveFocus();
  await list.getByRole('button').nth(1).click();
  expect(onAdd).toHaveBeenCalledExactlyOnceWith(idOf('oppo', 2));
  await expect.element(box).toHaveValue('');
});
