import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { localDay } from '../../../lib/opportunity/dates.ts';
import { moveDay } from '../../../lib/quick-actions/move-date.ts';
import { row, showOpenDeals } from './open-deals-table.tsx';

beforeEach(() => page.viewport(1400, 800));

const item = (name: string) => page.getByRole('menuitem', { name });

/** Opens the menu of the first deal by keyboard. */
async function openMenu() {
  const shown = await showOpenDeals();
  (row('Halden Foods').getByRole('rowheader').element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(item('Until tomorrow')).toHaveFocus();
  return shown;
}

const snoozedUntil = ({ close }: Awaited<ReturnType<typeof showOpenDeals>>) =>
  close.asked.flatMap(({ name, input }) =>
    name === 'deal.snooze' ? [(input as { until: string | null }).until] : [],
  );

describe('the menu "Snooze"', () => {
  it('is moved in by arrows and by the first letters of its items', async () => {
    await openMenu();
    await userEvent.keyboard('{ArrowUp}');
    await expect.element(item('Snooze until…')).toHaveFocus();
    await userEvent.keyboard('f');
    await expect.element(item('For a month')).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
    await expect.element(row('Halden Foods').getByRole('rowheader')).toHaveFocus();
  });

  it('closes if the window loses the focus, or with a press elsewhere', async () => {
    await openMenu();
    window.dispatchEvent(new FocusEvent('blur'));
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
    await row('Halden Foods').getByRole('button', { name: 'Snooze' }).click();
    await expect.element(page.getByRole('menu')).toBeVisible();
    await page.getByRole('heading', { name: 'My open deals' }).click();
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
  });

  it('takes a date of the user, which is not in the past', async () => {
    const shown = await openMenu();
    await userEvent.keyboard('{End}{Enter}');
    const dialog = page.getByRole('dialog', { name: 'Snooze until' });
    const snooze = dialog.getByRole('button', { name: 'Snooze' });
    await expect.element(snooze).toBeDisabled();
    await dialog.getByLabelText('Snooze until').fill(localDay(new Date()));
    await expect.element(snooze).toBeDisabled();
    const until = moveDay(localDay(new Date()), 10, 'day') ?? '';
    await dialog.getByLabelText('Snooze until').fill(until);
    await snooze.click();
    await expect.element(row('Halden Foods')).not.toBeInTheDocument();
    expect(snoozedUntil(shown)).toEqual([until]);
  });

  it('keeps the deal if the question for a date is cancelled', async () => {
    const shown = await openMenu();
    await userEvent.keyboard('{End}{Enter}');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await expect.element(row('Halden Foods')).toBeVisible();
    expect(snoozedUntil(shown)).toEqual([]);
  });
});
