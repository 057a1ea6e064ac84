import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { FieldValue } from '../../../lib/model/field-value.ts';
import type { Operation } from '../../../lib/model/operation.ts';
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
    await expect.element(dialog).toMatchTextContent(/.Sam Lee. changed this in Close 5 minutes ago/);
    await expect.element(dialog.getByRole('radiogroup', { name: 'Value' })).toBeVisible();
    await expect.element(side('Yours: $20,000')).toBeChecked();
    await expect.element(side('In Close: $18,000')).not.toBeChecked();
    await expect.element(side('Yours: Call')).toBeChecked();
    await expect.element(side('In Close: Send offer')).not.toBeChecked();
    await expect.element(dialog).toMatchTextContent(/was .\$12,500./);
  });

  it('saves nothing when it opens, and the status bar says so', async () => {
    const { background, resolutions } = await showConflict();
    expect(resolutions()).toEqual([]);
    expect(background.patches()).toEqual([]);
    expect(document.querySelector('.status-bar')?.textContent).toBe('Not saved yet.');
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
    await page.getByRole('button', { name: 'Review' }).click();
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
    .toMatchTextContent(
      'Someone changed this in Close while you were editing. Nothing has been overwritten.',
    );
});

describe('a conflict of one field', () => {
  const conflictOf = (base: FieldValue, mine: FieldValue, theirs: FieldValue, field = 'confidence') =>
    sampleOperation(
      { [field]: base },
      { [field]: mine },
      {
        state: 'conflict',
        changedBy: 'Sam Lee',
        changedAt: new Date().toISOString(),
        conflicts: [{ field, base, mine, theirs }],
      },
    );

  async function showQuestion(conflict: Operation) {
    const view = dealView({}, { pending: conflict });
    const { background } = await showDeal(view);
    background.answer('operation.resolve', () =>
      success({ state: 'unchanged', opportunity: view.opportunity }),
    );
    await expect.element(dialog).toBeVisible();
    return () => background.asked('operation.resolve').map(({ mine }) => mine);
  }
  const plain = () => dialog.element().textContent.replaceAll(/[\u2068\u2069]/g, '');

  it.each([
    ['Keep theirs', "10%Sam Lee's value", []],
    ['Save my choices', '90%your value', ['confidence']],
  ])('is one question, and the answer %s saves at once', async (name, described, mine) => {
    const resolutions = await showQuestion(conflictOf(75, 90, 10));
    expect(plain()).toContain('Sam Lee set Confidence to 10% just now');
    expect(plain()).toContain('It was 75% when you opened the deal. You chose 90%.');
    const answer = dialog.getByRole('button', { name });
    // What can be read on the button is what calls it by voice; the value beside it describes it.
    expect(answer.element().textContent).toBe(name);
    expect(plain()).toContain(described);
    await expect.element(answer).toHaveAccessibleDescription(/%/);
    await answer.click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(resolutions()).toEqual([mine]);
  });

  it('says that the user has cleared it', async () => {
    await showQuestion(conflictOf('Call', null, 'Send offer', 'custom.cf_step'));
    expect(plain()).toContain('You cleared it.');
    expect(plain()).toContain('Not setyour value');
  });

  it('says that it was empty before, and was cleared by the other', async () => {
    await showQuestion(conflictOf(null, 'Call', null, 'custom.cf_step'));
    expect(plain()).toContain('Sam Lee cleared Next step just now');
    expect(plain()).toContain('It was empty when you opened the deal.');
    expect(plain()).toContain("Not setSam Lee's value");
  });

  it('shows a long text whole, as a choice', async () => {
    await showQuestion(conflictOf('', 'Ours '.repeat(20), 'Theirs '.repeat(20), 'note'));
    await expect.element(dialog.getByRole('radiogroup', { name: 'Note' })).toBeVisible();
  });
});
