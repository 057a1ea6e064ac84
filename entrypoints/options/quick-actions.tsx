import { CommandKeys } from '../../components/options/CommandKeys.tsx';
import { ImportActions } from '../../components/quick-actions/ImportActions.tsx';
import { QuickActionForm } from '../../components/quick-actions/QuickActionForm.tsx';
import { QuickActionsSection } from '../../components/quick-actions/QuickActionsSection.tsx';
import type { CommandKeysModel } from '../../lib/options/command-keys.ts';
import type { QuickActionsModel } from '../../lib/options/quick-actions.ts';
import { text } from '../../lib/wording/text.ts';
import { openShortcuts } from './browser-access.ts';

type Props = { actions: QuickActionsModel; keys: CommandKeysModel };

/** Connects the section of quick actions and their keys to its models. */
export function QuickActions({ actions, keys }: Props) {
  return (
    <QuickActionsSection
      listed={actions.listed.value}
      preset={actions.preset.value}
      isPresetDamaged={actions.isPresetDamaged.value}
      message={actions.message.value}
      isFull={actions.isFull.value}
      onUndoDelete={actions.canUndo.value ? () => void actions.undoRemove() : undefined}
      onAdd={actions.organization.value ? actions.add : undefined}
      onMove={(id, to) => void actions.move(id, to)}
      onEdit={actions.edit}
      onDuplicate={(action) => void actions.duplicate(action)}
      onDelete={(action) => void actions.remove(action)}
      onExport={actions.exportFile}
      onImport={(file) => void actions.openFile(file)}
    >
      <CommandKeys
        keys={keys.keys.value}
        slots={actions.slots.value}
        choices={actions.choices.value}
        onBind={(slot, actionId) => void actions.bind(slot, actionId)}
        onOpenShortcuts={openShortcuts}
      />
      <Dialog actions={actions} />
    </QuickActionsSection>
  );
}

function Dialog({ actions }: { actions: QuickActionsModel }) {
  const dialog = actions.dialog.value;
  const organization = actions.organization.value;
  if (!dialog || !organization) return null;
  if (dialog.kind === 'import')
    return (
      <ImportActions
        actions={dialog.actions}
        unreadable={dialog.unreadable}
        room={dialog.room}
        onAdd={(chosen) => void actions.addAll(chosen)}
        onCancel={actions.closeDialog}
      />
    );
  const users = actions.users.value;
  return (
    <QuickActionForm
      fields={organization.fields}
      catalog={organization.catalog}
      connection={organization.connection}
      people={{
        options: users?.map(({ id, name }) => ({ value: id, name })) ?? [],
        emptyHint: actions.usersMessage.value || text(users ? 'noChoices' : 'readingChoices'),
        nameOf: (id) => users?.find((each) => each.id === id)?.name ?? id,
        onOpen: () => void actions.readUsers(),
      }}
      form={dialog.form}
      title={text(dialog.isNew ? 'addAction' : 'editAction')}
      onSave={(action) => void actions.save(action)}
      onCancel={actions.closeDialog}
    />
  );
}
