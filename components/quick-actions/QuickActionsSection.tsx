import type { ComponentChildren } from 'preact';
import type { QuickAction } from '../../lib/model/quick-action.ts';
import type { ListedAction } from '../../lib/options/quick-actions.ts';
import { text } from '../../lib/wording/text.ts';
import { FileButton } from '../ui/FileButton.tsx';
import { PresetActionList } from './PresetActionList.tsx';
import { QuickActionList } from './QuickActionList.tsx';

type Props = {
  listed: readonly ListedAction[];
  /** The quick actions that an administrator has preset. */
  preset: readonly ListedAction[];
  /** Whether some preset quick actions are invalid. */
  isPresetDamaged: boolean;
  /** The result of the last action. */
  message: string;
  /** Restores a deleted quick action; present only right after deleting. */
  onUndoDelete?: (() => void) | undefined;
  /** Whether the list is full. */
  isFull: boolean;
  /** Opens the form; present once the organization's fields are loaded. */
  onAdd?: (() => void) | undefined;
  onMove(id: string, to: number): void;
  onEdit(action: QuickAction): void;
  onDuplicate(action: QuickAction): void;
  onDelete(action: QuickAction): void;
  onExport(): void;
  onImport(file: File): void;
  /** The keyboard commands, and the open dialog, if any. */
  children: ComponentChildren;
};

/** Renders the quick actions of the options page: add, edit, reorder, export, import, bind to keys. */
export function QuickActionsSection(props: Props) {
  const {
    listed,
    preset,
    isPresetDamaged,
    message,
    onUndoDelete,
    isFull,
    onAdd,
    onExport,
    onImport,
    children,
  } = props;
  return (
    <div class="card wide">
      {isPresetDamaged && <p class="mismatch">{text('presetActionsDamaged')}</p>}
      {preset.length > 0 && <PresetActionList {...props} listed={preset} />}
      {listed.length > 0 && <QuickActionList {...props} />}
      <div class="bar">
        <button type="button" class="button primary" disabled={!onAdd || isFull} onClick={onAdd}>
          {text('addAction')}
        </button>
        <span class="grow" />
        <FileButton name={text('importActions')} isDisabled={!onAdd} onChoose={onImport} />
        <button type="button" class="button" disabled={listed.length === 0} onClick={onExport}>
          {text('exportActions')}
        </button>
      </div>
      <div role="status" class="row">
        {message && <p class="grow">{message}</p>}
        {onUndoDelete && (
          <button type="button" class="button" onClick={onUndoDelete}>
            {text('undo')}
          </button>
        )}
      </div>
      {children}
    </div>
  );
}
