import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showDeal } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';

const exact = page.getByRole('spinbutton', { name: 'Confidence (%)' });

it.each([
  { from: '50', key: '{ArrowUp}', to: '55' },
  { from: '50', key: '{ArrowDown}', to: '45' },
  { from: '98', key: '{ArrowUp}', to: '100' },
  { from: '3', key: '{ArrowDown}', to: '0' },
])('$key changes $from to $to without saving', async ({ from, key, to }) => {
  const { background } = await showDeal();
  await exact.fill(from);
  await userEvent.keyboard(key);
  await expect.element(exact).toHaveValue(to);
  await expect.element(exact).toHaveAttribute('aria-valuenow', to);
  expect(background.patches()).toEqual([]);
});

it('the expected value is shown and updated by a choice', async () => {
  await showDeal();
  await expect.element(page.getByText('expected $6,250')).toBeVisible();
  await page.getByRole('radio', { name: '10%' }).click();
  await expect.element(page.getByText('expected $1,250')).toBeVisible();
});

it('no expected value is shown for a deal without value or confidence', async () => {
  await showDeal(dealView({ value: null }));
  await expect.element(page.getByText(/^expected/)).not.toBeInTheDocument();
  await showDeal(dealView({ confidence: null }));
  await expect.element(page.getByText(/^expected/)).not.toBeInTheDocument();
  await expect.element(exact).toHaveValue('');
});
