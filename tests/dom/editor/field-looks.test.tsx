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

/** Describes controls that are smaller than 24 px, apart from links within a text and inputs within a larger box. */
function tooSmall(): string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    'button, select, input, textarea, summary, a[href]',
  );
  return [...controls].flatMap((control) => {
    const target = control.closest('label, .control, .exact') ?? control;
    const { width, height } = target.getBoundingClientRect();
    const isInText = control.closest('p') !== null;
    if (isInText || width === 0 || (width >= 23.9 && height >= 23.9)) return [];
    return [`${control.outerHTML.slice(0, 90)}: ${width} × ${height}`];
  });
}

/** Describes text smaller than 12 px. */
function tooFine(): string[] {
  return [...document.body.querySelectorAll<HTMLElement>('*')]
    .filter(({ childNodes }) =>
      [...childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
    )
    .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 12)
    .map((element) => `${element.outerHTML.slice(0, 90)}: ${getComputedStyle(element).fontSize}`);
}

it.each(mainStates)('$name has text of 12 px, and in the editor targets of 24 px', async ({ open }) => {
  await open();
  if (document.body.matches('.popup')) expect(tooSmall()).toEqual([]);
  expect(tooFine()).toEqual([]);
});
