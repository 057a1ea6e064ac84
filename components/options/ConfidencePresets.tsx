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
  const isInvalid = useSignal(false);
  return (
    <div class="preference choice">
      <label for={id}>
        {text('confidencePresets')}
        <small>{text('confidencePresetsHint')}</small>
        {isLocked && <ManagedHint />}
        {isInvalid.value && (
          <small id={`${id}-problem`} role="alert" class="field-problem">
            {text('confidencePresetsInvalid')}
          </small>
        )}
      </label>
      <input
        id={id}
        class="control"
        autocomplete="off"
        spellcheck={false}
        disabled={isLocked}
        value={presets.join(' ')}
        aria-invalid={isInvalid.value}
        aria-describedby={isInvalid.value ? `${id}-problem` : undefined}
        onChange={({ currentTarget }) => {
          const percents = parsePresets(currentTarget.value);
          isInvalid.value = percents === undefined;
          if (!percents) return;
          currentTarget.value = percents.join(' ');
          onChange(percents);
        }}
      />
    </div>
  );
}
