import axe from 'axe-core';
import { options } from 'preact';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DealCell } from '../../../components/bulk/DealCell.tsx';
import type { Row } from '../../../lib/bulk-edit/table-rows.ts';
import { localDay } from '../../../lib/opportunity/dates.ts';
import {
  cell,
  confidence,
  nextStep,
  patches,
  row,
  showOpenDeals,
  status,
  value,
} from './open-deals-table.tsx';

beforeEach(() => page.viewport(1400, 800));

describe('the grid', () => {
  it('has the roles and names of a grid, one stop for Tab, and violates no accessibility rule', async () => {
    await showOpenDeals();
    await expect.element(page.getByRole('grid', { name: 'Deals' })).toBeVisible();
    await expect.element(row('Halden Foods').getByRole('rowheader')).toMatchTextContent(/Halden Foods/);
    expect(document.querySelectorAll('table [tabindex="0"]')).toHaveLength(1);
    const results = await axe.run(document.querySelector('table') ?? document);
    expect(results.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });

  it('is moved in by arrows and Tab, and left by Escape and Tab', async () => {
    await showOpenDeals();
    await cell('Halden Foods', status).click();
    await userEvent.keyboard('{ArrowRight}{ArrowDown}');
    await expect.element(cell('Marlow Robotics', confidence)).toHaveFocus();
    await userEvent.keyboard('{Tab}');
    await expect.element(cell('Marlow Robotics', value)).toHaveFocus();
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}{Home}{ArrowRight}');
    await expect.element(row('Marlow Robotics').getByRole('rowheader')).toHaveFocus();
    await userEvent.keyboard('{Control>}{End}{/Control}');
    await expect.element(cell('Osprey Labs', 7)).toHaveFocus();
    await userEvent.keyboard('{Home}{Escape}{Tab}');
    await expect.poll(() => document.activeElement?.closest('table')).toBe(null);
  });

  it('edits by typing, by Enter and by a choice; Escape leaves the cell as it was', async () => {
    const { close } = await showOpenDeals();
    await cell('Halden Foods', confidence).click();
    await userEvent.keyboard('60{Enter}');
    await expect.element(cell('Marlow Robotics', confidence)).toHaveFocus();
    await userEvent.keyboard('7{Escape}{Enter}');
    await expect.element(page.getByRole('textbox', { name: 'Confidence' })).toHaveValue('50');
    await userEvent.keyboard('{Escape}{ArrowLeft}');
    await userEvent.keyboard('prop{Enter}');
    await expect.element(cell('Marlow Robotics', status)).toMatchTextContent(/Proposal sent/);
    await expect.element(cell('Marlow Robotics', status)).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}2k{Tab}+1w{Tab}');
    await expect
      .poll(() => patches(close))
      .toEqual([
        { confidence: 60 },
        { status_id: 'stat_proposal' },
        { value: 200_000 },
        { date_won: '2199-01-08' },
      ]);
  });

  it('asks before a deal is won, and returns to the cell', async () => {
    const { close } = await showOpenDeals();
    await cell('Halden Foods', status).click();
    await userEvent.keyboard('won{Enter}');
    const dialog = page.getByRole('dialog', { name: 'Mark as Won' });
    await dialog.getByRole('button', { name: 'Mark as Won' }).click();
    await expect
      .poll(() => patches(close))
      .toEqual([expect.objectContaining({ status_id: 'stat_won', date_won: localDay(new Date()) })]);
    await expect.element(cell('Halden Foods', status)).toHaveFocus();
  });

  it('takes a line for the row in use', async () => {
    const { close } = await showOpenDeals();
    await cell('Osprey Labs', confidence).click();
    await userEvent.keyboard('/');
    const line = page.getByRole('dialog', { name: 'Osprey Labs' }).getByLabelText('Type a change');
    await expect.element(line).toHaveFocus();
    await userEvent.keyboard('60% 12k');
    await expect.element(page.getByRole('button', { name: 'Save', exact: true })).toBeEnabled();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => patches(close)).toEqual([{ confidence: 60, value: 1_200_000 }]);
    await expect.element(cell('Osprey Labs', confidence)).toMatchTextContent(/60%/);
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });

  it('undoes the last save, copies from above, and pastes and copies a cell', async () => {
    const { close } = await showOpenDeals();
    await cell('Marlow Robotics', confidence).click();
    await userEvent.keyboard('80{Enter}');
    await expect.poll(() => close.percents()).toEqual([50, 80, 50]);
    await userEvent.keyboard('{Control>}d{/Control}');
    await expect.poll(() => close.percents()).toEqual([50, 80, 80]);
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => close.percents()).toEqual([50, 80, 50]);
    await cell('Halden Foods', confidence).click();
    pasteText('10');
    await expect.poll(() => close.percents()).toEqual([10, 80, 50]);
    const copied = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), bubbles: true });
    document.activeElement?.dispatchEvent(copied);
    expect(copied.clipboardData?.getData('text/plain')).toBe('10');
  });

  it('copies a whole column from its head', async () => {
    await showOpenDeals();
    await page.getByRole('columnheader', { name: 'Confidence' }).click();
    const copied = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), bubbles: true });
    document.activeElement?.dispatchEvent(copied);
    expect(copied.clipboardData?.getData('text/plain')).toBe('50\n50\n50');
  });
});

describe('several pasted cells', () => {
  it('are shown as changes, which the user confirms before they are saved', async () => {
    const { close } = await showOpenDeals();
    await cell('Halden Foods', confidence).click();
    pasteText('10\r\n\r\nnone\r\n20\r\n');
    await expect.element(row('Halden Foods')).toMatchTextContent(/Confidence: 50% → 10%/);
    await expect.element(row('Osprey Labs')).toMatchTextContent(/none.*doesn't fit/);
    await expect.element(page.getByRole('checkbox', { name: 'Marlow Robotics' })).not.toBeChecked();
    expect(patches(close)).toEqual([]);
    await page.getByRole('button', { name: 'Update 1 deal' }).click();
    await expect.poll(() => patches(close)).toEqual([{ confidence: 10 }]);
    await expect.element(row('Halden Foods')).toMatchTextContent(/Saved/);
  });

  it('fill the columns to the right too, and can be discarded', async () => {
    const { close } = await showOpenDeals();
    await cell('Halden Foods', confidence).click();
    pasteText('10\t12k\n20\t"1,500"');
    await expect.element(row('Halden Foods')).toMatchTextContent(/50% → 10%.*→ \$12,000/);
    await expect.element(row('Marlow Robotics')).toMatchTextContent(/50% → 20%.*→ \$1,500/);
    await expect.element(page.getByRole('button', { name: 'Update 2 deals' })).toBeEnabled();
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect.element(page.getByRole('button', { name: 'Update 0 deals' })).toBeDisabled();
    await expect.element(row('Halden Foods')).not.toMatchTextContent(/→/);
    expect(patches(close)).toEqual([]);
  });
});

it('a field with several values is typed as a list, of which only the difference is saved', async () => {
  const { close } = await showOpenDeals({
    'table.settings': () => ({
      ok: true,
      value: { ...noRules, off: [...noRules.off], nextStep: { orga_a: 'custom.cf_list' } },
    }),
  });
  await cell('Halden Foods', nextStep).click();
  await userEvent.keyboard('b, a{Enter}');
  await expect.element(cell('Halden Foods', nextStep)).toMatchTextContent('B, A');
  await cell('Halden Foods', nextStep).click();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('textbox', { name: 'Next step' })).toHaveValue('B, A');
  await userEvent.keyboard('{End}, C{Enter}');
  await expect
    .poll(() => patches(close))
    .toEqual([{ 'custom.cf_list': ['B', 'A'] }, { 'custom.cf_list.add': 'C' }]);
  await cell('Marlow Robotics', nextStep).click();
  await userEvent.keyboard('a, x{Enter}');
  await expect.element(cell('Marlow Robotics', nextStep)).toHaveAttribute('aria-invalid', 'true');
  expect(patches(close)).toHaveLength(2);
});

it("lists a colleague's deals, and the own ones again", async () => {
  const { close } = await showOpenDeals();
  const owner = page.getByRole('combobox', { name: 'Deals of' });
  (owner.element() as HTMLElement).focus();
  await expect.element(owner).toMatchTextContent(/Sam Lee/);
  await owner.selectOptions('Sam Lee');
  const sources = () => close.asked.flatMap(({ name, input }) => (name === 'table.open' ? [input] : []));
  const of = (userId: string) => ({ organizationId: 'orga_a', userId, skip: 0 });
  await expect.poll(sources).toEqual([of('user_ana'), of('user_sam')]);
  await expect.element(row('Halden Foods')).toBeVisible();
  await owner.selectOptions('Me');
  await expect.poll(sources).toEqual([of('user_ana'), of('user_sam'), of('user_ana')]);
});

describe('what needs attention', () => {
  it('is counted, and a row that became clean leaves with the focus and returns with Undo', async () => {
    const { close } = await showOpenDeals();
    await expect.element(page.getByText('1 of 3 open deals needs attention')).toBeVisible();
    await expect.element(row('Halden Foods')).toMatchTextContent(/No value/);
    await page.getByRole('checkbox', { name: 'Needs attention only' }).click();
    await expect.element(row('Osprey Labs')).not.toBeInTheDocument();
    await cell('Halden Foods', value).click();
    await userEvent.keyboard('500{Enter}');
    await expect.element(row('Halden Foods')).toMatchTextContent(/Looks good/);
    await userEvent.hover(page.getByRole('heading', { name: 'My open deals' }));
    await row('Halden Foods').getByRole('button', { name: 'Undo' }).click();
    await expect.element(row('Halden Foods')).toMatchTextContent(/No value/);
    expect(patches(close)).toEqual([{ value: 50_000 }]);
  });

  it('says so kindly if nothing is left', async () => {
    await showOpenDeals({
      'table.settings': () => ({ ok: true, value: { ...noRules, off: [...noRules.off] } }),
    });
    await page.getByRole('checkbox', { name: 'Needs attention only' }).click();
    await expect.element(page.getByText('Nothing needs your attention')).toBeVisible();
    await page.getByRole('button', { name: 'Show all open deals' }).click();
    await expect.element(row('Osprey Labs')).toBeVisible();
  });

  it('is snoozed from the menu of a row', async () => {
    const { close } = await showOpenDeals();
    await row('Halden Foods').getByRole('button', { name: 'Snooze' }).click();
    await page.getByRole('menuitem', { name: 'Until tomorrow' }).click();
    await expect.element(row('Halden Foods')).not.toBeInTheDocument();
    await expect.element(page.getByText('0 of 2 open deals need attention')).toBeVisible();
    expect(close.asked.at(-1)).toMatchObject({ name: 'deal.snooze', input: { opportunityId: 'oppo_1' } });
    await page.getByRole('checkbox', { name: 'Show snoozed (1)' }).click();
    await expect.element(row('Halden Foods')).toMatchTextContent(/Snoozed until/);
  });

  it('turns rules off, and looks at the field that the user chose', async () => {
    const { close } = await showOpenDeals();
    await page.getByRole('checkbox', { name: 'No value (1)' }).click();
    await expect.element(page.getByText('0 of 3 open deals need attention')).toBeVisible();
    await page.getByText('Set up what needs attention').click();
    await page.getByRole('combobox', { name: 'Field with the next step' }).selectOptions('cf_text');
    await expect.element(row('Osprey Labs')).toMatchTextContent(/No next step/);
    await cell('Osprey Labs', nextStep).click();
    await userEvent.keyboard('Call Lena{Enter}');
    await expect.poll(() => patches(close)).toEqual([{ 'custom.cf_text': 'Call Lena' }]);
    await expect.element(row('Osprey Labs')).toMatchTextContent(/Looks good/);
  });
});

it('sorts by a column when its head is pressed, and moves no row on a save', async () => {
  const { close } = await showOpenDeals();
  const names = () =>
    [...document.querySelectorAll('tbody tr')].map((each) => each.getAttribute('aria-label'));
  await page.getByRole('columnheader', { name: 'Value' }).click();
  await page.getByRole('columnheader', { name: 'Value' }).click();
  expect(names()).toEqual(['Marlow Robotics', 'Osprey Labs', 'Halden Foods']);
  await cell('Halden Foods', value).click();
  await userEvent.keyboard('5000{Enter}');
  await expect.poll(() => patches(close)).toHaveLength(1);
  expect(names()).toEqual(['Marlow Robotics', 'Osprey Labs', 'Halden Foods']);
});

const noRules = {
  ...{ off: ['overdue', 'closing-soon', 'no-value', 'no-next-step', 'untouched', 'stalled'] as const },
  ...{ nextStep: {}, untouchedDays: 30, untouchedDaysIn: {}, countsOnButton: false },
};

function pasteText(pasted: string): void {
  const data = new DataTransfer();
  data.setData('text/plain', pasted);
  document.activeElement?.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
  );
}

it('renders the deal of no other row when a cell is saved', async () => {
  const { table } = await showOpenDeals();
  await cell('Halden Foods', value).click();
  await userEvent.keyboard('500');
  const rendered = new Set<string>();
  const { diffed } = options;
  options.diffed = (node) => {
    diffed?.(node);
    if (node.type === (DealCell as unknown))
      rendered.add((node.props as unknown as { row: Row }).row.opportunityId);
  };
  onTestFinished(() => void Object.assign(options, { diffed }));
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => table.sheet.unfinished.value).toBe(0);
  await expect.element(row('Halden Foods').getByRole('button', { name: 'Undo' })).toBeVisible();
  expect([...rendered]).toEqual(['oppo_1']);
});
