import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { Draft } from '../../../lib/model/draft.ts';
import { showDeal } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';

const step = page.getByLabelText('Next step');
const value = page.getByRole('textbox', { name: 'Value' });
const discard = page.getByRole('button', { name: 'Discard' });
const save = page.getByRole('button', { name: 'Save' });

describe('a draft', () => {
  it('is counted and named', async () => {
    await showDeal();
    await step.fill('Call');
    await expect.element(page.getByText('1 change: Next step')).toBeVisible();
    await value.fill('20k');
    await expect.element(page.getByText('2 changes: Value, Next step')).toBeVisible();
  });

  it('is stored on every change, with the original values as base', async () => {
    const { background } = await showDeal();
    await step.fill('Call');
    await value.fill('20k');
    expect(background.asked('draft.write').at(-1)).toMatchObject({
      opportunityId: `oppo_${'a'.repeat(43)}`,
      leadName: 'Marlow Robotics',
      base: { 'custom.cf_step': null, value: 1_250_000 },
      entries: { 'custom.cf_step': 'Call', value: '20k' },
    });
  });

  it('is sent in one save, which hides the bar', async () => {
    const { background } = await showDeal();
    await step.fill('Call');
    await value.fill('20k');
    await save.click();
    await expect.element(discard).not.toBeInTheDocument();
    expect(background.patches()).toEqual([{ value: 2_000_000, 'custom.cf_step': 'Call' }]);
    await expect.element(value).toHaveValue('20,000.00');
  });

  it('is kept if the save fails', async () => {
    const { background } = await showDeal();
    background.answerSaves({ state: 'refused', problem: { kind: 'forbidden' } });
    await step.fill('Call');
    await save.click();
    await expect
      .element(page.getByRole('alert'))
      .toMatchTextContent("You don't have permission to edit this deal");
    await expect.element(step).toHaveValue('Call');
    await expect.element(page.getByText('1 change: Next step')).toBeVisible();
  });

  it('is removed on Discard, with the stored draft', async () => {
    const { background } = await showDeal();
    await step.fill('Call');
    await value.fill('many');
    await discard.click();
    await expect.element(step).toHaveValue('');
    await expect.element(value).toHaveValue('12,500.00');
    await expect.element(value).not.toBeInvalid();
    await expect.element(discard).not.toBeInTheDocument();
    expect(background.asked('draft.remove')).toHaveLength(1);
    expect(background.patches()).toEqual([]);
  });
});

describe('a field with its stored value typed again', () => {
  it('is no longer marked as changed', async () => {
    const { background } = await showDeal();
    const box = () => step.element().closest('.control');
    await step.fill('Call');
    expect(box()).toHaveClass('changed');
    await step.fill('');
    await expect.element(discard).not.toBeInTheDocument();
    expect(box()).not.toHaveClass('changed');
    expect(background.asked('draft.remove')).toHaveLength(1);
  });

  it('is unchanged even if the value is written differently, and keeps the typed text', async () => {
    const { background } = await showDeal();
    await value.fill('20k');
    await value.fill('12500');
    await expect.element(discard).not.toBeInTheDocument();
    expect(value.element().closest('.control')).not.toHaveClass('changed');
    await expect.element(value).toHaveValue('12500');
    expect(background.asked('draft.remove')).toHaveLength(1);
  });

  it('is not stored in the draft with the changed fields', async () => {
    const { background } = await showDeal();
    await step.fill('Call');
    await value.fill('12500');
    expect(background.asked('draft.write').at(-1)?.entries).toEqual({ 'custom.cf_step': 'Call' });
  });
});

describe('a stored draft', () => {
  const draft: Draft = {
    opportunityId: `oppo_${'a'.repeat(43)}`,
    organizationId: 'orga_a',
    leadName: 'Marlow Robotics',
    base: { 'custom.cf_step': 'Send offer' },
    entries: { 'custom.cf_step': 'Call' },
    unsent: {},
    savedAt: 0,
  };

  it('is shown as restored', async () => {
    await showDeal(dealView({}, { draft }));
    await expect.element(step).toHaveValue('Call');
    await expect.element(page.getByText(/^Restored/)).toBeVisible();
    await expect.element(page.getByText('1 change: Next step')).toBeVisible();
  });

  it('is saved with its original base, so that later changes by others are noticed', async () => {
    const { background } = await showDeal(dealView({ 'custom.cf_step': 'Sign' }, { draft }));
    await save.click();
    expect(background.asked('deal.save')[0]).toMatchObject({
      base: { 'custom.cf_step': 'Send offer' },
      patch: { 'custom.cf_step': 'Call' },
    });
  });

  it('shows the current values when it is discarded, and is no longer shown as restored', async () => {
    await showDeal(dealView({ 'custom.cf_step': 'Sign' }, { draft }));
    await discard.click();
    await expect.element(step).toHaveValue('Sign');
    await step.fill('Call');
    await expect.element(page.getByText('1 change: Next step')).toBeVisible();
    await expect.element(page.getByText(/^Restored/)).not.toBeInTheDocument();
  });

  it('of a deleted field is neither shown nor sent', async () => {
    const { background } = await showDeal(dealView({}, { draft, customFields: [] }));
    await expect.element(value).toBeVisible();
    await expect.element(discard).not.toBeInTheDocument();
    expect(background.patches()).toEqual([]);
  });
});
