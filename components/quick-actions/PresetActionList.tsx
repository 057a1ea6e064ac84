import type { QuickAction } from '../../lib/model/quick-action.ts';
import type { ListedAction } from '../../lib/options/quick-actions.ts';
import { text } from '../../lib/wording/text.ts';
import { DuplicateButton } from '../ui/DuplicateButton.tsx';
import { ActionSummary } from './ActionSummary.tsx';

type Props = {
  listed: readonly ListedAction[];
  /** Whether the user's list of quick actions is full. */
  isFull: boolean;
  onDuplicate(action: QuickAction): void;
};

/** Renders an administrator's quick actions read-only, in their order, each with a copy button. */
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
