import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showDeal } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';
import { later, quickAction, showForm, showImport, showSection, warmer } from '../samples/quick-actions.tsx';

const button = (name: string) => page.getByRole('button', { name, exact: true });

describe('quick actions in the editor of a deal', () => {
  it('are not there where there are none', async () => {
    await showDeal();
    expect(page.getByText('Quick actions').query()).toBeNull();
  });

  it('save all of their changes with one press', async () => {
    const { background } = await showDeal(dealView({}, { quickActions: [warmer, later] }));
    await button('Next month').click();
    await expect.element(page.getByText(/12 Jan|Jan 12/).first()).toBeVisible();
    expect(background.patches()).toEqual([{ date_won: '2027-01-12' }]);
  });

  it('are left out where they are meant for other deals', async () => {
    const appliesTo = { organizationId: null, pipelineIds: ['pipe_other'] };
    await showDeal(dealView({}, { quickActions: [warmer, { ...later, appliesTo }] }));
    await expect.element(button('Warmer')).toBeVisible();
    expect(button('Next month').query()).toBeNull();
  });

  it('say why they do not fit, and change nothing', async () => {
    const { background } = await showDeal(dealView({ date_won: null }, { quickActions: [later] }));
    await button('Next month').click();
    await expect.element(page.getByText(/is not set, so there is no date to move\./)).toBeVisible();
    expect(background.patches()).toEqual([]);
  });

  it('ask for the date where they close the deal, with what they wish filled in', async () => {
    const won = quickAction('won', 'Signed', {
      status_id: { how: 'set', value: 'stat_won' },
      'custom.cf_step': { how: 'set', value: 'Send contract' },
      confidence: { how: 'set', value: 95 },
    });
    const { background } = await showDeal(dealView({}, { quickActions: [won] }));
    await button('Signed').click();
    await expect.element(page.getByRole('textbox', { name: 'Confidence (%)' })).toHaveValue('95');
    expect(background.patches()).toEqual([]);
    await button('Mark as Won').click();
    await expect
      .poll(() => background.patches())
      .toMatchObject([{ status_id: 'stat_won', 'custom.cf_step': 'Send contract', confidence: 95 }]);
  });
});

describe('the form of a quick action', () => {
  it('fills its dialog, whatever the section around it does with forms of its own', async () => {
    showForm();
    await expect.element(button('Save')).toBeVisible();
    const field = page.getByRole('textbox', { name: 'Name' }).element().closest('.control');
    const [form, save] = [document.querySelector('form'), button('Save').element()];
    if (!field || !form) throw new Error('There is no form.');
    const edge = form.getBoundingClientRect().right - 16;
    expect(field.getBoundingClientRect().right).toBeCloseTo(edge, 0);
    expect(save.getBoundingClientRect().right).toBeCloseTo(edge, 0);
  });

  it('says what is missing, and keeps what is there', async () => {
    const saved = showForm();
    await button('Save').click();
    await expect.element(page.getByText('A name, as it stands in the menu.')).toBeVisible();
    await expect.element(page.getByText('Something to change: a status or a field.')).toBeVisible();
    await page.getByRole('textbox', { name: 'Name' }).fill('Warmer');
    await page.getByRole('combobox', { name: 'Change a field' }).fill('Confidence');
    await userEvent.keyboard('{Enter}');
    await page.getByRole('combobox', { name: 'Confidence: what to do' }).selectOptions('raise by');
    await page.getByRole('textbox', { name: 'Confidence', exact: true }).fill('ten');
    await expect.element(page.getByText('A whole number from -100 to 100, and not 0.')).toBeVisible();
    await page.getByRole('textbox', { name: 'Confidence', exact: true }).fill('10');
    await button('Save').click();
    expect(saved).toEqual([{ ...warmer, id: 'own' }]);
  });

  it("means the status's own pipeline unless another one is ticked", async () => {
    const saved = showForm({ name: 'Proposal' });
    await page.getByRole('combobox', { name: 'Status' }).selectOptions('stat_proposal');
    await expect.element(page.getByRole('checkbox', { name: 'Sales' })).toBeChecked();
    await page.getByRole('checkbox', { name: 'Renewals' }).click();
    await button('Save').click();
    expect(saved[0]?.appliesTo).toEqual({
      organizationId: 'orga_a',
      pipelineIds: ['pipe_sales', 'pipe_renewals'],
    });
  });
});

describe('the list of quick actions', () => {
  it('is put in order with buttons and by dragging, and bound to keys', async () => {
    const { own, bound } = showSection();
    const names = () => own.value.map(({ name }) => name);
    await button('Move Next month up').click();
    expect(names()).toEqual(['Next month', 'Warmer', 'Proposal out']);
    const items = page.getByRole('list', { name: 'Your quick actions' }).getByRole('listitem');
    await userEvent.dragAndDrop(items.nth(2), items.nth(0));
    expect(names()).toEqual(['Proposal out', 'Next month', 'Warmer']);
    await page.getByRole('combobox', { name: 'Quick action 2' }).selectOptions('warmer');
    expect(bound.value).toEqual([null, 'warmer', null, null]);
  });

  it('says what does not fit any more, and which key was not to be had', async () => {
    showSection();
    await expect.element(page.getByText("The deal's organization has no such status.")).toBeVisible();
    await expect.element(page.getByText('no key: Alt+Shift+Z was taken or removed')).toBeVisible();
  });
});

describe('a quick action that an administrator presets', () => {
  it('stands above the own ones, says so, and can be copied but not changed', async () => {
    const { own } = showSection();
    const [first, second] = page.getByRole('list').elements();
    expect([first, second].map((list) => list?.ariaLabel)).toEqual([
      'Quick actions of your organization',
      'Your quick actions',
    ]);
    const preset = page.getByRole('list', { name: 'Quick actions of your organization' });
    await expect.element(preset.getByText('As agreed')).toBeVisible();
    await expect.element(preset.getByText('Preset by your administrator.')).toBeVisible();
    expect(
      preset
        .getByRole('button')
        .elements()
        .map((each) => each.ariaLabel),
    ).toEqual(['Duplicate As agreed']);
    expect(preset.element().querySelector('[draggable=true]')).toBeNull();
    await button('Duplicate As agreed').click();
    expect(own.value.at(-1)?.name).toBe('As agreed');
  });

  it('is said to be left out where it cannot be read', async () => {
    showSection();
    await expect
      .element(page.getByText(/^Not all quick actions that your administrator presets/))
      .toBeVisible();
  });
});

describe('a file of quick actions', () => {
  it('adds what is ticked, and offers neither what does not fit nor, unasked, what is here', async () => {
    const added = showImport();
    await expect.element(page.getByRole('checkbox', { name: /^Warmer/ })).toBeChecked();
    await expect.element(page.getByRole('checkbox', { name: /^Next month/ })).not.toBeChecked();
    await expect.element(page.getByRole('checkbox', { name: /^Proposal out/ })).toBeDisabled();
    await page.getByRole('checkbox', { name: /^Next month/ }).click();
    await button('Add 2').click();
    expect(added).toEqual([[warmer, later]]);
  });

  it('adds no more than there is room for', async () => {
    showImport(0);
    await expect.element(page.getByRole('alert')).toHaveTextContent('There is room for 0 more.');
    await expect.element(button('Add 1')).toBeDisabled();
  });
});
