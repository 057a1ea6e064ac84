import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showDeal } from '../harness/show.tsx';

const radio = (name: string) => page.getByRole('radio', { name });
const status = page.getByRole('status');

it('several quick choices are sent in order, and the last one wins', async () => {
  const { background } = await showDeal();
  const saves = background.hold('deal.save');
  await userEvent.keyboard('13');
  await radio('Qualified').click();
  await expect.element(radio('Qualified')).toBeChecked();
  expect(background.patches()).toEqual([
    { status_id: 'stat_qualified' },
    { status_id: 'stat_proposal' },
    { status_id: 'stat_qualified' },
  ]);
  for (const _save of background.patches()) {
    saves.next();
    await expect.element(radio('Qualified')).toBeChecked();
  }
  await expect.element(status).toMatchTextContent('Proposal sent → Qualified');
});

it('the answer to a previous choice does not briefly replace a later one', async () => {
  const { background, deal } = await showDeal();
  const saves = background.hold('deal.save');
  await userEvent.keyboard('13');
  saves.next();
  await expect.poll(() => deal.view.value.opportunity.values.status_id).toBe('stat_qualified');
  await expect.element(radio('Proposal sent')).toBeChecked();
  await expect.element(status).toMatchTextContent('Saving…');
  saves.next();
  await expect.element(status).toMatchTextContent('Qualified → Proposal sent');
  await expect.element(radio('Proposal sent')).toBeChecked();
});

it('simultaneous choices for different fields are both shown while they are saved', async () => {
  const { background } = await showDeal();
  const saves = background.hold('deal.save');
  await radio('Proposal sent').click();
  await radio('90%').click();
  await expect.element(radio('Proposal sent')).toBeChecked();
  await expect.element(radio('90%')).toBeChecked();
  saves.next();
  saves.next();
  await expect.element(status).toMatchTextContent('Confidence: 50% → 90%');
  await expect.element(radio('Proposal sent')).toBeChecked();
  expect(background.patches()).toEqual([{ status_id: 'stat_proposal' }, { confidence: 90 }]);
});

it('both choices stay if the answer to the first one arrives last', async () => {
  const { background, deal } = await showDeal();
  const saves = background.hold('deal.save');
  await radio('Proposal sent').click();
  await radio('90%').click();
  saves.last();
  await expect.poll(() => deal.view.value.opportunity.values.confidence).toBe(90);
  saves.next();
  await expect.element(status).toMatchTextContent('Confidence: 50% → 90%');
  await expect.element(radio('Proposal sent')).toBeChecked();
  await expect.element(radio('90%')).toBeChecked();
});

it('a preset replaces a typed exact percentage', async () => {
  const { background } = await showDeal();
  const exact = page.getByRole('spinbutton', { name: 'Confidence (%)' });
  await exact.fill('33');
  await expect.element(page.getByText('1 change: Confidence')).toBeVisible();
  await radio('75%').click();
  await expect.element(exact).toHaveValue('75');
  await expect.element(page.getByText('1 change: Confidence')).not.toBeInTheDocument();
  expect(background.patches()).toEqual([{ confidence: 75 }]);
});

it('a choice keeps the draft of other fields', async () => {
  const { background } = await showDeal();
  await page.getByLabelText('Next step').fill('Call');
  await radio('Proposal sent').click();
  await expect.element(status).toMatchTextContent('Demo done → Proposal sent');
  await expect.element(page.getByLabelText('Next step')).toHaveValue('Call');
  expect(background.patches()).toEqual([{ status_id: 'stat_proposal' }]);
});

it('text typed during a save is kept, and is then saved with the saved value as base', async () => {
  const { background } = await showDeal();
  const saves = background.hold('deal.save');
  const field = page.getByLabelText('Next step');
  await field.fill('Call');
  await page.getByRole('button', { name: 'Save' }).click();
  await field.fill('Call Ana');
  saves.next();
  await expect.element(status).toMatchTextContent('Call');
  await expect.element(field).toHaveValue('Call Ana');
  await page.getByRole('button', { name: 'Save' }).click();
  expect(background.patches()).toEqual([{ 'custom.cf_step': 'Call' }, { 'custom.cf_step': 'Call Ana' }]);
  expect(background.asked('deal.save').at(-1)?.base).toEqual({ 'custom.cf_step': 'Call' });
});

it('leads to a new quick action, also without any', async () => {
  const { actions } = await showDeal();
  await page.getByRole('button', { name: 'New quick action' }).click();
  expect(actions.newQuickAction).toHaveBeenCalledOnce();
});
