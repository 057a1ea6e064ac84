import { signal } from '@preact/signals';
import { CommandKeys } from '../../../components/options/CommandKeys.tsx';
import { ImportActions } from '../../../components/quick-actions/ImportActions.tsx';
import { QuickActionForm } from '../../../components/quick-actions/QuickActionForm.tsx';
import { QuickActionsSection } from '../../../components/quick-actions/QuickActionsSection.tsx';
import type { OptionSource } from '../../../components/ui/combobox/option-source.ts';
import type { QuickAction } from '../../../lib/model/quick-action.ts';
import { actionFields } from '../../../lib/quick-actions/action-fields.ts';
import { type ActionForm, emptyForm } from '../../../lib/quick-actions/action-form.ts';
import { describeAction } from '../../../lib/wording/describe-action.ts';
import { show } from '../harness/show.tsx';
import { connection, customField, dealView, salesPipeline } from './deals.ts';

/** Creates an own quick action. */
export function quickAction(id: string, name: string, changes: QuickAction['changes']): QuickAction {
  return { id, name, changes, appliesTo: { organizationId: null, pipelineIds: [] } };
}

export const warmer = quickAction('warmer', 'Warmer', { confidence: { how: 'raise', by: 10 } });
export const later = quickAction('later', 'Next month', { date_won: { how: 'move', by: 1, unit: 'month' } });
const preset = quickAction('preset:standard', 'Standard', { confidence: { how: 'set', value: 60 } });
const stale = quickAction('stale', 'Proposal out', { status_id: { how: 'set', value: 'stat_old' } });

const renewals = { ...salesPipeline, id: 'pipe_renewals', name: 'Renewals' };
const { catalog } = dealView(
  {},
  {
    pipelines: [salesPipeline, renewals],
    customFields: [
      customField(),
      customField({
        id: 'cf_tags',
        name: 'Products',
        type: 'choices',
        choices: ['Arms', 'Belts'],
        isMultiple: true,
      }),
    ],
  },
);

const people: OptionSource = {
  options: [{ value: 'user_ana', name: 'Ana Ruiz' }],
  emptyHint: '',
  nameOf: () => 'Ana Ruiz',
  onOpen: () => {},
};

/** Shows the form in its section, and returns the saved actions. */
export function showForm(form: Partial<ActionForm> = {}): QuickAction[] {
  const saved: QuickAction[] = [];
  show(
    <section class="card wide">
      <QuickActionForm
        {...{ catalog, connection, people, form: { ...emptyForm('own'), ...form } }}
        fields={actionFields(catalog.customFields, connection)}
        title="New quick action"
        onSave={(action) => saved.push(action)}
        onCancel={() => {}}
      />
    </section>,
    'options',
  );
  return saved;
}

/** Shows the section with three own actions and a preset one, and returns its current state. */
export function showSection() {
  const own = signal([warmer, later, stale]);
  const slots = signal<(string | null)[]>([null, null, null, null]);
  const file = signal<File | null>(null);
  const toListed = (action: QuickAction) => ({
    action,
    lines: describeAction(action, catalog, 'USD'),
    mismatch:
      action.id === 'stale'
        ? "This status doesn't exist in the deal's organization. Edit the quick action in Options."
        : '',
  });
  function Section() {
    return (
      <QuickActionsSection
        listed={own.value.map(toListed)}
        preset={[toListed(preset)]}
        isPresetDamaged={true}
        message=""
        isFull={false}
        onAdd={() => {}}
        onMove={(id, to) => {
          const moved = own.value.filter((each) => each.id === id);
          own.value = own.value.filter((each) => each.id !== id).toSpliced(to, 0, ...moved);
        }}
        onEdit={() => {}}
        onDuplicate={(action) => {
          own.value = [...own.value, { ...action, id: 'copy' }];
        }}
        onDelete={(action) => {
          own.value = own.value.filter((each) => each !== action);
        }}
        onExport={() => {}}
        onImport={(chosen) => {
          file.value = chosen;
        }}
      >
        <CommandKeys
          keys={[
            {
              command: '_execute_action',
              name: 'Open Quick Edit',
              shortcut: 'Alt+Shift+E',
              suggested: 'Alt+Shift+E',
            },
            { command: 'undo-last-change', name: 'Undo last change', shortcut: '', suggested: 'Alt+Shift+Z' },
            { command: 'quick-action-1', name: 'Quick action 1', shortcut: '', suggested: '' },
            { command: 'quick-action-2', name: 'Quick action 2', shortcut: 'Alt+2', suggested: '' },
          ]}
          slots={slots.value}
          choices={[
            { group: 'Your quick actions', actions: own.value.map(({ id, name }) => ({ id, name })) },
          ]}
          onBind={(slot, id) => {
            slots.value = slots.value.map((each, index) => (index === slot ? id : each));
          }}
          onOpenShortcuts={() => {}}
        />
      </QuickActionsSection>
    );
  }
  show(<Section />, 'options');
  return { own, slots, file };
}

/** Shows the import of a file with three actions, and returns the added actions. */
export function showImport(room = 10): QuickAction[][] {
  const added: QuickAction[][] = [];
  const lines = ['Confidence: +10%'];
  show(
    <ImportActions
      actions={[
        { action: warmer, lines, reason: '', isKnown: false },
        { action: later, lines, reason: '', isKnown: true },
        {
          action: stale,
          lines,
          reason: "This status doesn't exist in the deal's organization. Edit the quick action in Options.",
          isKnown: false,
        },
      ]}
      unreadable={2}
      room={room}
      onAdd={(actions) => added.push(actions)}
      onCancel={() => {}}
    />,
    'options',
  );
  return added;
}
