import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { DealView } from '../../../lib/model/deal-view.ts';
import type { Values } from '../../../lib/model/field-value.ts';
import type { Suggestion } from '../../../lib/model/suggestion.ts';
import { showDeal } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';

const region = page.getByRole('region', { name: 'Suggested by Close' });
const apply = region.getByRole('button', { name: 'Apply' });
const notNow = region.getByRole('button', { name: 'Not now' });

const toProposal: Suggestion = {
  ...{ action: 'change_status', target: 'stat_proposal', reason: 'A proposal was mailed last week.' },
};

async function showAdvice(
  suggestion: Partial<Suggestion> = {},
  values: Values = {},
  more: Partial<Omit<DealView, 'opportunity' | 'catalog'>> = {},
) {
  const advice = { suggestion: { ...toProposal, ...suggestion }, isStalled: false };
  const shown = await showDeal(dealView(values, { advice, ...more }));
  await expect.element(region).toBeVisible();
  return shown;
}
const place = () => region.element().parentElement?.getBoundingClientRect().toJSON();

describe("Close's advice", () => {
  it('says what would change and why, and is saved with Undo', async () => {
    const { background } = await showAdvice();
    await expect.element(region).toMatchTextContent(/Status.*Demo done.*→.*Proposal sent/);
    await expect.element(region).toMatchTextContent(/A proposal was mailed last week\./);
    const before = place();
    await apply.click();
    await expect.element(region).toMatchTextContent(/The deal already matches this suggestion\./);
    expect(background.patches()).toEqual([{ status_id: 'stat_proposal' }]);
    await expect.poll(() => background.asked('advice.put-off')).toHaveLength(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(apply).toBeVisible();
    expect(place()).toEqual(before);
  });

  it('adjusts the close date', async () => {
    const { background } = await showAdvice({ action: 'adjust_close_date', target: '2199-01-31' });
    await expect.element(region).toMatchTextContent(/Estimated close.*Dec 12.*→.*Jan 31, 2199/);
    await apply.click();
    await expect.poll(() => background.patches()).toEqual([{ date_won: '2199-01-31' }]);
  });

  it('opens the dialog for a lost deal, and saves nothing if it is cancelled', async () => {
    const { background } = await showAdvice({ target: 'stat_lost' });
    await apply.click();
    await page.getByRole('dialog', { name: 'Mark as Lost' }).getByRole('button', { name: 'Cancel' }).click();
    expect(background.patches()).toEqual([]);
    expect(background.asked('advice.put-off')).toEqual([]);
    await expect.element(apply).toBeVisible();
  });

  it('keeps its place when it is put off, and is remembered', async () => {
    const { background } = await showAdvice();
    const before = place();
    await notNow.click();
    await expect.element(region).toMatchTextContent(/Hidden until Close suggests something else\./);
    await expect.element(region).toHaveFocus();
    expect(place()).toEqual(before);
    expect(background.asked('advice.put-off')).toMatchObject([{ suggestion: toProposal }]);
    expect(background.patches()).toEqual([]);
  });

  it('that Close takes back in the meantime cannot be applied', async () => {
    const { deal } = await showAdvice();
    deal.renew(dealView());
    await expect.element(region).toMatchTextContent(/Close no longer suggests this\./);
    await expect.element(apply).not.toBeInTheDocument();
  });

  it('to follow up leads to the lead in Close', async () => {
    const { actions } = await showAdvice({ action: 'follow_up_email', target: '' });
    await expect.element(region).toMatchTextContent(/Write an email/);
    await expect.element(apply).not.toBeInTheDocument();
    await region.getByRole('link', { name: 'Go to lead' }).click();
    expect(actions.openTab).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/\/lead\/lead_a+\/$/));
  });

  it.each<[what: string, suggestion: Partial<Suggestion>]>([
    ['an unknown action', { action: 'send_gift', target: '' }],
    ['a status of another organization', { target: 'stat_other' }],
    ['a date that has passed', { action: 'adjust_close_date', target: '2020-01-31' }],
    ['a missing detail', { target: '' }],
  ])('with %s is only text', async (_what, suggestion) => {
    await showAdvice(suggestion);
    await expect.element(region).toMatchTextContent(/A proposal was mailed last week\./);
    await expect.element(apply).not.toBeInTheDocument();
    await expect.element(notNow).toBeVisible();
  });

  it.each<[what: string, suggestion: Partial<Suggestion>]>([
    ['the status', { target: 'stat_demo' }],
    ['the close date', { action: 'adjust_close_date', target: '2026-12-12' }],
  ])('is not shown if the deal already has %s', async (_what, suggestion) => {
    const advice = { suggestion: { ...toProposal, ...suggestion }, isStalled: false };
    await showDeal(dealView({}, { advice }));
    await expect.element(region).not.toBeInTheDocument();
  });

  it('shows markup and long texts as text of the same height', async () => {
    const { background } = await showAdvice();
    const { height } = place();
    const reason = `<img src=x onerror="document.title='run'"> ${'very long '.repeat(40)}`;
    await showAdvice({ reason });
    await expect.element(region).toMatchTextContent(/<img src=x onerror=/);
    expect(region.element().querySelector('img')).toBeNull();
    expect(place().height).toBe(height);
    expect(background.patches()).toEqual([]);
  });

  it("cannot be applied to another user's deal", async () => {
    const connection = { ...dealView().connection, editsOthers: false };
    await showAdvice({}, { user_id: 'user_sam' }, { connection });
    await expect.element(apply).not.toBeInTheDocument();
    await expect.element(notNow).toBeVisible();
  });

  it('is not shown at once if it comes after the first frame, because nothing may move', async () => {
    const { deal } = await showDeal(dealView());
    deal.renew(dealView({}, { advice: { suggestion: toProposal, isStalled: true } }));
    await expect.element(page.getByRole('radio', { name: 'Demo done' })).toBeChecked();
    await expect.element(region).not.toBeInTheDocument();
  });

  it('says that a deal is stalled', async () => {
    const advice = { suggestion: toProposal, isStalled: true };
    await showDeal(dealView({}, { advice }));
    await expect.element(region.getByText('Stalled')).toBeVisible();
  });
});
