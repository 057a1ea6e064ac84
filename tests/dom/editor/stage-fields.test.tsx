import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CustomField } from '../../../lib/model/custom-field.ts';
import type { Values } from '../../../lib/model/field-value.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import type { Stages } from '../../../lib/model/stages.ts';
import { showDeal } from '../harness/show.tsx';
import { customField, dealView } from '../samples/deals.ts';

const dialog = page.getByRole('dialog');
const reason = dialog.getByLabelText('Win reason');
const confirm = page.getByRole('button', { name: 'Mark as Won' });
const closed = { status_id: 'stat_won', date_won: expect.any(String), confidence: 100 };

async function openWon(
  field: Partial<CustomField>,
  values: Values = {},
  stages: Stages = { stat_won: { asks: ['custom.cf_why'] } },
) {
  const customFields = [customField({ id: 'cf_why', name: 'Win reason', type: 'choices', ...field })];
  const preferences = { ...defaultPreferences, stages };
  const shown = await showDeal(dealView(values, { customFields, preferences }));
  await page.getByRole('radio', { name: 'Won' }).click();
  await expect.element(dialog).toBeVisible();
  return shown;
}

describe('the reason for a won deal', () => {
  it('is sent in the same save', async () => {
    const { background } = await openWon({ choices: ['Price', 'Fit'] });
    await reason.selectOptions('Fit');
    await confirm.click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(background.patches()).toEqual([{ ...closed, 'custom.cf_why': 'Fit' }]);
    expect(background.asked('deal.save')[0]?.base).toMatchObject({ 'custom.cf_why': null });
  });

  it('is optional', async () => {
    const { background } = await openWon({ choices: ['Price', 'Fit'] });
    await confirm.click();
    await expect.poll(() => background.patches()).toEqual([closed]);
  });

  it('is chosen from a long list by typing, and Escape closes the list before the dialog', async () => {
    const choices = Array.from({ length: 300 }, (_none, index) => `Reason ${index}`);
    const { background } = await openWon({ choices });
    await reason.click();
    await expect.element(dialog.getByRole('listbox')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog.getByRole('listbox')).not.toBeInTheDocument();
    await expect.element(dialog).toBeVisible();
    await reason.fill('Reason 123');
    await userEvent.keyboard('{Enter}');
    await expect.element(reason).toHaveValue('Reason 123');
    await expect.element(dialog).toBeVisible();
    await confirm.click();
    await expect.poll(() => background.patches()).toEqual([{ ...closed, 'custom.cf_why': 'Reason 123' }]);
  });

  it('is added to a field with several values', async () => {
    const field = { choices: ['Price', 'Fit', 'Support'], isMultiple: true };
    const { background } = await openWon(field, { 'custom.cf_why': ['Price'] });
    await reason.selectOptions('Fit');
    await confirm.click();
    await expect.poll(() => background.patches()).toEqual([{ ...closed, 'custom.cf_why.add': 'Fit' }]);
  });

  it('starts with the draft of its field, which the save removes', async () => {
    const customFields = [customField({ id: 'cf_why', name: 'Win reason' })];
    const stages = { stat_won: { asks: ['custom.cf_why'] } };
    const preferences = { ...defaultPreferences, stages };
    const { background } = await showDeal(dealView({}, { customFields, preferences }));
    await page.getByLabelText('Win reason').fill('Best price');
    await page.getByRole('radio', { name: 'Won' }).click();
    await expect.element(reason).toHaveValue('Best price');
    await confirm.click();
    await expect.poll(() => background.patches()).toEqual([{ ...closed, 'custom.cf_why': 'Best price' }]);
    await expect.element(page.getByRole('button', { name: 'Discard' })).not.toBeInTheDocument();
  });

  it('is reset on Cancel, and the field is unchanged', async () => {
    const { background } = await openWon({ choices: ['Price', 'Fit'] });
    await reason.selectOptions('Fit');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    await expect.element(page.getByLabelText('Win reason')).toHaveValue('');
    await expect.element(page.getByRole('button', { name: 'Discard' })).not.toBeInTheDocument();
    await page.getByRole('radio', { name: 'Won' }).click();
    await expect.element(reason).toHaveValue('');
    expect(background.patches()).toEqual([]);
  });

  it.each([
    ['the role may not edit it', { editableWithRoles: ['role_admin'] }, undefined],
    ['its type cannot be edited', { type: 'formula' }, undefined],
    ['it was deleted', {}, { stat_won: { asks: ['custom.cf_gone'] } }],
    ['it is chosen only for lost deals', {}, { stat_lost: { asks: ['custom.cf_why'] } }],
  ])('is not shown if %s', async (_why, field, stages) => {
    const { background } = await openWon(field, {}, stages);
    await expect.element(dialog.getByLabelText('Won on')).toBeVisible();
    await expect.element(reason).not.toBeInTheDocument();
    await confirm.click();
    await expect.poll(() => background.patches()).toEqual([closed]);
  });
});
