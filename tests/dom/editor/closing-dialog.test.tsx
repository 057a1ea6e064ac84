import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { localDay } from '../../../lib/opportunity/dates.ts';
import { showDeal } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';

const today = localDay(new Date());
const dialog = page.getByRole('dialog');
const field = (name: string) => dialog.getByLabelText(name);

const outcomes = [
  { label: 'Won', status: 'stat_won', confidence: '100' },
  { label: 'Lost', status: 'stat_lost', confidence: '0' },
];

describe.each(outcomes)('choosing $label', ({ label, status, confidence }) => {
  async function open(view = dealView()) {
    const shown = await showDeal(view);
    await page.getByRole('radio', { name: label }).click();
    await expect.element(page.getByRole('dialog', { name: `Mark as ${label}` })).toBeVisible();
    return shown;
  }
  const confirm = () => page.getByRole('button', { name: `Mark as ${label}` });

  it('opens a dialog with value, confidence and, for won deals, today as the date', async () => {
    const { background } = await open();
    if (status === 'stat_won') await expect.element(field('Won on')).toHaveValue(today);
    else await expect.element(field('Won on')).not.toBeInTheDocument();
    await expect.element(field('Value')).toHaveValue('12,500.00');
    await expect.element(field('Confidence (%)')).toHaveValue(confidence);
    expect(background.patches()).toEqual([]);
  });

  it('sends the date of a won deal, because Close would keep an old estimate, but none of a lost deal', async () => {
    const { background } = await open(dealView({ date_won: '2020-01-31T00:00:00+00:00' }));
    await confirm().click();
    await expect.element(page.getByRole('radio', { name: label })).toBeChecked();
    expect(background.patches()).toEqual([
      {
        status_id: status,
        ...(status === 'stat_won' && { date_won: today }),
        confidence: Number(confidence),
      },
    ]);
    await expect.element(dialog).not.toBeInTheDocument();
  });

  it('saves changed values on Enter', async () => {
    const { background } = await open();
    await field('Confidence (%)').fill('40');
    await field('Value').fill('9,999.50');
    await userEvent.keyboard('{Enter}');
    await expect.element(dialog).not.toBeInTheDocument();
    expect(background.patches()).toEqual([
      expect.objectContaining({ status_id: status, confidence: 40, value: 999_950 }),
    ]);
  });

  it('does not send an empty value', async () => {
    const { background } = await open();
    await field('Value').fill('');
    await confirm().click();
    await expect.poll(() => background.patches()).toHaveLength(1);
    expect(background.patches()[0]).not.toHaveProperty('value');
  });

  it.each([
    { name: 'Value', typed: 'a lot', sentence: 'Enter an amount, such as 1,234.00.' },
    { name: 'Confidence (%)', typed: '120', sentence: 'Enter a whole number from 0 to 100.' },
  ])('cannot be confirmed with "$typed" as $name', async ({ name, typed, sentence }) => {
    const { background } = await open();
    await field(name).fill(typed);
    await expect.element(field(name)).toBeInvalid();
    await expect.element(field(name)).toHaveAccessibleDescription(sentence);
    await expect.element(confirm()).toBeDisabled();
    await userEvent.keyboard('{Enter}');
    await expect.element(dialog).toBeVisible();
    expect(background.patches()).toEqual([]);
  });

  it.each([
    ['Cancel', () => page.getByRole('button', { name: 'Cancel' }).click()],
    ['Escape', () => userEvent.keyboard('{Escape}')],
  ])('and then %s changes nothing', async (_way, leave) => {
    const { background, deal } = await open();
    const before = deal.view.value;
    await field('Confidence (%)').fill('40');
    await leave();
    await expect.element(dialog).not.toBeInTheDocument();
    await expect.element(page.getByRole('radio', { name: 'Demo done' })).toBeChecked();
    await expect.element(page.getByRole('spinbutton', { name: 'Confidence (%)' })).toHaveValue('50');
    await expect.element(page.getByRole('radio', { name: label })).toHaveFocus();
    expect(background.patches()).toEqual([]);
    expect(deal.view.value).toEqual(before);
  });

  it('shows the defaults again after it was cancelled', async () => {
    await open();
    await field('Confidence (%)').fill('40');
    await userEvent.keyboard('{Escape}');
    await page.getByRole('radio', { name: label }).click();
    await expect.element(field('Confidence (%)')).toHaveValue(confidence);
  });
});

describe('the date of a won deal', () => {
  const confirm = () => page.getByRole('button', { name: 'Mark as Won' });

  it('is sent as entered', async () => {
    const { background } = await showDeal();
    await page.getByRole('radio', { name: 'Won' }).click();
    await field('Won on').fill('2026-11-02');
    await confirm().click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(background.patches()).toEqual([
      { status_id: 'stat_won', date_won: '2026-11-02', confidence: 100 },
    ]);
  });

  it('is required', async () => {
    const { background } = await showDeal();
    await page.getByRole('radio', { name: 'Won' }).click();
    await field('Won on').fill('');
    await expect.element(field('Won on')).toHaveAccessibleDescription('Enter a date between 1900 and 2199.');
    await expect.element(confirm()).toBeDisabled();
    expect(background.patches()).toEqual([]);
  });
});

describe('a draft', () => {
  beforeEach(async () => {
    await showDeal();
    await page.getByLabelText('Next step').fill('Call');
    await page.getByRole('radio', { name: 'Won' }).click();
  });

  it('is kept when the dialog is cancelled', async () => {
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByLabelText('Next step')).toHaveValue('Call');
    await expect.element(page.getByText('1 change: Next step')).toBeVisible();
  });

  it('is kept when the deal is marked as won', async () => {
    await page.getByRole('button', { name: 'Mark as Won' }).click();
    await expect.element(page.getByRole('status')).toMatchTextContent('Demo done → Won');
    await expect.element(page.getByLabelText('Next step')).toHaveValue('Call');
    await expect.element(page.getByRole('button', { name: 'Save' })).toBeEnabled();
  });
});

it('a lost deal shows its estimated close', async () => {
  await showDeal(dealView({ status_id: 'stat_lost' }));
  await expect.element(page.getByLabelText('Estimated close')).toHaveValue('2026-12-12');
  await expect.element(page.getByLabelText('Closed on')).not.toBeInTheDocument();
});

it('a won deal shows its close date instead of an estimate', async () => {
  await showDeal(dealView({ status_id: 'stat_won' }));
  await expect.element(page.getByLabelText('Closed on')).toHaveValue('2026-12-12');
  await expect.element(page.getByLabelText('Estimated close')).not.toBeInTheDocument();
});
