import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showAllFields, showDeal } from '../harness/show.tsx';
import { customField, dealView } from '../samples/deals.ts';

const byCustomField = (more: Parameters<typeof customField>[0], stored: string | string[] = 'stored') => ({
  name: 'Next step',
  view: dealView({ 'custom.cf_step': stored }, { customFields: [customField(more)] }),
  shown: typeof stored === 'string' ? stored : stored.join(', '),
});

const cases = [
  {
    ...{ why: 'the role may not edit', sentence: "Your role in Close can't edit this field." },
    ...byCustomField({ editableWithRoles: ['role_admin'] }),
  },
  {
    ...{ why: 'has an unknown type', sentence: 'Edit this type of field in Close.' },
    ...byCustomField({ type: 'hologram' }),
  },
  {
    ...{ why: 'contains several objects', sentence: 'Edit this type of field in Close.' },
    ...byCustomField({ type: 'custom_object', isMultiple: true }, ['object_a', 'object_b']),
  },
  {
    ...{
      why: 'is being converted in Close',
      sentence: 'Close is converting this field. Try again in a few minutes.',
    },
    ...byCustomField({ isConverting: true }),
  },
  {
    ...{
      why: 'has several choices and that the role may not edit',
      sentence: "Your role in Close can't edit this field.",
    },
    ...byCustomField(
      { type: 'choices', choices: ['A', 'B'], isMultiple: true, editableWithRoles: ['role_admin'] },
      ['A', 'B'],
    ),
  },
  {
    ...{
      why: 'Close shows with another amount',
      sentence: 'Close shows a different amount than it stores. Edit it in Close.',
    },
    ...{ name: 'Value', shown: '$1,250,000' },
    view: dealView({}, { opportunity: { valueFormatted: '$1,250,000' } }),
  },
];

describe.each(cases)('a field that $why', ({ name, view, sentence, shown }) => {
  // The deal value stays in the first view, because users look for the reason there.
  const isInFirstView = name === 'Value';

  it('shows its value and why it cannot be edited', async () => {
    await showDeal(view);
    await showAllFields();
    const control = page.getByLabelText(name);
    await expect.element(control).toHaveValue(shown);
    await expect.element(control).toHaveAttribute('readonly');
    await expect.element(control).toHaveAccessibleDescription(sentence);
    await expect.element(page.getByTitle(sentence)).toBeVisible();
  });

  it(isInFirstView ? 'is in the first view' : 'is only under "All fields"', async () => {
    await showDeal(view);
    if (isInFirstView) {
      await expect.element(page.getByLabelText(name)).toHaveAccessibleDescription(sentence);
      return;
    }
    await expect.element(page.getByLabelText(name)).not.toBeInTheDocument();
    await expect
      .element(page.getByRole('button', { name: 'All fields' }))
      .toHaveAttribute('aria-expanded', 'false');
  });
});

it('a hidden field is not shown', async () => {
  await showDeal(
    dealView({ 'custom.cf_step': 'secret' }, { customFields: [customField({ type: 'hidden' })] }),
  );
  await showAllFields();
  await expect.element(page.getByLabelText('Note')).toBeVisible();
  await expect.element(page.getByLabelText('Next step')).not.toBeInTheDocument();
});

it('a field limited to certain roles is editable for them', async () => {
  const customFields = [customField({ editableWithRoles: ['role_admin', 'role_sales'] })];
  await showDeal(dealView({}, { customFields }));
  await expect.element(page.getByLabelText('Next step')).toBeEnabled();
  await expect.element(page.getByLabelText('Next step')).not.toHaveAttribute('readonly');
});

it.each([
  ['JPY', '', 'Close may count JPY in another unit. Check the amount after you save.'],
  ['JPY', '¥125', ''],
  ['EUR', '', ''],
])('a value in %s that Close writes as "%s" is described by "%s"', async (currency, valueFormatted, hint) => {
  await showDeal(dealView({ value: 12_500 }, { opportunity: { currency, valueFormatted } }));
  await expect.element(page.getByLabelText('Value', { exact: true })).toHaveAccessibleDescription(hint);
});
