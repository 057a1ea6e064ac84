import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { sampleOperation } from '../../unit/samples/deal.ts';
import { showDeal } from '../harness/show.tsx';
import { customField, dealView } from '../samples/deals.ts';

const lines = Array.from({ length: 60 }, (_none, index) => `Line ${index + 1} of a long note`).join('\n');
const names = ['a', 'b', 'c', 'd', 'e'];
const conflict = sampleOperation(
  {},
  { note: lines },
  {
    state: 'conflict',
    conflicts: [
      { field: 'note', base: '', mine: lines, theirs: `${lines}\nand more` },
      ...names.map((name) => ({
        field: `custom.cf_${name}`,
        base: null,
        mine: 'Call',
        theirs: 'Send offer',
      })),
    ],
  },
);
const customFields = names.map((name) => customField({ id: `cf_${name}`, name: `Field ${name}` }));

afterEach(() => page.viewport(380, 600));

function isInWindow(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
}

// As high as a popup of 600 px with 200 % zoom, and lower.
describe.each([300, 220])('in a window of %i px', (height) => {
  it('the conflict dialog keeps its buttons in sight and scrolls to each choice', async () => {
    await page.viewport(380, height);
    await showDeal(dealView({}, { pending: conflict, customFields }));
    const dialog = page.getByRole('dialog', { name: 'Changed in Close' });
    await expect.element(dialog).toBeVisible();
    expect(isInWindow(dialog.element())).toBe(true);
    for (const name of ['Keep theirs', 'Save my choices']) {
      expect(isInWindow(dialog.getByRole('button', { name }).element())).toBe(true);
    }
    const last = dialog.getByRole('radiogroup', { name: 'Field e' }).getByRole('radio').first();
    last.element().scrollIntoView({ block: 'center' });
    await last.click();
    expect(isInWindow(last.element())).toBe(true);
  });

  it('the keyboard reaches each choice and button of the conflict dialog', async () => {
    await page.viewport(380, height);
    await showDeal(dealView({}, { pending: conflict, customFields }));
    const dialog = page.getByRole('dialog', { name: 'Changed in Close' });
    await expect.element(dialog).toBeVisible();
    const wanted = [
      dialog.getByRole('radiogroup', { name: 'Field e' }).element(),
      dialog.getByRole('button', { name: 'Keep theirs' }).element(),
      dialog.getByRole('button', { name: 'Save my choices' }).element(),
    ];
    const reached = new Set<Element>();
    for (let step = 0; step < 20; step += 1) {
      await userEvent.keyboard('{Tab}');
      const focused = document.activeElement as Element;
      const found = wanted.find((each) => each.contains(focused));
      if (!found) continue;
      reached.add(found);
      expect(isInWindow(focused)).toBe(true);
    }
    expect(wanted.filter((each) => !reached.has(each))).toEqual([]);
  });

  it('the dialog before a win keeps its buttons in sight', async () => {
    await page.viewport(380, height);
    await showDeal();
    await page.getByRole('radio', { name: 'Won' }).click();
    const dialog = page.getByRole('dialog', { name: 'Mark as Won' });
    await expect.element(dialog).toBeVisible();
    expect(isInWindow(dialog.element())).toBe(true);
    expect(isInWindow(dialog.getByRole('button', { name: 'Mark as Won' }).element())).toBe(true);
    const confidence = dialog.getByLabelText('Confidence (%)');
    confidence.element().scrollIntoView({ block: 'center' });
    await confidence.click();
    expect(isInWindow(confidence.element())).toBe(true);
  });
});
