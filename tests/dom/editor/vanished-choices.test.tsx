import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showDeal } from '../harness/show.tsx';
import { customField, dealView } from '../samples/deals.ts';

const source = customField({ id: 'cf_source', name: 'Source', type: 'choices', choices: ['Web', 'Fair'] });
const step = customField();

describe('a stored choice that was removed in Close', () => {
  const view = () => dealView({ 'custom.cf_source': ' Fax-Ära' }, { customFields: [source, step] });

  it('is still shown', async () => {
    await showDeal(view());
    await expect.element(page.getByLabelText('Source')).toHaveValue(' Fax-Ära');
  });

  it('is kept when another field is saved', async () => {
    const { background } = await showDeal(view());
    await page.getByLabelText('Next step').fill('Call');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(background.patches()).toEqual([{ 'custom.cf_step': 'Call' }]);
    await expect.element(page.getByLabelText('Source')).toHaveValue(' Fax-Ära');
  });

  it('can be replaced and chosen again before saving', async () => {
    const { background } = await showDeal(view());
    const control = page.getByLabelText('Source');
    await control.selectOptions('Web');
    await expect.element(page.getByText('1 change: Source')).toBeVisible();
    await control.selectOptions(' Fax-Ära');
    await expect.element(page.getByText('1 change: Source')).not.toBeInTheDocument();
    expect(background.patches()).toEqual([]);
  });
});

it('stored choices, including a deleted one, are kept when another is added', async () => {
  const customFields = [{ ...source, isMultiple: true }];
  const { background } = await showDeal(dealView({ 'custom.cf_source': ['Fax', 'Web'] }, { customFields }));
  await page.getByLabelText('Source').selectOptions('Fair');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByRole('button', { name: 'Remove Fax (Source)' })).toBeVisible();
  expect(background.patches()).toEqual([{ 'custom.cf_source.add': 'Fair' }]);
});

it('an unknown value period is kept', async () => {
  const { background } = await showDeal(dealView({ value_period: 'quarterly' }));
  await expect.element(page.getByLabelText('Value period')).toHaveValue('quarterly');
  await page.getByLabelText('Value', { exact: true }).fill('20,000');
  await page.getByRole('button', { name: 'Save' }).click();
  expect(background.patches()).toEqual([{ value: 2_000_000 }]);
});

it('a deleted status leaves all radios unchecked', async () => {
  const { background } = await showDeal(dealView({ status_id: 'stat_removed' }));
  const status = page.getByRole('radiogroup', { name: 'Status' });
  await expect.element(status).toBeVisible();
  expect(status.getByRole('radio', { checked: true }).elements()).toEqual([]);
  expect(background.patches()).toEqual([]);
});
