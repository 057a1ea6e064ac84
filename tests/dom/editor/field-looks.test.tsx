import { describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { localDay } from '../../../lib/opportunity/dates.ts';
import { showDeal } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';
import { mainStates } from '../samples/main-states.tsx';

const close = page.getByLabelText('Estimated close');
const written = () => document.querySelector<HTMLElement>('.date-text');

describe('a date', () => {
  it('reads as people write it, with the days until then, and is edited by the parts of the browser', async () => {
    const soon = new Date();
    soon.setDate(soon.getDate() + 14);
    const day = localDay(soon);
    await showDeal(dealView({ date_won: `${day}T00:00:00+00:00` }));
    const expected = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(soon);
    expect(written()?.textContent).toBe(`${expected}in 14 days`);
    close.element().focus();
    expect(getComputedStyle(written() as HTMLElement).display).toBe('none');
    await expect.element(close).toHaveValue(day);
  });

  it('opens the picker of the browser with the first click, and lets a second one edit a part', async () => {
    await showDeal();
    const open = vi.spyOn(HTMLInputElement.prototype, 'showPicker').mockImplementation(() => {});
    await close.click();
    await close.click();
    expect(open).toHaveBeenCalledOnce();
    open.mockRestore();
  });

  it('says "Not set" if it is empty', async () => {
    await showDeal(dealView({ date_won: null }));
    expect(written()?.textContent).toBe('Not set');
  });
});

it('a shortened amount shows what it means while it is typed, and moves nothing', async () => {
  await showDeal();
  const value = page.getByRole('textbox', { name: 'Value' });
  const boxes = () =>
    ['Value', 'Value period'].map((name) =>
      page.getByLabelText(name, { exact: true }).element().getBoundingClientRect().toJSON(),
    );
  const before = boxes();
  await value.fill('14k');
  await expect.element(page.getByText('= $14,000')).toBeVisible();
  expect(boxes()).toEqual(before);
  await value.fill('14,000');
  await expect.element(page.getByText('= $14,000')).not.toBeInTheDocument();
});

it('values are added with a tag that stays on their line', async () => {
  await mainStates.find(({ name }) => name === 'every kind of field')?.open();
  for (const adder of document.querySelectorAll('.tags :is(select, input)'))
    expect(adder.getBoundingClientRect().width).toBeLessThan(110);
});
