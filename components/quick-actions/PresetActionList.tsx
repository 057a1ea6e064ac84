import type { QuickAction } from '../../lib/model/quick-action.ts';
import { text } from '../../lib/wording/text.ts';
import { DuplicateButton } from '../ui/DuplicateButton.tsx';
import { ActionSummary, type ListedAction } from './ActionSummary.tsx';

type Props = {
  listed: readonly ListedAction[];
  /** No more own ones fit. */
  isFull: boolean;
  onDuplicate(action: QuickAction): void;
};

/** The quick actions that an administrator presets: as they are, in their order, to be copied and nothing else. */
export function PresetActionList({ listed, isFull, onDuplicate }: Props) {
  return (
    <ul class="changes actions" aria-label={text('presetActions')}>
      {listed.map((each) => (
        <li key={each.action.id}>
          <ActionSummary {...each} />
          <small class="meta">{text('presetHint')}</small>
          <DuplicateButton name={each.action.name} isFull={isFull} onPress={() => onDuplicate(each.action)} />
        </li>
      ))}
    </ul>
  );
}
