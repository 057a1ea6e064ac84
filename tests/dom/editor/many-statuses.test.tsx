import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Pipeline } from '../../../lib/model/pipeline.ts';
import { tooWide } from '../harness/checks/too-wide.ts';
import { showDeal } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';
import { longLabel, longPipeline } from '../samples/long-pipeline.ts';

const group = page.getByRole('radiogroup', { name: 'Status' });
const radio = (name: string) => group.getByRole('radio', { name, exact: true });
const list = () => group.element().querySelector('.stages') as HTMLElement;
const isUnfolded = () => list().matches(':popover-open');
const boxOf = (element: Element) => element.getBoundingClientRect();

/** Returns the name of what lies in the middle of the folded list, as the user sees it. */
function shown(): string {
  const { x, top, height } = boxOf(list());
  const hit = document.elementFromPoint(x + 20, top + height / 2);
  return hit?.closest('[role=radio]')?.getAttribute('aria-label') ?? hit?.textContent ?? '';
}

/** Shows a deal in the sixth status of a pipeline with so many. */
async function showLong(count: number, pipeline: Pipeline = longPipeline(count)) {
  const status_id = pipeline.statuses[5]?.id ?? '';
  const shownDeal = await showDeal(dealView({ status_id }, { pipelines: [pipeline] }));
  // The part that unfolds the list is loaded after the first view.
  await expect.poll(() => group.element().querySelector('.unfolding')).not.toBeNull();
  return shownDeal;
}

/** Returns the place of every control outside of the list of statuses. */
const places = () =>
  [...document.querySelectorAll('button, input, select, textarea')]
    .filter((control) => !list().contains(control))
    .map((control) => JSON.stringify(boxOf(control)));

describe('a pipeline with up to nine statuses', () => {
  it('shows all of them as pills', async () => {
    await showDeal(dealView({ status_id: 'stat_3' }, { pipelines: [longPipeline(9)] }));
    expect(group.element().querySelector('.stages')).toBeNull();
  });
});

describe.each([10, 25, 60])('a pipeline with %i statuses', (count) => {
  it('offers every one by its name, in one line that shows the chosen one and its place', async () => {
    await showLong(count);
    const names = group
      .getByRole('radio')
      .elements()
      .map((each) => each.getAttribute('aria-label'));
    expect(names).toEqual(longPipeline(count).statuses.map(({ label }) => label));
    expect(boxOf(group.element()).height).toBeLessThan(40);
    expect(shown()).toBe('Stage 6');
    expect(list().parentElement?.textContent).toContain(`6 of ${count}`);
    expect(isUnfolded()).toBe(false);
    const label = list().querySelector('[aria-checked=true] bdi') as Element;
    const below = group.element().querySelector('.unfolding bdi') as Element;
    expect([boxOf(label).left, boxOf(label).top]).toEqual([boxOf(below).left, boxOf(below).top]);
  });

  it('unfolds over the content for the mouse, moves nothing, and saves one', async () => {
    const { background } = await showLong(count);
    const before = places();
    await radio('Stage 6').click();
    expect(isUnfolded()).toBe(true);
    expect(places()).toEqual(before);
    expect(background.patches()).toEqual([]);
    const last = `Stage ${count - 2}`;
    await radio(last).click();
    await expect.poll(() => background.patches()).toEqual([{ status_id: `stat_${count - 2}` }]);
    await expect.poll(shown).toBe(last);
    expect(isUnfolded()).toBe(false);
    await expect.element(radio(last)).toHaveFocus();
  });

  it('saves a status that assistive technology presses without unfolding', async () => {
    const { background } = await showLong(count);
    await radio('Stage 3').click();
    await expect.poll(() => background.patches()).toEqual([{ status_id: 'stat_3' }]);
    await expect.poll(shown).toBe('Stage 3');
    expect(isUnfolded()).toBe(false);
  });

  it('is used by keyboard: arrows and letters move, digits and Enter choose, Escape folds', async () => {
    const { background } = await showLong(count);
    await expect.element(radio('Stage 6')).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(radio('Stage 7')).toHaveFocus();
    expect(isUnfolded()).toBe(true);
    await userEvent.keyboard('{Escape}');
    await expect.element(radio('Stage 6')).toHaveFocus();
    expect(isUnfolded()).toBe(false);
    await userEvent.keyboard('lo');
    await expect.element(radio('Lost')).toHaveFocus();
    expect(background.patches()).toEqual([]);
    await userEvent.keyboard('2');
    await expect.poll(() => background.patches()).toEqual([{ status_id: 'stat_2' }]);
    await expect.element(radio('Stage 2')).toBeChecked();
  });
});

it('Won and Lost stay apart at the end, in sight', async () => {
  await showLong(25);
  expect(Math.round(boxOf(radio('Lost').element()).right)).toBe(Math.round(boxOf(group.element()).right));
  expect(boxOf(radio('Won').element()).left).toBeGreaterThan(boxOf(list()).right);
  await radio('Won').click();
  await expect.element(page.getByRole('dialog', { name: 'Mark as Won' })).toBeVisible();
});

it('a won deal shows no stage as chosen', async () => {
  const { background } = await showDeal(
    dealView({ status_id: 'stat_24' }, { pipelines: [longPipeline(25)] }),
  );
  await expect.poll(() => group.element().querySelector('.unfolding')).not.toBeNull();
  expect(getComputedStyle(list()).opacity).toBe('0');
  expect(list().parentElement?.textContent).toContain('Choose…');
  await userEvent.click(list());
  expect([isUnfolded(), background.patches()]).toEqual([true, []]);
  expect(getComputedStyle(list()).opacity).toBe('1');
});

it('letters find the beginning of any word, and U undoes while the list is folded', async () => {
  const pipeline = longPipeline(25);
  const [, , , , , , seventh] = pipeline.statuses;
  if (seventh) seventh.label = 'Waiting for update';
  const { background } = await showLong(25, pipeline);
  await userEvent.keyboard('up');
  await expect.element(radio('Waiting for update')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  expect(isUnfolded()).toBe(false);
  await userEvent.keyboard('u');
  await expect.poll(() => background.asked('change.undo')).toHaveLength(1);
});

it('the list folds when the user presses elsewhere, or leaves it with Tab', async () => {
  await showLong(25);
  await radio('Stage 6').click();
  await page.getByRole('heading', { level: 1 }).click();
  expect(isUnfolded()).toBe(false);
  radio('Stage 6').element().focus();
  await userEvent.keyboard('{ArrowDown}{Tab}');
  expect(isUnfolded()).toBe(false);
  await expect.element(page.getByRole('radio', { name: '50%' })).toHaveFocus();
});

describe.each(['ltr', 'rtl'])('long names, written %s', (direction) => {
  afterEach(() => document.documentElement.removeAttribute('dir'));

  it('are on screen as a whole once the list is unfolded', async () => {
    document.documentElement.dir = direction;
    const pipeline = longPipeline(25);
    for (const status of pipeline.statuses) status.label = longLabel(status.label, direction);
    await showLong(25, pipeline);
    expect(tooWide()).toEqual([]);
    expect(boxOf(group.element()).height).toBeLessThan(100);
    await userEvent.click(list());
    const box = boxOf(list());
    for (const label of list().querySelectorAll('bdi')) {
      expect(label.scrollWidth).toBeLessThanOrEqual(label.clientWidth);
      expect(boxOf(label).left).toBeGreaterThanOrEqual(box.left);
      expect(boxOf(label).right).toBeLessThanOrEqual(box.right);
    }
    expect(box.left).toBeGreaterThanOrEqual(0);
    expect(box.right).toBeLessThanOrEqual(innerWidth);
  });
});
