import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { StagesSection } from '../../../components/options/StagesSection.tsx';
import type { Stage, Stages } from '../../../lib/model/stages.ts';
import { listFields } from '../../../lib/opportunity/fields.ts';
import { canBeAsked } from '../../../lib/opportunity/stage-request.ts';
import type { StageOrganization } from '../../../lib/options/stages.ts';
import { blankDeal } from '../../../lib/quick-actions/action-fields.ts';
import { show } from '../harness/show.tsx';
import { customField, salesPipeline } from '../samples/deals.ts';

const customFields = [customField(), customField({ id: 'cf_score', name: 'Score', type: 'formula' })];
const blank = { ...blankDeal, organizationId: 'orga_a', currency: 'USD' };
const organization: StageOrganization = {
  ...{ organizationId: 'orga_a', organizationName: 'Northwind' },
  catalog: { pipelines: [salesPipeline], customFields, readAt: 0 },
  fields: listFields(blank, customFields, { roleId: '' }).filter((field) => canBeAsked(field)),
};

function showSection(stages: Stages = {}, locked: string[] = []) {
  const organizations = signal<StageOrganization[] | null>(null);
  const onOpen = vi.fn();
  const onChange = vi.fn<(statusId: string, update: (stage: Stage) => Stage) => void>();
  const lockedStages = signal(locked);
  const message = signal('');
  show(
    <StagesSection
      organizations={organizations}
      stages={stages}
      locked={lockedStages}
      message={message}
      onOpen={onOpen}
      onChange={onChange}
    />,
    'options',
  );
  return { onOpen, onChange, message, organizations };
}

async function openStage(label: string, stages: Stages = {}, locked: string[] = []) {
  const shown = showSection(stages, locked);
  await page.getByText('What stages ask for').click();
  shown.organizations.value = [organization];
  await page.getByText(label, { exact: true }).click();
  await expect.element(page.getByLabelText('Add a field')).toBeVisible();
  /** Returns what the last choice makes of the stored rule. */
  const changed = () => {
    const [statusId = '', update] = shown.onChange.mock.lastCall ?? [];
    return [statusId, update?.(stages[statusId] ?? {})];
  };
  return { ...shown, changed };
}

it('loads the fields only when the section is opened, and not again when a stage is', async () => {
  const { onOpen, organizations } = showSection();
  expect(onOpen).not.toHaveBeenCalled();
  await page.getByText('What stages ask for').click();
  await expect.element(page.getByRole('status')).toMatchTextContent('Loading fields…');
  organizations.value = [organization];
  await page.getByText('Demo done', { exact: true }).click();
  await expect.element(page.getByLabelText('Add a field')).toBeVisible();
  expect(onOpen).toHaveBeenCalledOnce();
});

it('says on each line what the stage asks for', async () => {
  await openStage('Demo done', {
    stat_proposal: { requires: ['custom.cf_step'], asks: ['value'], confidence: 60, hint: 'Send it first.' },
  });
  await expect
    .element(
      page.getByText(/Requires .*Next step.* · .*Asks for .*Value.* · .*Suggests 60%.* · .*Send it first\./),
    )
    .toBeVisible();
});

it('offers the fields that can be asked for', async () => {
  await openStage('Demo done', { stat_demo: { asks: ['value'] } });
  const offered = page.getByLabelText('Add a field').getByRole('option').elements();
  const names = offered.map(({ textContent }) => textContent?.replaceAll(/[⁨⁩]/g, ''));
  expect(names).toEqual(['Choose a field…', 'Estimated close', 'Owner', 'Contact', 'Note', 'Next step']);
});

it('adds a field, requires it, and leaves it out again', async () => {
  const { changed } = await openStage('Demo done', { stat_demo: { asks: ['value'], confidence: 40 } });
  await page.getByLabelText('Add a field').selectOptions('Next step');
  expect(changed()).toEqual([
    'stat_demo',
    { asks: ['value', 'custom.cf_step'], requires: [], confidence: 40 },
  ]);
  await page.getByLabelText('Value').selectOptions('Required');
  expect(changed()).toEqual(['stat_demo', { asks: [], requires: ['value'], confidence: 40 }]);
  await page.getByLabelText('Value').selectOptions('Not asked for');
  expect(changed()).toEqual(['stat_demo', { asks: [], requires: [], confidence: 40 }]);
});

it('stores a suggested confidence and a note when the user leaves them, and refuses other texts', async () => {
  const { changed, onChange } = await openStage('Demo done');
  const percent = page.getByLabelText('Suggested confidence (%)');
  await percent.fill('60%');
  await page.getByLabelText('Note shown with the questions').fill('Send the offer first. ');
  expect(changed()).toEqual(['stat_demo', { confidence: 60 }]);
  await percent.fill('most');
  expect(changed()).toEqual(['stat_demo', { hint: 'Send the offer first.' }]);
  await page.getByLabelText('Note shown with the questions').click();
  await expect
    .element(percent)
    .toHaveAccessibleDescription('Enter a whole number from 0 to 100, or leave it empty.');
  expect(onChange).toHaveBeenCalledTimes(2);
  await percent.fill('');
  await page.getByLabelText('Note shown with the questions').click();
  expect(changed()).toEqual(['stat_demo', {}]);
});

it('keeps the typed note while another choice is stored', async () => {
  const { message } = await openStage('Demo done');
  const note = page.getByLabelText('Note shown with the questions');
  await note.fill('Send the');
  message.value = 'Stored elsewhere';
  await expect.element(page.getByRole('alert')).toBeVisible();
  await expect.element(note).toHaveValue('Send the');
});

it('shows a field that was deleted, so that it can be left out', async () => {
  const { changed } = await openStage('Demo done', { stat_demo: { requires: ['custom.cf_gone'] } });
  await page.getByLabelText('Deleted field').selectOptions('Not asked for');
  expect(changed()).toEqual(['stat_demo', { asks: [], requires: [] }]);
});

it('is locked for the stages that a policy presets, and only for those', async () => {
  await openStage('Demo done', { stat_demo: { asks: ['value'] } }, ['stat_demo']);
  await expect.element(page.getByText('Managed by your organization')).toBeVisible();
  for (const name of ['Value', 'Add a field', 'Suggested confidence (%)', 'Note shown with the questions'])
    await expect.element(page.getByLabelText(name)).toBeDisabled();
  await page.getByText('Demo done', { exact: true }).click();
  await page.getByText('Qualified', { exact: true }).click();
  await expect.element(page.getByLabelText('Add a field').last()).toBeEnabled();
});
