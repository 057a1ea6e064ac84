import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showDeal } from '../harness/show.tsx';
import { dealView, salesPipeline } from '../samples/deals.ts';

const radio = (name: string) => page.getByRole('radio', { name }).element();
const boxOf = (name: string) => radio(name).getBoundingClientRect();

it('Won and Lost are apart from the stages, at the right edge, and the arrow keys reach them last', async () => {
  await showDeal();
  const group = page.getByRole('radiogroup', { name: 'Status' }).element();
  expect(Math.round(boxOf('Lost').right)).toBe(Math.round(group.getBoundingClientRect().right));
  expect(boxOf('Won').top).toBe(boxOf('Lost').top);
  expect(radio('Won').parentElement).not.toBe(radio('Demo done').parentElement);
  radio('Proposal sent').focus();
  for (const name of ['Won', 'Lost', 'Qualified']) {
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(page.getByRole('radio', { name })).toHaveFocus();
  }
});

it('the keys of the statuses follow the order of Close, also where Won is not last', async () => {
  const [qualified, demo, proposal, won, lost] = salesPipeline.statuses;
  if (!qualified || !demo || !proposal || !won || !lost) throw new Error('The sample has five statuses.');
  const statuses = [won, qualified, demo, proposal, lost];
  await showDeal(dealView({}, { pipelines: [{ ...salesPipeline, statuses }] }));
  await userEvent.keyboard('1');
  await expect.element(page.getByRole('dialog', { name: 'Mark as Won' })).toBeVisible();
});

it('the keys of the statuses show while the group is pointed at or focused, and move nothing', async () => {
  await showDeal();
  const hint = radio('Demo done').querySelector('.kbd') as HTMLElement;
  const shown = () => getComputedStyle(hint).opacity;
  (document.activeElement as HTMLElement).blur();
  await page.getByRole('heading', { name: 'Details' }).hover();
  expect(shown()).toBe('0');
  const before = boxOf('Proposal sent');
  await page.getByRole('radio', { name: 'Qualified' }).hover();
  expect(shown()).toBe('1');
  expect(boxOf('Proposal sent')).toEqual(before);
  await page.getByRole('heading', { name: 'Details' }).hover();
  radio('Demo done').focus();
  expect(shown()).toBe('1');
});
