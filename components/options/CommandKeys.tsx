import type { CommandKey, SlotChoices } from '../../lib/options/command-keys.ts';
import { text } from '../../lib/wording/text.ts';

type Props = {
  keys: readonly CommandKey[];
  slots: readonly (string | null)[];
  choices: SlotChoices;
  onBind(slot: number, actionId: string | null): void;
  onOpenShortcuts(): void;
};

/** Renders the keyboard commands with their current shortcuts, and the quick action of each slot. */
export function CommandKeys({ keys, slots, choices, onBind, onOpenShortcuts }: Props) {
  const actionIds = choices.flatMap(({ actions }) => actions.map(({ id }) => id));
  return (
    <>
      <h3 id="keys">{text('keys')}</h3>
      <ul class="keys">
        {keys.map(({ command, name, shortcut, suggested }) => {
          const slot = Number(/^quick-action-(\d)$/.exec(command)?.[1] ?? 0);
          const bound = slots[slot - 1] ?? '';
          return (
            <li key={command}>
              {slot > 0 ? (
                <label>
                  <span class="key-name">{name}</span>
                  <span class="control">
                    <select
                      value={bound}
                      onChange={({ currentTarget: { value } }) => onBind(slot - 1, value || null)}
                    >
                      <option value="">{text('slotNone')}</option>
                      {bound !== '' && !actionIds.includes(bound) && (
                        <option value={bound}>{text('slotGone')}</option>
                      )}
                      {choices.map(({ group, actions }, place) => (
                        <optgroup key={place} label={group}>
                          {actions.map((action) => (
                            <option key={action.id} value={action.id}>
                              {action.name}
                            </option>
                          ))}
                        </optgroup>
                      ))}
                    </select>
                  </span>
                </label>
              ) : (
                <span class="grow">{name}</span>
              )}
              {shortcut ? (
                <kbd>{shortcut}</kbd>
              ) : (
                <span class="meta">{suggested ? text('keyTaken', suggested) : text('keyNone')}</span>
              )}
            </li>
          );
        })}
      </ul>
      <p>
        <button type="button" class="button" onClick={onOpenShortcuts}>
          {text('openShortcuts')}
        </button>
      </p>
    </>
  );
}
