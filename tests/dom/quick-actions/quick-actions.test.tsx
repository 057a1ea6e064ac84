import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { speak } from '../harness/fake-browser.ts';
import { showDeal } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';
import { later, quickAction, showForm, showImport, showSection, warmer } from '../samples/quick-actions.tsx';

const button = (name: string) => page.getByRole('button', { name, exact: true });

describe('quick actions in the editor of a deal', () => {
  it('are hidden if there are none', async () => {
    await showDeal();
    expect(page.getByText('Quick actions').query()).toBeNull();
  });

  it('save all their changes with one click', async () => {
    const { background } = await showDeal(dealView({}, { quickActions: [warmer, later] }));
    await button('Next month').click();
    await expect.element(page.getByText(/12 Jan|Jan 12/).first()).toBeVisible();
    expect(background.patches()).toEqual([{ date_won: '2027-01-12' }]);
  });

  it('are hidden if they apply to other deals only', async () => {
    const appliesTo = { organizationId: null, pipelineIds: ['pipe_other'] };
    await showDeal(dealView({}, { quickActions: [warmer, { ...later, appliesTo }] }));
    await expect.element(button('Warmer')).toBeVisible();
    expect(button('Next month').query()).toBeNull();
  });

  it('show why they do not fit, and change nothing', async () => {
    const { background } = await showDeal(dealView({ date_won: null }, { quickActions: [later] }));
    await button('Next month').click();
    await expect.element(page.getByText(/is empty, so there's no date to move\./)).toBeVisible();
    expect(background.patches()).toEqual([]);
  });

  it('open the closing dialog if they close the deal, filled with their values', async () => {
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
  it('fills the width of its dialog despite the form styles of the section around it', async () => {
    showForm();
    await expect.element(button('Save')).toBeVisible();
    const field = page.getByRole('textbox', { name: 'Name' }).element().closest('.control');
    const [form, save] = [document.querySelector('form'), button('Save').element()];
    if (!field || !form) throw new Error('There is no form.');
    const edge = form.getBoundingClientRect().right - 16;
    expect(field.getBoundingClientRect().right).toBeCloseTo(edge, 0);
    expect(save.getBoundingClientRect().right).toBeCloseTo(edge, 0);
  });

  it('shows missing entries, and keeps the others', async () => {
    const saved = showForm();
    await button('Save').click();
    await expect.element(page.getByText('Enter a name to show in the menu.')).toBeVisible();
    await expect.element(page.getByText('Add at least one change: a status or a field.')).toBeVisible();
    await page.getByRole('textbox', { name: 'Name' }).fill('Warmer');
    await page.getByRole('combobox', { name: 'Add a field' }).fill('Confidence');
    await userEvent.keyboard('{Enter}');
    await page.getByRole('combobox', { name: 'How to change Confidence' }).selectOptions('change by');
    await page.getByRole('textbox', { name: 'Confidence', exact: true }).fill('ten');
    await expect.element(page.getByText('Enter a whole number from −100 to 100, but not 0.')).toBeVisible();
    await page.getByRole('textbox', { name: 'Confidence', exact: true }).fill('10');
    await button('Save').click();
    expect(saved).toEqual([{ ...warmer, id: 'own' }]);
  });

  it('takes values that are added and removed, and an amount that raises the value', async () => {
    const empty = { entry: '', removed: [], by: '', unit: 'week' as const };
    const saved = showForm({
      name: 'Upsell',
      changes: {
        value: { ...empty, how: 'raise', entry: '-500' },
        'custom.cf_tags': { ...empty, how: 'edit', entry: ['Arms'], removed: ['Belts'] },
      },
    });
    await expect.element(page.getByRole('combobox', { name: /Remove from .*Products/ })).toBeVisible();
    await expect.element(page.getByRole('textbox', { name: 'Value' })).toHaveValue('-500');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(saved[0]?.changes).toEqual({
      value: { how: 'raise', by: -50_000 },
      'custom.cf_tags': { how: 'edit', add: ['Arms'], remove: ['Belts'] },
    });
  });

  it("applies to the status's own pipeline unless another one is selected", async () => {
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
  it('can be reordered with buttons and by dragging, and assigned to shortcuts', async () => {
    const { own, slots } = showSection();
    const names = () => own.value.map(({ name }) => name);
    await button('Move Next month up').click();
    expect(names()).toEqual(['Next month', 'Warmer', 'Proposal out']);
    const items = page.getByRole('list', { name: 'Your quick actions' }).getByRole('listitem');
    await userEvent.dragAndDrop(items.nth(2), items.nth(0));
    expect(names()).toEqual(['Proposal out', 'Next month', 'Warmer']);
    await page.getByRole('combobox', { name: 'Quick action 2' }).selectOptions('warmer');
    expect(slots.value).toEqual([null, 'warmer', null, null]);
  });

  it('shows which action no longer fits, and which shortcut is unavailable', async () => {
    showSection();
    await expect
      .element(
        page.getByText(
          "This status doesn't exist in the deal's organization. Edit the quick action in Options.",
        ),
      )
      .toBeVisible();
    await expect.element(page.getByText('Not set: Alt+Shift+Z is taken or was removed')).toBeVisible();
  });
});

describe('a preset quick action', () => {
  it("is listed above the user's own ones, marked as preset, and can be duplicated but not changed", async () => {
    const { own } = showSection();
    const [first, second] = page.getByRole('list').elements();
    expect([first, second].map((list) => list?.ariaLabel)).toEqual([
      'Quick actions from your organization',
      'Your quick actions',
    ]);
    const preset = page.getByRole('list', { name: 'Quick actions from your organization' });
    await expect.element(preset.getByText('Standard')).toBeVisible();
    await expect.element(preset.getByText('Managed by your organization')).toBeVisible();
    expect(
      preset
        .getByRole('button')
        .elements()
        .map((each) => each.ariaLabel),
    ).toEqual(['Duplicate Standard']);
    expect(preset.element().querySelector('[draggable=true]')).toBeNull();
    await button('Duplicate Standard').click();
    expect(own.value.at(-1)?.name).toBe('Standard');
  });

  it('is mentioned as skipped if it is invalid', async () => {
    showSection();
    await expect
      .element(page.getByText(/^Some quick actions from your admin couldn't be read and aren't shown/))
      .toBeVisible();
  });
});

describe('a file of quick actions', () => {
  it('adds the selected actions, disables those that do not fit, and deselects existing ones', async () => {
    const added = showImport();
    await expect.element(page.getByRole('checkbox', { name: /^Warmer/ })).toBeChecked();
    await expect.element(page.getByRole('checkbox', { name: /^Next month/ })).not.toBeChecked();
    await expect.element(page.getByRole('checkbox', { name: /^Proposal out/ })).toBeDisabled();
    await page.getByRole('checkbox', { name: /^Next month/ }).click();
    await button('Add 2').click();
    expect(added).toEqual([[warmer, later]]);
  });

  it('adds no more actions than there is room for', async () => {
    showImport(0);
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('You can add 0 more. Uncheck some to continue.');
    await expect.element(button('Add 1')).toBeDisabled();
  });
});

it.each(['en', 'de'] as const)(
  'every chosen way of a change is shown whole beside its arrow (%s)',
  async (language) => {
    speak(language);
    const { innerWidth: width, innerHeight: height } = window;
    await page.viewport(1000, 800);
    try {
      showForm({ changes: { date_won: { entry: '', removed: [], by: '1', unit: 'week', how: 'move' } } });
      const chosen = document.querySelector<HTMLSelectElement>('#change-date_won-how');
      if (!chosen) throw new Error('The form has no such change.');
      const arrow = chosen.nextElementSibling?.getBoundingClientRect().left ?? 0;
      const { x } = chosen.getBoundingClientRect();
      chosen.style.cssText = 'flex: none; width: auto; field-sizing: content; padding-inline: 0';
      expect(x + chosen.getBoundingClientRect().width).toBeLessThanOrEqual(arrow);
    } finally {
      speak('en');
      await page.viewport(width, height);
    }
  },
);
