import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { carryOut } from '../../../lib/editor/quick-actions.ts';
import type { DealView } from '../../../lib/model/deal-view.ts';
import type { Values } from '../../../lib/model/field-value.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { success } from '../../../lib/model/result.ts';
import type { Stage } from '../../../lib/model/stages.ts';
import { sampleOperation } from '../../unit/samples/deal.ts';
import { showDeal } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';
import { quickAction } from '../samples/quick-actions.tsx';

const dialog = page.getByRole('dialog', { name: 'Move to Proposal sent' });
const confirm = dialog.getByRole('button', { name: 'Move to Proposal sent' });
const cancel = dialog.getByRole('button', { name: 'Cancel' });
const step = dialog.getByLabelText('Next step');
const radio = (name: string) => page.getByRole('radio', { name, exact: true });

type Shown = Awaited<ReturnType<typeof showDeal>>;

const toProposal = quickAction('proposal', 'To proposal', {
  status_id: { how: 'set', value: 'stat_proposal' },
});

/** A way to ask the editor to move the deal to "Proposal sent". */
type Way = {
  name: string;
  view?: Partial<DealView>;
  /** Whether the move becomes a draft, which another press saves. */
  becomesDraft?: boolean;
  go(shown: Shown): Promise<void>;
};

const ways: Way[] = [
  { name: 'a click', go: () => radio('Proposal sent').click() },
  {
    name: 'the keyboard',
    go: async () => {
      radio('Proposal sent').element().focus();
      await userEvent.keyboard(' ');
    },
  },
  { name: 'a number key', go: () => userEvent.keyboard('3') },
  {
    name: 'one line',
    go: async () => {
      await userEvent.keyboard('/');
      await page.getByLabelText('Type a change').fill('proposal');
      await expect.element(page.getByRole('list', { name: 'Changes' })).toBeVisible();
      await userEvent.keyboard('{Enter}');
    },
  },
  {
    name: 'a quick action',
    view: { quickActions: [toProposal] },
    go: () => page.getByRole('button', { name: 'To proposal' }).click(),
  },
  { name: 'the menu or a bound key', go: ({ deal }) => carryOut(deal, toProposal) },
  {
    name: 'the menu on a page that chose the deal',
    becomesDraft: true,
    go: ({ deal }) => carryOut(deal, toProposal, true),
  },
  {
    name: 'the history',
    go: async ({ background }) => {
      const to = { id: 'stat_demo', label: '' };
      const past = {
        id: 'acti_a',
        at: 0,
        userId: '',
        userName: '',
        from: { id: 'stat_proposal', label: '' },
        to,
      };
      background.answer('history.read', () => success({ changes: [past], hasMore: false }));
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'History' }).click();
      await page.getByRole('dialog', { name: 'History' }).getByRole('button', { name: 'Put back' }).click();
    },
  },
  {
    name: "Close's advice",
    view: {
      advice: {
        suggestion: { action: 'change_status', target: 'stat_proposal', reason: 'They agreed.' },
        isStalled: false,
      },
    },
    go: () => page.getByRole('button', { name: 'Apply' }).click(),
  },
  {
    name: 'a click with “Save only when I press Save”',
    becomesDraft: true,
    view: { preferences: { ...defaultPreferences, asksBeforeSaving: true } },
    go: () => radio('Proposal sent').click(),
  },
  {
    name: 'a draft',
    view: {
      draft: {
        ...{ opportunityId: 'oppo_a', organizationId: 'orga_a', leadName: '', unsent: {}, savedAt: 1 },
        ...{ base: { status_id: 'stat_demo' }, entries: { status_id: 'stat_proposal' } },
      },
    },
    go: () => page.getByRole('button', { name: 'Save' }).click(),
  },
  {
    name: 'an edit that was too old to be sent',
    view: {
      draft: {
        ...{ opportunityId: 'oppo_a', organizationId: 'orga_a', leadName: '', entries: {}, savedAt: 1 },
        ...{ base: { status_id: 'stat_demo' }, unsent: { status_id: 'stat_proposal' } },
      },
    },
    go: () => page.getByRole('button', { name: 'Save' }).click(),
  },
];

async function showWith(stage: Stage, values: Values = {}, view: Partial<DealView> = {}) {
  const preferences = { ...defaultPreferences, ...view.preferences, stages: { stat_proposal: stage } };
  const { opportunity: _opportunity, catalog: _catalog, ...more } = view;
  return showDeal(dealView(values, { ...more, preferences }));
}

describe.each(ways)('a move by $name', ({ view, becomesDraft = false, go }) => {
  it('is saved only with what its stage requires', async () => {
    const shown = await showWith({ requires: ['custom.cf_step'] }, {}, view);
    await go(shown);
    await confirm.click();
    await expect.element(step).toHaveFocus();
    await expect.element(step).toHaveAccessibleDescription('Fill this in to continue.');
    expect(shown.background.patches()).toEqual([]);
    await step.fill('Call Lena');
    await confirm.click();
    await expect.element(dialog).not.toBeInTheDocument();
    await expect
      .poll(() => shown.background.patches())
      .toEqual([{ status_id: 'stat_proposal', 'custom.cf_step': 'Call Lena' }]);
    await expect.element(radio('Proposal sent')).toBeChecked();
  });

  it('shows what its stage asks for, which can be left empty', async () => {
    const shown = await showWith({ asks: ['custom.cf_step'] }, {}, view);
    await go(shown);
    await expect.element(step).toBeVisible();
    expect(shown.background.patches()).toEqual([]);
    await confirm.click();
    await expect.element(dialog).not.toBeInTheDocument();
    await expect.poll(() => shown.background.patches()).toEqual([{ status_id: 'stat_proposal' }]);
  });

  it('is changed by nothing after Cancel', async () => {
    const shown = await showWith({ requires: ['custom.cf_step'], confidence: 60 }, {}, view);
    await go(shown);
    await step.fill('Call Lena');
    await cancel.click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(shown.background.patches()).toEqual([]);
    expect(shown.deal.entries.value).not.toHaveProperty(['custom.cf_step']);
    await expect.element(radio('50%')).toBeChecked();
  });

  it('has no dialog if the deal has everything', async () => {
    const filled = { 'custom.cf_step': 'Call Lena' };
    const shown = await showWith({ requires: ['custom.cf_step'], confidence: 50 }, filled, view);
    await go(shown);
    await expect.element(radio('Proposal sent')).toBeChecked();
    await expect.element(dialog).not.toBeInTheDocument();
    if (becomesDraft) await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => shown.background.patches()).toEqual([{ status_id: 'stat_proposal' }]);
  });
});

describe('the dialog of a stage', () => {
  it('prefills the suggested confidence, which the user can change', async () => {
    const { background } = await showWith({ confidence: 60, hint: 'Send the offer first.' });
    await radio('Proposal sent').click();
    await expect.element(dialog.getByText('Send the offer first.')).toBeVisible();
    const percent = dialog.getByLabelText('Confidence (%)');
    await expect.element(percent).toHaveValue('60');
    await percent.fill('45');
    await confirm.click();
    await expect.poll(() => background.patches()).toEqual([{ status_id: 'stat_proposal', confidence: 45 }]);
  });

  it('prefills the confidence that the user has typed, not the suggested one', async () => {
    const { deal, background } = await showWith({ confidence: 60 });
    const field = deal.fields.value.find(({ key }) => key === 'confidence');
    if (field) deal.enter(field, '35');
    await userEvent.keyboard('3');
    await expect.element(dialog.getByLabelText('Confidence (%)')).toHaveValue('35');
    await confirm.click();
    await expect.poll(() => background.patches()).toEqual([{ status_id: 'stat_proposal', confidence: 35 }]);
  });

  it('keeps what an action sets beside the status', async () => {
    const action = quickAction('offer', 'Offer', {
      status_id: { how: 'set', value: 'stat_proposal' },
      date_won: { how: 'set', value: '2027-02-01' },
      'custom.cf_step': { how: 'set', value: 'Call Lena' },
    });
    const { background, deal } = await showWith({ asks: ['custom.cf_step', 'note'] });
    await carryOut(deal, action);
    await expect.element(step).toHaveValue('Call Lena');
    await step.fill('Call Theo');
    await confirm.click();
    const patch = { status_id: 'stat_proposal', date_won: '2027-02-01', 'custom.cf_step': 'Call Theo' };
    await expect.poll(() => background.patches()).toEqual([patch]);
  });

  it('says at each required field that it is required', async () => {
    await showWith({ requires: ['custom.cf_step'] });
    await radio('Proposal sent').click();
    await expect.element(step).toHaveAccessibleDescription('Required for this stage');
  });

  it('marks its status like Won and Lost', async () => {
    await showWith({ requires: ['custom.cf_step'] });
    await expect.element(radio('Proposal sent')).toMatchTextContent(/Proposal sent…/);
    await expect.element(radio('Qualified')).not.toMatchTextContent(/…/);
  });

  it.each(['stat_won', 'stat_lost'])('asks for required fields in the dialog of %s too', async (statusId) => {
    const preferences = {
      ...defaultPreferences,
      stages: { [statusId]: { requires: ['custom.cf_step', 'value'] } },
    };
    const { background } = await showDeal(dealView({ value: null }, { preferences }));
    await userEvent.keyboard(statusId === 'stat_won' ? '4' : '5');
    const closing = page.getByRole('dialog');
    await closing.getByRole('button', { name: /^Mark as/ }).click();
    await expect.element(closing.getByLabelText('Value')).toHaveFocus();
    expect(background.patches()).toEqual([]);
    await closing.getByLabelText('Value').fill('100');
    await closing.getByLabelText('Next step').fill('Celebrate');
    await closing.getByRole('button', { name: /^Mark as/ }).click();
    await expect
      .poll(() => background.patches())
      .toMatchObject([{ status_id: statusId, value: 10_000, 'custom.cf_step': 'Celebrate' }]);
  });
});

describe('undo and redo', () => {
  it('are never asked, out of any stage and back', async () => {
    const stages = {
      stat_demo: { requires: ['custom.cf_step'] },
      stat_proposal: { requires: ['contact_id'] },
    };
    const preferences = { ...defaultPreferences, stages };
    const { background } = await showDeal(dealView({ status_id: 'stat_demo' }, { preferences }));
    await radio('Qualified').click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(radio('Demo done')).toBeChecked();
    await page.getByRole('button', { name: 'Redo' }).click();
    await expect.element(radio('Qualified')).toBeChecked();
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(background.asked('change.undo')).toHaveLength(2);
  });

  it('a save that waits goes on without a question', async () => {
    const preferences = {
      ...defaultPreferences,
      stages: { stat_proposal: { requires: ['custom.cf_step'] } },
    };
    const pending = sampleOperation({ status_id: 'stat_demo' }, { status_id: 'stat_proposal' });
    const { background } = await showDeal(dealView({}, { preferences, pending }));
    await expect.poll(() => background.asked('operation.follow')).toHaveLength(1);
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('a field that Close requires', () => {
  const refused = {
    state: 'refused' as const,
    problem: { kind: 'invalid' as const, fieldErrors: { 'custom.cf_step': 'This field is required.' } },
  };

  it('is shown, focused and marked although the save did not touch it, and the edit is kept', async () => {
    const { background } = await showDeal(dealView({}, { pins: { pipe_sales: ['value'] } }));
    background.answerSaves(refused);
    await expect.element(page.getByLabelText('Next step')).not.toBeInTheDocument();
    await radio('Proposal sent').click();
    const field = page.getByLabelText('Next step');
    await expect.element(field).toHaveFocus();
    await expect.element(field).toHaveAccessibleDescription('This field is required.');
    await expect.element(field).toBeInvalid();
    await expect.element(radio('Proposal sent')).toBeChecked();
    await field.fill('Call Lena');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(() => background.patches().at(-1))
      .toEqual({
        ...{ status_id: 'stat_proposal', 'custom.cf_step': 'Call Lena' },
      });
  });

  it('of another object is said in the notice', async () => {
    const { background } = await showDeal();
    background.answerSaves({
      ...{
        state: 'refused',
        problem: { kind: 'invalid', fieldErrors: { lead_id: 'This field is required.' } },
      },
    });
    await radio('Proposal sent').click();
    await expect.element(page.getByRole('alert')).toMatchTextContent(/This field is required\./);
    await expect
      .element(page.getByRole('alert').getByRole('button', { name: 'Open in Close' }))
      .toBeVisible();
  });
});
