import { text } from '../../lib/wording/text.ts';
import type { Actions } from './actions.ts';

type Props = { actions: Pick<Actions, 'openOptions'>; onClose(): void };

/** Renders the buttons below a sheet that only informs: to the options, and back. */
export function SheetBar({ actions, onClose }: Props) {
  return (
    <div class="bar">
      <span class="grow" />
      <button type="button" class="button" onClick={actions.openOptions}>
        {text('options')}
      </button>
      <button type="button" class="button primary" onClick={onClose}>
        {text('done')}
      </button>
    </div>
  );
}
