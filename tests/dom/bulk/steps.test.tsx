import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BulkEdit } from '../../../components/bulk/BulkEdit.tsx';
import { createTable } from '../../../components/bulk/table-model.ts';
import { failure, success } from '../../../lib/model/result.ts';
import { backgroundOf, references } from '../../unit/bulk-edit/bulk-background.ts';
import { speak } from '../harness/fake-browser.ts';
import { show } from '../harness/show.tsx';
import { patches, row, showOpenDeals } from './open-deals-table.tsx';

beforeEach(() => page.viewport(1280, 800));

const step = (name: string) => page.getByRole('region', { name, exact: true });
const action = page.getByRole('combobox', { name: 'Action' });
const filter = page.getByRole('searchbox', { name: 'Filter by lead or status' });
const box = page.getByRole('textbox', { name: 'Paste deal IDs, links or CSV rows' });
const leads = ['Halden Foods', 'Marlow Robotics', 'Osprey Labs'];
const tick = (lead: string) => page.getByRole('checkbox', { name: lead, exact: true }).click();

/** Shows the page with deals of three leads, the last one in another status. */
async function showDeals(count = 3, replies: Parameters<typeof backgroundOf>[1] = {}, closed = 0) {
  const close = backgroundOf(count, replies);
  for (const [place, [id, deal]] of [...close.deals].entries()) {
    const active = place === 2 ? 'stat_proposal' : 'stat_demo';
    const status = place >= count - closed ? 'stat_won' : active;
    const values = { ...deal.values, status_id: status };
    close.deals.set(id, { ...deal, values, leadName: leads[place] ?? `Lead ${place}` });
  }
  const table = createTable(close.ask);
  const rest = { message: signal(''), onAdd: vi.fn(), onExport: () => {}, onOptions: () => {} };
  const lookup = { found: signal(null), look: async () => {} };
  show(<BulkEdit table={table} lookup={lookup} {...rest} />, 'deals');
  await table.deals.add(references(count));
  if (count > 0) await expect.element(row(leads[0] ?? '')).toBeVisible();
  return { close, table };
}

it.each([
  ['en', '40 of 60 selected'],
  ['de', '40 von 60 ausgewählt'],
] as const)(
  'step 1 counts the selected deals in one line beside closed ones, 1040 px wide (%s)',
  async (...row) => {
    const [language, words] = row;
    await page.viewport(1040, 560);
    speak(language);
    await showDeals(60, {}, 20);
    await page.getByRole('checkbox').first().click();
    const counted = page.getByText(words);
    await expect.element(counted).toBeVisible();
    await expect.element(page.getByText(/^20 /)).toBeVisible();
    expect(counted.element().getBoundingClientRect().height).toBeLessThan(20);
  },
);

describe.each([
  ['deals that were added', () => showDeals()],
  ['open deals', showOpenDeals],
] as const)('the page of %s', (_name, showTable) => {
  it('has three numbered steps in the order of the work', async () => {
    await showTable();
    const names = page.getByRole('heading', { level: 2 }).elements();
    expect(names.map(({ textContent }) => textContent)).toEqual(['1 Deals', '2 Change', '3 Update']);
    await expect.element(step('1 Deals').getByRole('grid', { name: 'Deals' })).toBeVisible();
    await expect.element(step('2 Change').getByRole('combobox', { name: 'Action' })).toBeVisible();
    await expect.element(step('3 Update').getByRole('button', { name: 'Update 0 deals' })).toBeVisible();
  });

  it('counts the selected deals in step 1', async () => {
    await showTable();
    await expect.element(step('1 Deals')).toMatchTextContent(/0 of 3 selected/);
    await tick('Osprey Labs');
    await expect.element(step('1 Deals')).toMatchTextContent(/1 of 3 selected/);
  });

  it('has the box for ids folded while there are deals', async () => {
    await showTable();
    await expect.element(box).not.toBeInTheDocument();
    await page.getByText('Add deals', { exact: true }).click();
    await expect.element(box).toBeVisible();
  });
});

describe('the box for ids', () => {
  it('is open while there are no deals, and hands the focus on as it folds', async () => {
    const { table } = await showDeals(0);
    await box.fill('oppo_1');
    await box.click();
    table.deals.add(references(1));
    await expect.element(box).not.toBeInTheDocument();
    await expect.element(page.getByText('Add deals', { exact: true })).toHaveFocus();
  });

  it('stays open when the user adds more deals with it', async () => {
    const { table } = await showDeals(1);
    await page.getByText('Add deals', { exact: true }).click();
    await table.deals.add([{ kind: 'opportunity', id: 'oppo_9' }]);
    await expect.element(page.getByText('oppo_9')).toBeVisible();
    await expect.element(box).toBeVisible();
  });
});

describe('the filter', () => {
  it.each([
    ['the beginning of a word of the lead', 'rob', ['Marlow Robotics']],
    ['a status', 'proposal', ['Osprey Labs']],
    ['lead and status', 'demo hald', ['Halden Foods']],
  ])('finds by %s', async (_by, typed, found) => {
    await showDeals();
    await filter.fill(typed);
    const names = () =>
      page
        .getByRole('row')
        .elements()
        .slice(1)
        .map((each) => each.getAttribute('aria-label'));
    await expect.poll(names).toEqual(found);
    await filter.fill('');
    await expect.poll(names).toEqual(leads);
  });

  it('keeps the selected deals that it hides, and says so', async () => {
    const { close } = await showDeals();
    await tick('Halden Foods');
    await filter.fill('osprey');
    await expect.element(row('Halden Foods')).not.toBeInTheDocument();
    await expect.element(step('1 Deals')).toMatchTextContent(/1 of 3 selected · 1 selected deal is hidden/);
    await page.getByRole('checkbox', { name: 'Select all' }).click();
    await expect.element(step('1 Deals')).toMatchTextContent(/2 of 3 selected · 1 selected deal is hidden/);
    await action.selectOptions('Set confidence to 75%');
    await page.getByRole('button', { name: 'Update 2 deals' }).click();
    await expect.poll(close.percents).toEqual([75, 50, 75]);
    await filter.fill('');
    await expect.element(page.getByRole('checkbox', { name: 'Halden Foods' })).toBeChecked();
    await expect.element(page.getByRole('checkbox', { name: 'Marlow Robotics' })).not.toBeChecked();
  });

  it('keeps the row of a deal whose status a run changes', async () => {
    const { close } = await showDeals();
    await filter.fill('demo');
    await expect.element(row('Osprey Labs')).not.toBeInTheDocument();
    await page.getByRole('checkbox', { name: 'Select all' }).click();
    await action.selectOptions('Set status to Proposal sent');
    await page.getByRole('button', { name: 'Update 2 deals' }).click();
    await expect.element(row('Marlow Robotics')).toMatchTextContent(/Proposal sent.*Saved/);
    await expect.element(row('Halden Foods')).toBeVisible();
    expect(patches(close)).toHaveLength(2);
  });

  it('judges a deal once it is read', async () => {
    const { table } = await showDeals(2);
    await filter.fill('marlow');
    await expect.element(row('Halden Foods')).not.toBeInTheDocument();
    table.deals.drop(({ opportunityId }) => opportunityId === 'oppo_2');
    await expect.element(page.getByText('No deals match the filter.')).toBeVisible();
    await table.deals.add(references(2));
    await expect.element(row('Marlow Robotics')).toBeVisible();
  });

  it('finds nothing, and can be emptied', async () => {
    await showDeals();
    await filter.fill('zzz');
    await expect.element(page.getByText('No deals match the filter.')).toBeVisible();
    await filter.click();
    await userEvent.keyboard('{Escape}');
    await expect.element(row('Osprey Labs')).toBeVisible();
  });
});

describe('a run', () => {
  // The text of a result may wrap and make its row higher, so of the rows only the first one is measured.
  const controls = () =>
    [...document.querySelectorAll<HTMLElement>('h1, h2, button, select, input, summary, tbody tr')].filter(
      (each) => each.checkVisibility({ visibilityProperty: true }) && !each.matches('tr ~ tr, tr ~ tr *'),
    );
  const places = (of: readonly HTMLElement[]) =>
    of.map((each) => {
      const rect = each.getBoundingClientRect();
      return `${each.tagName}: ${Math.round(rect.left)}, ${Math.round(rect.top)}`;
    });
  const button = (name: RegExp) => page.getByRole('button', { name });

  it.each([
    ['en', 1280, 800],
    ['en', 400, 800],
    ['en', 640, 400],
    ['de', 1280, 800],
    ['de', 400, 800],
    ['de', 640, 400],
  ] as const)('moves no control until it is undone: %s, %i × %i px', async (language, width, height) => {
    speak(language);
    onTestFinished(() => speak('en'));
    await page.viewport(width, height);
    const later = { state: 'waiting', problem: { kind: 'rate-limited' } } as const;
    const { table } = await showDeals(3, {
      'deal.save': ({ opportunityId }) => {
        if (opportunityId === 'oppo_2') return failure({ kind: 'not-found' });
        return opportunityId === 'oppo_3' ? success({ ...later, until: Date.now() + 60_000 }) : undefined;
      },
    });
    const steps = () => table.deals.rows.value.map(({ state }) => state.value.step);
    await page.getByRole('combobox').last().selectOptions('confidence:75');
    await page.getByRole('checkbox').first().click();
    const update = button(/^(Update 3 deals|3 Deals ändern)$/);
    await expect.element(update).toBeEnabled();
    update.element().scrollIntoView({ block: 'nearest' });
    const measured = controls();
    const before = places(measured);
    await update.click();
    await expect.poll(steps).toEqual(['saved', 'failed', 'waiting']);
    const stop = button(/^(Stop|Stoppen)$/);
    await expect.element(stop).toBeVisible();
    expect(places(measured)).toEqual(before);
    const added = controls();
    const during = places(added);
    await stop.click();
    await expect.element(stop).not.toBeInTheDocument();
    const stays = added.filter(({ isConnected }) => isConnected);
    expect(places(stays)).toEqual(during.filter((_place, index) => added[index]?.isConnected));
    expect(places(measured)).toEqual(before);
    await button(/^(Undo all|Alle rückgängig machen)$/).click();
    await expect.poll(() => steps()[0]).toBe('undone');
    expect(places(measured)).toEqual(before);
  });
});

it.each([
  ['en', 400],
  ['de', 400],
  ['de', 1280],
] as const)('shows the whole name of the chosen change: %s, %i px', async (language, width) => {
  speak(language);
  onTestFinished(() => speak('en'));
  await page.viewport(width, 800);
  await showDeals();
  const list = page.getByRole('combobox').last();
  await list.selectOptions('confidence:75');
  const select = list.element() as HTMLSelectElement;
  const pen = document.createElement('canvas').getContext('2d');
  if (!pen) throw new Error('No canvas');
  const { font, paddingInlineStart } = getComputedStyle(select);
  pen.font = font;
  const named = pen.measureText(select.selectedOptions[0]?.textContent ?? '').width;
  const arrow = 24;
  expect(select.clientWidth - arrow - Number.parseFloat(paddingInlineStart)).toBeGreaterThanOrEqual(named);
});
