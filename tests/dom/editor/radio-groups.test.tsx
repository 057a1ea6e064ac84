import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showDeal } from '../harness/show.tsx';

const radio = (name: string) => page.getByRole('radio', { name });

const groups = [
  {
    name: 'Status',
    all: ['Qualified', 'Demo done', 'Proposal sent', 'Won', 'Lost'],
    chosen: 'Demo done',
    next: 'Proposal sent',
    patch: { status_id: 'stat_proposal' },
  },
  {
    name: 'Confidence',
    all: ['0%', '10%', '25%', '50%', '75%', '90%', '100%'],
    chosen: '50%',
    next: '75%',
    patch: { confidence: 75 },
  },
];

describe.each(groups)('the radio group $name', ({ name, all, chosen, next, patch }) => {
  it('offers every choice by name and checks the stored one', async () => {
    await showDeal();
    const group = page.getByRole('radiogroup', { name });
    const names = group.getByRole('radio').elements();
    expect(names.map((each) => each.getAttribute('aria-label'))).toEqual(all);
    expect(group.getByRole('radio', { checked: true }).elements()).toHaveLength(1);
    await expect.element(radio(chosen)).toBeChecked();
  });

  it.each(['{ArrowRight}', '{ArrowDown}'])('only moves the focus on %s', async (key) => {
    const { background } = await showDeal();
    radio(chosen).element().focus();
    await userEvent.keyboard(key);
    await expect.element(radio(next)).toHaveFocus();
    await expect.element(radio(chosen)).toBeChecked();
    expect(background.patches()).toEqual([]);
  });

  it('wraps around at both ends, and supports Home and End', async () => {
    const { background } = await showDeal();
    const [first = '', last = ''] = [all[0], all.at(-1)];
    radio(chosen).element().focus();
    await userEvent.keyboard('{End}');
    await expect.element(radio(last)).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(radio(first)).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(radio(last)).toHaveFocus();
    await userEvent.keyboard('{Home}');
    await expect.element(radio(first)).toHaveFocus();
    expect(background.patches()).toEqual([]);
  });

  it.each(['{Enter}', ' '])('saves only that field on "%s"', async (key) => {
    const { background } = await showDeal();
    radio(chosen).element().focus();
    await userEvent.keyboard(`{ArrowRight}${key}`);
    await expect.element(radio(next)).toBeChecked();
    expect(background.patches()).toEqual([patch]);
  });

  it('has a single tab stop at the checked radio', async () => {
    await showDeal();
    const group = page.getByRole('radiogroup', { name });
    const stops = group
      .getByRole('radio')
      .elements()
      .filter(({ tabIndex }) => tabIndex === 0);
    expect(stops.map((each) => each.getAttribute('aria-label'))).toEqual([chosen]);
  });

  it('sends nothing if the stored choice is chosen again', async () => {
    const { background } = await showDeal();
    await radio(chosen).click();
    expect(background.patches()).toEqual([]);
  });
});

it("the editor starts with the focus on the deal's status", async () => {
  await showDeal();
  await expect.element(radio('Demo done')).toHaveFocus();
});
