import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showDeal } from '../harness/show.tsx';
import { customField, dealView } from '../samples/deals.ts';

const meeting = customField({ id: 'cf_meeting', name: 'Meeting', type: 'datetime' });
const stored = { 'custom.cf_meeting': '2026-12-24T15:30:00.000Z' };

const cases = [
  { name: 'Estimated close', key: 'date_won', parts: 3, sentence: 'Enter a date between 1900 and 2199.' },
  {
    name: 'Meeting',
    key: 'custom.cf_meeting',
    parts: 6,
    sentence: 'Enter a date between 1900 and 2199, and a time.',
  },
];

describe.each(cases)('$name', ({ name, key, parts, sentence }) => {
  const control = page.getByLabelText(name);

  async function showDate() {
    const shown = await showDeal(dealView(stored, { customFields: [meeting] }));
    control.element().focus();
    return shown;
  }

  it('is invalid while a part of it is deleted, and clears nothing', async () => {
    const { background } = await showDate();
    await userEvent.keyboard('{Backspace}');
    await expect.element(control).toHaveAccessibleDescription(sentence);
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(background.patches()).toEqual([]);
    await expect.element(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('is valid again once the part is typed', async () => {
    await showDate();
    await userEvent.keyboard('{Backspace}');
    await expect.element(control).toHaveAccessibleDescription(sentence);
    await userEvent.keyboard('11');
    await expect.element(control).toHaveAccessibleDescription('');
    expect((control.element() as HTMLInputElement).value).toMatch(/^2026-11-/);
  });

  it('is cleared once every part is deleted', async () => {
    const { background } = await showDate();
    for (let part = 0; part < parts; part += 1) await userEvent.keyboard('{Backspace}{ArrowRight}');
    await expect.element(control).toHaveAccessibleDescription('');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(background.patches()).toEqual([{ [key]: null }]);
  });
});
