import { describe, expect, it } from 'vitest';
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

const removeButton = (value: string) => page.getByRole('button', { name: `Remove ${value} (Products)` });
const countValues = () => page.getByRole('button', { name: /^Remove / }).elements().length;
const save = () => page.getByRole('button', { name: 'Save' }).click();

it('shows every stored value with a remove button, and offers the others', async () => {
  const { adding } = await showProducts(['Arms', 'Cranes']);
  await expect.element(removeButton('Arms')).toBeVisible();
  await expect.element(removeButton('Cranes')).toBeVisible();
  const offered = adding
    .getByRole('option')
    .elements()
    .map(({ textContent }) => textContent);
  expect(offered).toEqual(['+', 'Belts']);
});

it('adds a single value without overwriting values added by others', async () => {
  const { background, adding } = await showProducts(['Arms']);
  await adding.selectOptions('Belts');
  await expect.element(removeButton('Belts')).toBeVisible();
  await expect.element(adding).toHaveValue('');
  await save();
  expect(background.patches()).toEqual([{ 'custom.cf_tags.add': 'Belts' }]);
});

it('removes a single value without overwriting the others', async () => {
  const { background } = await showProducts(['Arms', 'Belts']);
  await removeButton('Arms').click();
  await expect.element(removeButton('Arms')).not.toBeInTheDocument();
  await save();
  expect(background.patches()).toEqual([{ 'custom.cf_tags.remove': 'Arms' }]);
});

it('sends the whole list if more than one value changes', async () => {
  const { background, adding } = await showProducts(['Arms']);
  await adding.selectOptions('Belts');
  await adding.selectOptions('Cranes');
  await save();
  expect(background.patches()).toEqual([{ 'custom.cf_tags': ['Arms', 'Belts', 'Cranes'] }]);
});

it('is unchanged after a value was added and removed again', async () => {
  const { adding } = await showProducts(['Arms']);
  await adding.selectOptions('Belts');
  await removeButton('Belts').click();
  await expect.element(page.getByRole('button', { name: 'Discard' })).not.toBeInTheDocument();
});

it('adds the first value to an empty field, and can remove the last one', async () => {
  const { background, adding } = await showProducts(null);
  expect(countValues()).toBe(0);
  await adding.selectOptions('Cranes');
  await save();
  await expect.element(page.getByRole('status')).toMatchTextContent('Products: Not set → Cranes');
  await removeButton('Cranes').click();
  await save();
  expect(background.patches()).toEqual([
    { 'custom.cf_tags.add': 'Cranes' },
    { 'custom.cf_tags.remove': 'Cranes' },
  ]);
});

it('shows the bare value of an older record', async () => {
  await showProducts('Belts');
  await expect.element(removeButton('Belts')).toBeVisible();
  expect(countValues()).toBe(1);
});

it('shows an error from Close at the list of choices', async () => {
  const { background, adding } = await showProducts(['Arms']);
  const problem = { kind: 'invalid', fieldErrors: { 'custom.cf_tags.add': 'Belts is sold out.' } } as const;
  background.answerSaves({ state: 'refused', problem });
  await adding.selectOptions('Belts');
  await save();
  await expect.element(adding).toHaveAccessibleDescription('Belts is sold out.');
  await expect.element(adding).toBeInvalid();
  await expect.element(removeButton('Belts')).toBeVisible();
});

describe.each(['Arms, Belts', 'Arms', ' Arms', 'Arms ', 'Arms;Belts', '"Arms"', '👩🏽‍🔧'])(
  'the choice "%s"',
  (choice) => {
    const choices = ['Arms, Belts', 'Arms', ' Arms', 'Arms ', 'Arms;Belts', '"Arms"', '👩🏽‍🔧'];

    it('is sent as Close has it from a field of several choices', async () => {
      const tags = { ...field, choices };
      const { background } = await showDeal(dealView({ 'custom.cf_tags': [] }, { customFields: [tags] }));
      const adding = page.getByLabelText('Products').element() as HTMLSelectElement;
      await page
        .getByLabelText('Products')
        .selectOptions(adding.options[choices.indexOf(choice) + 1] as HTMLElement);
      await save();
      expect(background.patches()).toEqual([{ 'custom.cf_tags.add': choice }]);
    });

    it('is sent as Close has it from a field of one choice', async () => {
      const tags = { ...field, isMultiple: false, choices };
      const { background } = await showDeal(dealView({ 'custom.cf_tags': null }, { customFields: [tags] }));
      const choosing = page.getByLabelText('Products').element() as HTMLSelectElement;
      await page
        .getByLabelText('Products')
        .selectOptions(choosing.options[choices.indexOf(choice) + 1] as HTMLElement);
      await save();
      expect(background.patches()).toEqual([{ 'custom.cf_tags': choice }]);
    });
  },
);
