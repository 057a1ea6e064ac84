import { afterAll, beforeAll, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { failure } from '../../../lib/model/result.ts';
import { showDeal } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';

beforeAll(() => page.viewport(380, 600));
afterAll(() => page.viewport(380, 600));

/** Remembers where every control is; the returned function names those that have moved or changed their size since. */
function watchControls(): () => string[] {
  const controls = [...document.querySelectorAll<HTMLElement>('button, input, select, textarea')];
  const places = controls.map((control) => [control, control.getBoundingClientRect()] as const);
  return () =>
    places.flatMap(([control, before]) => {
      if (!control.isConnected) return [];
      const after = control.getBoundingClientRect();
      const sides = ['x', 'y', 'width', 'height'] as const;
      const moved = sides.filter((side) => Math.abs(before[side] - after[side]) > 0.01);
      const name = control.getAttribute('aria-label') || control.textContent || control.id;
      return moved.map((side) => `${name}: ${side} ${before[side]} → ${after[side]}`);
    });
}

const status = page.getByRole('status');
const choose = (name: string) => page.getByRole('radio', { name }).click();

it('no control moves when a choice is saved, undone, refused, limited or in conflict', async () => {
  const { background, deal } = await showDeal();
  const moved = watchControls();
  const held = background.hold('deal.save');
  await choose('Proposal sent');
  await expect.element(status).toMatchTextContent('Saving…');
  expect(moved()).toEqual([]);
  held.next();
  await expect.element(status).toMatchTextContent('Proposal sent');
  expect(moved()).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.element(status).toMatchTextContent('Undone');
  expect(moved()).toEqual([]);
  background.answerSaves({
    state: 'refused',
    problem: { kind: 'forbidden', detail: 'A long reason. '.repeat(9) },
  });
  await choose('90%');
  await expect.element(page.getByRole('alert')).toBeVisible();
  expect(moved()).toEqual([]);
  const until = Date.now() + 60_000;
  background.answerSaves({ state: 'waiting', problem: { kind: 'rate-limited' }, until });
  await choose('90%');
  await expect.element(status).toMatchTextContent('Not saved yet.');
  expect(moved()).toEqual([]);
  background.answerSaves({ state: 'unchanged', opportunity: deal.view.value.opportunity });
  await choose('25%');
  await expect.element(status).toMatchTextContent('No changes to save: Close already has this value.');
  expect(moved()).toEqual([]);
});

it('no control moves while there is a draft, however its saves end', async () => {
  const { background } = await showDeal();
  const beforeTyping = watchControls();
  await page.getByLabelText('Next step').fill('Call');
  await expect.element(page.getByRole('button', { name: 'Save' })).toBeVisible();
  expect(beforeTyping()).toEqual([]);
  const moved = watchControls();
  await choose('Proposal sent');
  await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  expect(moved()).toEqual([]);
  background.answer('deal.save', () => failure({ kind: 'storage' }));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByRole('alert')).toBeVisible();
  expect(moved()).toEqual([]);
});

it('no control moves when a late answer replaces the deal', async () => {
  const { deal } = await showDeal();
  const moved = watchControls();
  deal.renew(dealView({ confidence: 90, 'custom.cf_step': 'Sign' }));
  await expect.element(page.getByRole('radio', { name: '90%' })).toBeChecked();
  expect(moved()).toEqual([]);
});
