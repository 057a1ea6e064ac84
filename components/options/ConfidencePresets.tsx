import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { parsePresets } from '../../lib/opportunity/confidence.ts';
import { text } from '../../lib/wording/text.ts';
import { ManagedHint } from './CheckPreference.tsx';

type Props = {
  presets: readonly number[];
  isLocked: boolean;
  onChange(presets: number[]): void;
};

/** Renders the confidences to offer as a line of numbers, which is stored when the user leaves it. */
export function ConfidencePresets({ presets, isLocked, onChange }: Props) {
  const id = useId();
  // Kept as typed while it cannot be stored; null otherwise.
  const refused = useSignal<string | null>(null);
  const isInvalid = refused.value !== null;
  return (
    <div class="preference choice">
      <span>
        <label for={id}>{text('confidencePresets')}</label>
        <small id={`${id}-hint`}>{text('confidencePresetsHint')}</small>
        {isLocked && <ManagedHint />}
        {isInvalid && (
          <small id={`${id}-problem`} role="alert" class="field-problem">
            {text('confidencePresetsInvalid')}
          </small>
        )}
      </span>
      <input
        id={id}
        class="control"
        autocomplete="off"
        spellcheck={false}
        disabled={isLocked}
        value={refused.value ?? presets.join(' ')}
        aria-invalid={isInvalid}
        aria-describedby={isInvalid ? `${id}-problem` : `${id}-hint`}
        onChange={({ currentTarget }) => {
          const percents = parsePresets(currentTarget.value);
          refused.value = percents ? null : currentTarget.value;
          if (!percents) return;
          currentTarget.value = percents.join(' ');
          onChange(percents);
        }}
      />
    </div>
  );
}
