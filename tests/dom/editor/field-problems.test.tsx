import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CustomField } from '../../../lib/model/custom-field.ts';
import { showDeal } from '../harness/show.tsx';
import { customField, dealView } from '../samples/deals.ts';

type Case = { name: string; typed: string[]; sentence: string; valid: string; field?: CustomField };

const cases: Case[] = [
  {
    ...{ name: 'Value', typed: ['abc', '1.2.3,4', '0.001'], valid: '12,500.00' },
    sentence: 'Enter an amount, such as 1,234.00.',
  },
  {
    ...{ name: 'Confidence (%)', typed: ['101', '-1', '12.5', 'half', ''], valid: '55' },
    sentence: 'Enter a whole number from 0 to 100.',
  },
  {
    ...{ name: 'Seats', typed: ['many', '1,2,3.4.5'], valid: '12' },
    ...{
      sentence: 'Enter a number, such as 1,234.5.',
      field: customField({ name: 'Seats', type: 'number' }),
    },
  },
];

describe.each(cases)('an invalid entry for $name', ({ name, typed, sentence, valid, field }) => {
  const customFields = field ? [field] : [];

  it.each(typed)('"%s" shows an error at the field and cannot be saved', async (entry) => {
    const { background } = await showDeal(dealView({}, { customFields }));
    const control = page.getByLabelText(name);
    await control.fill(entry);
    await expect.element(control).toBeInvalid();
    await expect.element(control).toHaveAccessibleDescription(sentence);
    await expect.element(page.getByRole('button', { name: 'Save' })).toBeDisabled();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(background.patches()).toEqual([]);
    await expect.element(control).toHaveValue(entry);
  });

  it('loses its error as soon as it is valid', async () => {
    await showDeal(dealView({}, { customFields }));
    const control = page.getByLabelText(name);
    await control.fill(typed[0] ?? '');
    await control.fill(valid);
    await expect.element(control).not.toBeInvalid();
    await expect.element(page.getByText(sentence)).not.toBeInTheDocument();
  });
});

const refused = (fieldErrors: Record<string, string>) => ({
  state: 'refused' as const,
  problem: { kind: 'invalid' as const, fieldErrors },
});

it('an error from Close is shown at its field, and the typed text is kept', async () => {
  const { background } = await showDeal();
  background.answerSaves(refused({ 'custom.cf_step': 'May not be longer than 5 characters.' }));
  const control = page.getByLabelText('Next step');
  await control.fill('Send the offer');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(control).toHaveAccessibleDescription('May not be longer than 5 characters.');
  await expect.element(control).toBeInvalid();
  await expect.element(control).toHaveValue('Send the offer');
  await control.fill('Offer');
  await expect.element(control).not.toBeInvalid();
});

it('an error from Close about status or confidence is shown there', async () => {
  const { background } = await showDeal();
  background.answerSaves(refused({ status_id: 'Not in this pipeline.' }));
  await page.getByRole('radio', { name: 'Qualified' }).click();
  await expect.element(page.getByText('Not in this pipeline.')).toBeVisible();
  background.answerSaves(refused({ confidence: 'Too sure.' }));
  await page.getByRole('radio', { name: '90%' }).click();
  const exact = page.getByRole('spinbutton', { name: 'Confidence (%)' });
  await expect.element(exact).toHaveAccessibleDescription('Too sure.');
});

it('a field under "All fields" stays visible if Close refuses its value', async () => {
  const customFields = ['One', 'Two', 'Three', 'Four'].map((name) => customField({ id: `cf_${name}`, name }));
  const { background } = await showDeal(dealView({}, { customFields }));
  background.answerSaves(refused({ note: 'No notes today.' }));
  await page.getByRole('button', { name: 'All fields' }).click();
  await page.getByLabelText('Note').fill('Met in May');
  await page.getByRole('button', { name: 'Show fewer fields' }).click();
  await expect.element(page.getByLabelText('Four')).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByLabelText('Note')).toHaveAccessibleDescription('No notes today.');
});
