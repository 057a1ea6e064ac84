import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { success } from '../../../lib/model/result.ts';
import { sampleOperation } from '../../unit/samples/deal.ts';
import { showDeal } from '../harness/show.tsx';
import { dealView, defaultValues } from '../samples/deals.ts';

const operation = sampleOperation(
  { value: 1_250_000, 'custom.cf_step': null },
  { value: 2_000_000, 'custom.cf_step': 'Call' },
  {
    state: 'conflict',
    changedBy: 'Sam Lee',
    changedAt: new Date(Date.now() - 5 * 60_000).toISOString(),
    conflicts: [
      { field: 'value', base: 1_250_000, mine: 2_000_000, theirs: 1_800_000 },
      { field: 'custom.cf_step', base: null, mine: 'Call', theirs: 'Send offer' },
    ],
  },
);

const dialog = page.getByRole('dialog', { name: 'Changed in Close' });
const side = (name: string) => dialog.getByRole('radio', { name });

async function showConflict() {
  const view = dealView({}, { pending: operation });
  const shown = await showDeal(view);
  const { background } = shown;
  background.answer('operation.resolve', () =>
    success({
      state: 'unchanged',
      opportunity: { ...view.opportunity, values: { ...defaultValues, value: 1_800_000 } },
    }),
  );
  background.answer('operation.follow', () => success({ state: 'conflict', operation }));
  await expect.element(dialog).toBeVisible();
  return { ...shown, resolutions: () => background.asked('operation.resolve').map(({ mine }) => mine) };
}

describe('the dialog "Changed in Close"', () => {
  it('shows who changed the deal, and both values of every field', async () => {
    await showConflict();
    await expect.element(dialog).toMatchTextContent(/Changed in Close by .Sam Lee., 5 minutes ago/);
    await expect.element(dialog.getByRole('radiogroup', { name: 'Value' })).toBeVisible();
    await expect.element(side('Yours: $20,000')).toBeChecked();
    await expect.element(side('In Close: $18,000')).not.toBeChecked();
    await expect.element(side('Yours: Call')).toBeChecked();
    await expect.element(side('In Close: Send offer')).not.toBeChecked();
  });

  it('saves nothing when it opens', async () => {
    const { background, resolutions } = await showConflict();
    expect(resolutions()).toEqual([]);
    expect(background.patches()).toEqual([]);
  });

  it('saves the chosen value of each field', async () => {
    const { resolutions } = await showConflict();
    await side('In Close: $18,000').click();
    await expect.element(side('Yours: $20,000')).not.toBeChecked();
    await page.getByRole('button', { name: 'Save my choices' }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(resolutions()).toEqual([['custom.cf_step']]);
  });

  it('allows changing a choice before saving', async () => {
    const { resolutions } = await showConflict();
    await side('In Close: Send offer').click();
    await side('Yours: Call').click();
    await page.getByRole('button', { name: 'Save my choices' }).click();
    expect(resolutions()[0]?.toSorted()).toEqual(['custom.cf_step', 'value']);
  });

  it('keeps all of their values with one button, and shows them', async () => {
    const { resolutions } = await showConflict();
    await page.getByRole('button', { name: 'Keep theirs' }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(resolutions()).toEqual([[]]);
    await expect.element(page.getByRole('textbox', { name: 'Value' })).toHaveValue('18,000.00');
  });

  it('moves the focus with arrow keys and chooses with Space', async () => {
    await showConflict();
    side('Yours: $20,000').element().focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(side('In Close: $18,000')).toHaveFocus();
    await expect.element(side('Yours: $20,000')).toBeChecked();
    await userEvent.keyboard(' ');
    await expect.element(side('In Close: $18,000')).toBeChecked();
  });

  it('closes on Escape without a decision, and can be opened again', async () => {
    const { background, resolutions } = await showConflict();
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog).not.toBeInTheDocument();
    await expect.element(page.getByRole('alert')).toMatchTextContent('Choose which value to keep.');
    expect(resolutions()).toEqual([]);
    await page.getByRole('button', { name: 'Choose' }).click();
    await expect.element(dialog).toBeVisible();
    expect(background.asked('operation.follow')).toEqual([{ id: operation.id }]);
  });

  it('ignores number keys', async () => {
    const { background } = await showConflict();
    await userEvent.keyboard('1');
    await expect.element(dialog).toBeVisible();
    expect(background.patches()).toEqual([]);
  });
});

it('a save with a conflict opens the dialog, and keeps the typed values', async () => {
  const { background } = await showDeal();
  background.answerSaves({ state: 'conflict', operation });
  await page.getByLabelText('Next step').fill('Call');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(dialog).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByLabelText('Next step')).toHaveValue('Call');
});

it('the dialog names no one if Close does not name the user', async () => {
  const { changedBy: _by, changedAt: _at, ...anonymous } = operation;
  await showDeal(dealView({}, { pending: anonymous }));
  await expect
    .element(dialog)
    .toMatchTextContent('Changed in Close in the meantime. Nothing was overwritten.');
});
