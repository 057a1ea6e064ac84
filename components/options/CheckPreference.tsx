import { useId } from 'preact/hooks';
import { text } from '../../lib/wording/text.ts';

type Props = {
  name: string;
  hint: string;
  isChecked: boolean;
  /** Whether an administrator has preset it. */
  isLocked?: boolean;
  onChange(isChecked: boolean): void;
};

/** Renders a preference with two states. */
export function CheckPreference({ name, hint, isChecked, isLocked = false, onChange }: Props) {
  const id = useId();
  return (
    <label class="preference">
      <input
        type="checkbox"
        disabled={isLocked}
        checked={isChecked}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        <span id={`${id}-name`}>{name}</span>
        <small id={`${id}-hint`}>{hint}</small>
        {isLocked && <ManagedHint />}
      </span>
    </label>
  );
}

/** Says that the organization's administrator has preset a setting. */
export function ManagedHint() {
  return <small class="managed">{text('presetHint')}</small>;
}
