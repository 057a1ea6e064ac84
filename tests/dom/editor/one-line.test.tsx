import { beforeAll, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { success } from '../../../lib/model/result.ts';
import { showDeal } from '../harness/show.tsx';
import { customField, dealView } from '../samples/deals.ts';

const row = () => page.getByLabelText('Type a change');
const changes = page.getByRole('list', { name: 'Changes' });
const alert = page.getByRole('alert');
const status = page.getByRole('status').first();
const itemTexts = () =>
  [...document.querySelectorAll('[aria-label=Changes] li')].map(({ textContent }) => textContent);

// The first use would load it in the middle of a test.
beforeAll(async () => {
  await import('../../../components/editor/one-line/open-line.tsx');
});

const people = [
  { id: 'user_samlee', name: 'Sam Lee' },
  { id: 'user_samortiz', name: 'Sam Ortiz' },
];

async function typeLine(line: string, view = dealView()) {
  const shown = await showDeal(view);
  shown.background.answer('users.list', () => success(people));
  await userEvent.keyboard('/');
  await expect.element(row()).toHaveFocus();
  await row().fill(line);
  return shown;
}

describe('the line', () => {
  it('takes the focus on the slash, shows what would change, and saves all of it as one change', async () => {
    const { background } = await typeLine('prop 60% 12k next step: call Lena');
    await expect.element(changes).toBeVisible();
    expect(itemTexts()).toEqual([
      'Status: Demo done → Proposal sent',
      'Confidence: 50% → 60%',
      'Value: $12,500 → $12,000',
      'Next step: Not set → call Lena',
    ]);
    await userEvent.keyboard('{Enter}');
    const patch = {
      status_id: 'stat_proposal',
      confidence: 60,
      value: 1_200_000,
      'custom.cf_step': 'call Lena',
    };
    await expect.poll(() => background.patches()).toEqual([patch]);
    await expect.element(status).toMatchTextContent('Saved');
    await expect.element(row()).toHaveValue('');
    await expect.element(changes).not.toBeInTheDocument();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => background.asked('change.undo').length).toBe(1);
    expect(background.asked('lines.write')).toMatchObject([
      { line: 'prop 60% 12k next step: call Lena', isSaved: false },
      { line: 'prop 60% 12k next step: call Lena', isSaved: true },
      { line: '', isSaved: false },
    ]);
  });

  it('saves nothing while a word is not understood, and names it', async () => {
    const { background } = await typeLine('60% foo');
    await expect.element(alert).toMatchTextContent("isn't understood");
    await expect.element(alert).toMatchTextContent('foo');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('button', { name: 'Save' })).toBeDisabled();
    expect(background.patches()).toEqual([]);
    await row().fill('60%');
    await expect.element(alert).not.toBeInTheDocument();
  });

  it('offers choices for what fits two things, by arrow keys', async () => {
    const { background } = await typeLine('60% sam');
    await expect.element(page.getByRole('option', { name: 'Owner: Sam Ortiz' })).toBeVisible();
    await expect
      .element(page.getByRole('combobox', { name: 'Type a change' }))
      .toHaveAttribute('aria-expanded', 'true');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await expect.element(row()).toHaveValue('60% @Sam Ortiz ');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => background.patches()).toEqual([{ confidence: 60, user_id: 'user_samortiz' }]);
  });

  it('asks before it marks the deal as won', async () => {
    const { background } = await typeLine('won 15k');
    await userEvent.keyboard('{Enter}');
    const dialog = page.getByRole('dialog', { name: 'Mark as Won' });
    await expect.element(dialog).toBeVisible();
    await expect.element(dialog.getByLabelText('Value')).toHaveValue('15,000.00');
    expect(background.patches()).toEqual([]);
    await dialog.getByRole('button', { name: 'Mark as Won' }).click();
    await expect.poll(() => background.patches().length).toBe(1);
    expect(background.patches()[0]).toMatchObject({
      status_id: 'stat_won',
      value: 1_500_000,
      confidence: 100,
    });
  });

  it.each([
    ['won 15k', 'Mark as Won'],
    ['lost 5%', 'Mark as Lost'],
  ])('keeps “%s” until the answers of its dialog are saved', async (line, title) => {
    const { background } = await typeLine(line);
    await userEvent.keyboard('{Enter}');
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect.element(row()).toHaveValue(line);
    expect(background.asked('lines.write')).toEqual([expect.objectContaining({ line, isSaved: false })]);
    await userEvent.keyboard('/{Enter}');
    await dialog.getByRole('button', { name: title }).click();
    await expect.poll(() => background.patches().length).toBe(1);
    await expect.element(row()).toHaveValue('');
    expect(background.asked('lines.write').at(-2)).toMatchObject({ line, isSaved: true });
  });

  it('keeps the line on Escape, and goes back to the status', async () => {
    const { background } = await typeLine('60% foo');
    await userEvent.keyboard('{Escape}');
    await expect.element(changes).not.toBeInTheDocument();
    await expect.element(row()).toHaveValue('60% foo');
    await expect.element(page.getByRole('radio', { name: 'Demo done' })).toHaveFocus();
    expect(background.asked('lines.write')).toMatchObject([{ line: '60% foo', isSaved: false }]);
  });

  it('brings back the last lines by the arrow up', async () => {
    const { background } = await showDeal();
    background.answer('lines.read', () => success({ unsaved: '', recent: ['60%', '12k'] }));
    await userEvent.keyboard('/');
    await expect.poll(() => background.asked('lines.read').length).toBe(1);
    await userEvent.keyboard('{ArrowUp}');
    await expect.element(row()).toHaveValue('60%');
    await userEvent.keyboard('{ArrowUp}');
    await expect.element(row()).toHaveValue('12k');
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(row()).toHaveValue('60%');
  });

  it('goes on with the line that was left', async () => {
    const { background } = await showDeal();
    background.answer('lines.read', () => success({ unsaved: '60% f', recent: [] }));
    await userEvent.keyboard('/');
    await expect.element(row()).toHaveValue('60% f');
  });

  it('is saved as a quick action, which is shown at once', async () => {
    const { background } = await typeLine('prop 60%');
    background.answer('quick-actions.read', () => success({ own: [], slots: [null, null, null, null] }));
    background.answer('quick-actions.write', () => success(null));
    await page.getByRole('button', { name: 'Save as quick action' }).click();
    await expect.poll(() => background.asked('quick-actions.write').length).toBe(1);
    const [action] = background.asked('quick-actions.write')[0]?.own ?? [];
    expect(action).toMatchObject({
      name: 'prop 60%',
      changes: { status_id: { how: 'set', value: 'stat_proposal' }, confidence: { how: 'set', value: 60 } },
    });
    await expect.element(page.getByRole('button', { name: 'prop 60%' })).toBeInTheDocument();
    expect(background.patches()).toEqual([]);
  });

  it('is saved as a quick action with relative amounts, several values and lines', async () => {
    const tags = customField({
      id: 'cf_tags',
      name: 'Tags',
      type: 'choices',
      choices: ['A', 'B', 'C'],
      isMultiple: true,
    });
    const line = '-500 +10% +1w tags: +A, +B, -C note: one note: two';
    const { background } = await typeLine(line, dealView({}, { customFields: [tags] }));
    background.answer('quick-actions.read', () => success({ own: [], slots: [null, null, null, null] }));
    background.answer('quick-actions.write', () => success(null));
    await page.getByRole('button', { name: 'Save as quick action' }).click();
    await expect.poll(() => background.asked('quick-actions.write').length).toBe(1);
    expect(background.asked('quick-actions.write')[0]?.own[0]?.changes).toEqual({
      value: { how: 'raise', by: -50_000 },
      confidence: { how: 'raise', by: 10 },
      date_won: { how: 'move', by: 1, unit: 'week' },
      'custom.cf_tags': { how: 'edit', add: ['A', 'B'], remove: ['C'] },
      note: { how: 'append', value: 'one\ntwo' },
    });
  });

  it('offers quick actions and the last changes of the deal as lines, by the arrow down', async () => {
    const quickAction = {
      ...{ id: 'own:a', name: 'Push' },
      changes: { date_won: { how: 'move' as const, by: 1, unit: 'week' as const } },
      appliesTo: { organizationId: null, pipelineIds: [] },
    };
    const view = dealView({}, { quickActions: [quickAction] });
    const { background } = await showDeal(view);
    const change = {
      ...{
        id: 'x',
        opportunityId: view.opportunity.id,
        organizationId: 'orga_a',
        leadName: '',
        at: 1,
        how: 'saved' as const,
      },
      ...{ patch: { confidence: 90 }, before: { confidence: 50 }, after: { confidence: 90 }, ignored: [] },
    };
    background.answer('changes.list', () => success({ changes: [change], organizations: {} }));
    await userEvent.keyboard('/');
    await expect.element(row()).toHaveFocus();
    await expect.poll(() => background.asked('lines.read').length).toBe(1);
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(page.getByRole('option', { name: /Push/ })).toMatchTextContent('+1w');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await expect.element(row()).toHaveValue('90% ');
    expect(background.patches()).toEqual([]);
  });

  it.each([
    ['change_status', 'stat_proposal', 'Proposal sent '],
    ['adjust_close_date', '2199-01-31', '2199-01-31 '],
  ])("offers Close's advice to %s as a line, by the arrow down", async (action, target, line) => {
    const suggestion = { action, target, reason: 'No answer for two weeks' };
    const { background } = await showDeal(dealView({}, { advice: { suggestion, isStalled: false } }));
    background.answer('changes.list', () => success({ changes: [], organizations: {} }));
    await userEvent.keyboard('/');
    await expect.poll(() => background.asked('lines.read').length).toBe(1);
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(page.getByRole('option', { name: /Suggested by Close/ })).toBeVisible();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.element(row()).toHaveValue(line);
    expect(background.patches()).toEqual([]);
  });

  it('moves no other control, at rest, while typing and after saving', async () => {
    await showDeal(dealView({}, { customFields: [customField()] }));
    const places = () =>
      [...document.querySelectorAll('.scroll button, .scroll input, .status-bar')].map((each) => {
        const { x, y, width, height } = each.getBoundingClientRect();
        return [x, y, width, height].map(Math.round).join();
      });
    const before = places();
    await userEvent.keyboard('/');
    await row().fill('60% foo');
    await expect.element(alert).toBeVisible();
    expect(places()).toEqual(before);
    await row().fill('60%');
    await userEvent.keyboard('{Enter}');
    await expect.element(status).toMatchTextContent('Saved');
    expect(places().slice(0, -1)).toEqual(before.slice(0, -1));
  });

  it('leaves the slash to text where single keys are off', async () => {
    await showDeal(dealView({}, { preferences: { ...defaultPreferences, usesSingleKeys: false } }));
    await userEvent.keyboard('/');
    await expect.element(row()).not.toHaveFocus();
  });
});
