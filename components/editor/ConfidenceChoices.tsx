import { confidencePresets, expectedValue, parseConfidence } from '../../lib/opportunity/confidence.ts';
import { formatMoney } from '../../lib/opportunity/money.ts';
import { text } from '../../lib/wording/text.ts';
import { ChoiceGroup } from '../ui/ChoiceGroup.tsx';

type Props = {
  confidence: number | null;
  /** The text in the spin button. */
  typed: string;
  problem: string;
  /** In minor currency units; null if the deal has no value. */
  value: number | null;
  currency: string;
  isChanged: boolean;
  lockNoteId: string | undefined;
  onChoose(percent: number): void;
  onType(typed: string): void;
};

/** Renders presets that save with one click, and a number field for an exact percentage. */
export function ConfidenceChoices(props: Props) {
  const { confidence, typed, problem, value, currency, isChanged, lockNoteId, onChoose, onType } = props;
  const isLocked = lockNoteId !== undefined;
  return (
    <section>
      <h2>
        <span>{text('fieldConfidence')}</span>
        {value !== null && confidence !== null && (
          <span>{text('expected', formatMoney(expectedValue(value, confidence), currency))}</span>
        )}
      </h2>
      <div class="segments">
        <ChoiceGroup
          name={text('fieldConfidence')}
          className="segment-choices"
          lockNoteId={lockNoteId}
          choices={confidencePresets.map((percent) => ({
            id: String(percent),
            name: `${percent}%`,
            isChosen: percent === confidence,
            content: percent,
          }))}
          onChoose={(id) => onChoose(Number(id))}
        />
        <span class={isChanged ? 'exact changed' : 'exact'}>
          <input
            type="text"
            role="spinbutton"
            inputMode="numeric"
            autocomplete="off"
            aria-label={text('fieldConfidenceExact')}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={parseConfidence(typed) ?? undefined}
            aria-invalid={problem !== ''}
            aria-describedby={problem ? 'confidence-problem' : lockNoteId}
            value={typed}
            readOnly={isLocked}
            onInput={(event) => onType(event.currentTarget.value)}
            onKeyDown={(event) => !isLocked && step(event, typed, onType)}
          />
          <span aria-hidden="true">%</span>
        </span>
      </div>
      {problem && (
        <p id="confidence-problem" class="field-problem">
          {problem}
        </p>
      )}
    </section>
  );
}

const steps: Record<string, number> = { ArrowUp: 5, ArrowDown: -5 };

function step(event: KeyboardEvent, typed: string, onType: (typed: string) => void): void {
  const by = steps[event.key];
  const percent = parseConfidence(typed);
  if (by === undefined || percent === undefined) return;
  event.preventDefault();
  onType(String(Math.min(100, Math.max(0, percent + by))));
}
