import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { success } from '../../../lib/model/result.ts';
import { speak } from '../harness/fake-browser.ts';
import { showDeal } from '../harness/show.tsx';

// Long enough that no test sees the end of it.
const until = Date.now() + 600_000;
const waiting = { state: 'waiting', problem: { kind: 'rate-limited' }, until } as const;
const radio = (name: string) => page.getByRole('radio', { name, exact: true }).element();
const box = (label: string) => page.getByLabelText(label).element().closest('.control') as Element;

/** Returns whether something has a dashed edge and a clock. */
function isMarked(element: Element): boolean {
  const { outlineStyle, borderTopStyle } = getComputedStyle(element);
  const isDashed = [outlineStyle, borderTopStyle].includes('dashed');
  return isDashed && getComputedStyle(element, '::after').content !== 'none';
}

afterEach(() => speak('en'));

it('a choice that waits is marked in its place, until it is cancelled', async () => {
  const { background } = await showDeal();
  background.answerSaves(waiting);
  background.answer('operation.cancel', () => success({ state: 'gone' }));
  const places = () =>
    [...document.querySelectorAll('.scroll button, .scroll input')].map((control) =>
      JSON.stringify(control.getBoundingClientRect()),
    );
  const before = places();
  await page.getByRole('radio', { name: '90%' }).click();
  await expect.element(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  (document.activeElement as HTMLElement).blur();
  expect([isMarked(radio('90%')), isMarked(radio('50%')), isMarked(radio('Demo done'))]).toEqual([
    true,
    false,
    false,
  ]);
  expect(places()).toEqual(before);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => isMarked(radio('90%'))).toBe(false);
  await page.getByRole('radio', { name: 'Proposal sent' }).click();
  await expect.element(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  (document.activeElement as HTMLElement).blur();
  expect([isMarked(radio('Proposal sent')), isMarked(radio('50%'))]).toEqual([true, false]);
});

it('typed fields that wait are marked in their place', async () => {
  const { background } = await showDeal();
  background.answerSaves(waiting);
  await page.getByLabelText('Next step').fill('Call');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  expect([isMarked(box('Next step')), isMarked(box('Value'))]).toEqual([true, false]);
});

it('the bar stays as high while a change waits beside a draft, also in German', async () => {
  speak('de');
  const { background } = await showDeal();
  const bar = () => document.querySelector('.status-bar')?.getBoundingClientRect().height;
  const before = bar();
  background.answerSaves(waiting);
  await page.getByLabelText('Next step').fill('Call');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(page.getByRole('button', { name: 'Abbrechen' })).toBeVisible();
  expect(bar()).toBe(before);
});
