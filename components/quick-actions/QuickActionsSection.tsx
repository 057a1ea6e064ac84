import type { ComponentChildren } from 'preact';
import type { QuickAction } from '../../lib/model/quick-action.ts';
import { text } from '../../lib/wording/text.ts';
import { FileButton } from '../ui/FileButton.tsx';
import type { ListedAction } from './ActionSummary.tsx';
import { PresetActionList } from './PresetActionList.tsx';
import { QuickActionList } from './QuickActionList.tsx';

type Props = {
  listed: readonly ListedAction[];
  /** Those that an administrator presets. */
  preset: readonly ListedAction[];
  /** Some that an administrator presets cannot be read. */
  isPresetDamaged: boolean;
  /** How the last thing ended. */
  told: string;
  /** Given right after something was deleted. */
  onUndoDelete?: (() => void) | undefined;
  /** No more fit. */
  isFull: boolean;
  /** Given once the organisation's fields are known. */
  onAdd?: (() => void) | undefined;
  onMove(id: string, to: number): void;
  onEdit(action: QuickAction): void;
  onDuplicate(action: QuickAction): void;
  onDelete(action: QuickAction): void;
  onExport(): void;
  onImport(file: File): void;
  /** The keyboard commands, and a dialog while one is open. */
  children: ComponentChildren;
};

/** The options page's quick actions: to make, change, order, carry away and bind to keys. */
export function QuickActionsSection(props: Props) {
  const { listed, preset, isPresetDamaged, told, onUndoDelete, isFull, onAdd, onExport, onImport, children } =
    props;
  return (
    <section class="card wide">
      <h2 class="title" id="quick-actions">
        {text('quickActions')}
      </h2>
      <p class="meta">{text('quickActionsHint')}</p>
      {isPresetDamaged && <p class="misfit">{text('presetActionsDamaged')}</p>}
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
        {told && <p class="grow">{told}</p>}
        {onUndoDelete && (
          <button type="button" class="button" onClick={onUndoDelete}>
            {text('undo')}
          </button>
        )}
      </div>
      {children}
    </section>
  );
}
