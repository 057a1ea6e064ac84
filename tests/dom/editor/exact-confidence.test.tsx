import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
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

it('Enter saves the typed percentage at once, and only it', async () => {
  const { background } = await showDeal();
  await page.getByLabelText('Next step').fill('Call');
  await exact.fill('60');
  await userEvent.keyboard('{Enter}');
  await expect.poll(background.patches).toEqual([{ confidence: 60 }]);
  await expect.element(page.getByText('Expected value $7,500')).toBeVisible();
});

it('leaving the box saves the typed percentage at once', async () => {
  const { background } = await showDeal();
  await exact.fill('60');
  expect(background.patches()).toEqual([]);
  await page.getByLabelText('Next step').click();
  await expect.poll(background.patches).toEqual([{ confidence: 60 }]);
});

it('leaving the box for Discard or a preset does not save the typed percentage', async () => {
  const { background } = await showDeal();
  await exact.fill('60');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect.element(exact).toHaveValue('50');
  await exact.fill('60');
  await page.getByRole('radio', { name: '90%' }).click();
  await expect.poll(background.patches).toEqual([{ confidence: 90 }]);
});

it.each(['', '101', 'many', '50'])('leaving the box with "%s" saves nothing', async (typed) => {
  const { background } = await showDeal();
  await exact.fill(typed);
  await userEvent.keyboard('{Enter}');
  await page.getByLabelText('Next step').click();
  expect(background.patches()).toEqual([]);
  await expect.element(exact).toHaveValue(typed);
});

it('typed percentages wait with the other changes if saves are confirmed', async () => {
  const preferences = { ...defaultPreferences, asksBeforeSaving: true };
  const { background } = await showDeal(dealView({}, { preferences }));
  await exact.fill('60');
  await userEvent.keyboard('{Enter}');
  await page.getByRole('button', { name: 'Save' }).click();
  expect(background.patches()).toEqual([{ confidence: 60 }]);
});

it('the expected value is shown and updated by a choice', async () => {
  await showDeal();
  await expect.element(page.getByText('Expected value $6,250')).toBeVisible();
  await page.getByRole('radio', { name: '10%' }).click();
  await expect.element(page.getByText('Expected value $1,250')).toBeVisible();
});

it('no expected value is shown for a deal without value or confidence', async () => {
  await showDeal(dealView({ value: null }));
  await expect.element(page.getByText(/^expected/)).not.toBeInTheDocument();
  await showDeal(dealView({ confidence: null }));
  await expect.element(page.getByText(/^expected/)).not.toBeInTheDocument();
  await expect.element(exact).toHaveValue('');
});
