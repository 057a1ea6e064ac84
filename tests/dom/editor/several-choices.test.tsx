import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { FieldValue } from '../../../lib/model/field-value.ts';
import { showDeal } from '../harness/show.tsx';
import { customField, dealView } from '../samples/deals.ts';

const field = customField({
  ...{ id: 'cf_tags', name: 'Products', type: 'choices', isMultiple: true },
  choices: ['Arms', 'Belts', 'Cranes'],
});

async function showProducts(stored: FieldValue) {
  const shown = await showDeal(dealView({ 'custom.cf_tags': stored }, { customFields: [field] }));
  return { ...shown, adding: page.getByLabelText('Products') };
}

const removing = (value: string) => page.getByRole('button', { name: `Remove ${value} (Products)` });
const chosen = () => page.getByRole('button', { name: /^Remove / }).elements().length;
const save = () => page.getByRole('button', { name: 'Save' }).click();

it('shows every stored value with a way to remove it, and offers the others', async () => {
  const { adding } = await showProducts(['Arms', 'Cranes']);
  await expect.element(removing('Arms')).toBeVisible();
  await expect.element(removing('Cranes')).toBeVisible();
  const offered = adding
    .getByRole('option')
    .elements()
    .map(({ textContent }) => textContent);
  expect(offered).toEqual(['add…', 'Belts']);
});

it('adds one value as just that, so that nothing of a colleague is wiped out', async () => {
  const { background, adding } = await showProducts(['Arms']);
  await adding.selectOptions('Belts');
  await expect.element(removing('Belts')).toBeVisible();
  await expect.element(adding).toHaveValue('');
  await save();
  expect(background.patches()).toEqual([{ 'custom.cf_tags.add': 'Belts' }]);
});

it('removes one value as just that', async () => {
  const { background } = await showProducts(['Arms', 'Belts']);
  await removing('Arms').click();
  await expect.element(removing('Arms')).not.toBeInTheDocument();
  await save();
  expect(background.patches()).toEqual([{ 'custom.cf_tags.remove': 'Arms' }]);
});

it('sends the whole list where more than one value changes', async () => {
  const { background, adding } = await showProducts(['Arms']);
  await adding.selectOptions('Belts');
  await adding.selectOptions('Cranes');
  await save();
  expect(background.patches()).toEqual([{ 'custom.cf_tags': ['Arms', 'Belts', 'Cranes'] }]);
});

it('is no change where a value was added and removed again', async () => {
  const { adding } = await showProducts(['Arms']);
  await adding.selectOptions('Belts');
  await removing('Belts').click();
  await expect.element(page.getByRole('button', { name: 'Discard' })).not.toBeInTheDocument();
});

it('takes the first value of an empty field and leaves none behind', async () => {
  const { background, adding } = await showProducts(null);
  expect(chosen()).toBe(0);
  await adding.selectOptions('Cranes');
  await save();
  await expect.element(page.getByRole('status')).toMatchTextContent('Products: not set → Cranes');
  await removing('Cranes').click();
  await save();
  expect(background.patches()).toEqual([
    { 'custom.cf_tags.add': 'Cranes' },
    { 'custom.cf_tags.remove': 'Cranes' },
  ]);
});

it('understands a bare value of an older record', async () => {
  await showProducts('Belts');
  await expect.element(removing('Belts')).toBeVisible();
  expect(chosen()).toBe(1);
});

it('has what Close says about it at the list to add from', async () => {
  const { background, adding } = await showProducts(['Arms']);
  const problem = { kind: 'invalid', fieldErrors: { 'custom.cf_tags.add': 'Belts is sold out.' } } as const;
  background.answerSaves({ state: 'refused', problem });
  await adding.selectOptions('Belts');
  await save();
  await expect.element(adding).toHaveAccessibleDescription('Belts is sold out.');
  await expect.element(adding).toBeInvalid();
  await expect.element(removing('Belts')).toBeVisible();
});
