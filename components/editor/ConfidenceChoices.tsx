import { expectedValue, parseConfidence } from '../../lib/opportunity/confidence.ts';
import { formatMoney } from '../../lib/opportunity/money.ts';
import { formatPercent } from '../../lib/wording/percent.ts';
import { text } from '../../lib/wording/text.ts';
import { ChoiceGroup } from '../ui/ChoiceGroup.tsx';

type Props = {
  confidence: number | null;
  /** The percentages to offer. */
  presets: readonly number[];
  /** The text in the spin button. */
  typed: string;
  problem: string;
  /** In minor currency units; null if the deal has no value. */
  value: number | null;
  currency: string;
  isChanged: boolean;
  /** Whether the choice is not saved yet. */
  isWaiting: boolean;
  lockNoteId: string | undefined;
  onChoose(percent: number): void;
  onType(typed: string): void;
  /** Saves what was typed. */
  onEnter(): void;
};

/** Renders presets that save with one click, and a number field for an exact percentage. */
export function ConfidenceChoices(props: Props) {
  const {
    confidence,
    presets,
    typed,
    problem,
    value,
    currency,
    isChanged,
    isWaiting,
    lockNoteId,
    onChoose,
    onType,
    onEnter,
  } = props;
  const isLocked = lockNoteId !== undefined;
  return (
    <section class={isWaiting ? 'unsent' : ''}>
      <div class="head">
        <h2>{text('fieldConfidence')}</h2>
        {value !== null && confidence !== null && (
          <span class="caption">
            {text('expected', formatMoney(expectedValue(value, confidence), currency))}
          </span>
        )}
      </div>
      <div class="segments">
        <ChoiceGroup
          name={text('fieldConfidence')}
          className="segment-choices"
          lockNoteId={lockNoteId}
          choices={presets.map((percent) => ({
            id: String(percent),
            name: formatPercent(percent),
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
            onKeyDown={(event) => {
              if (isLocked || event.ctrlKey || event.metaKey) return;
              if (event.key === 'Enter') onEnter();
              else step(event, typed, onType);
            }}
            onBlur={(event) => isLeft(event) && onEnter()}
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

// The buttons of the bar and the presets decide about the typed percentage themselves, and a window in the background
// keeps it as typed.
function isLeft({ relatedTarget }: FocusEvent): boolean {
  const isForButton = relatedTarget instanceof Element && relatedTarget.closest('.status-bar, .segments');
  return !isForButton && document.hasFocus();
}

const steps: Record<string, number> = { ArrowUp: 5, ArrowDown: -5 };

function step(event: KeyboardEvent, typed: string, onType: (typed: string) => void): void {
  const by = steps[event.key];
  const percent = parseConfidence(typed);
  if (by === undefined || percent === undefined) return;
  event.preventDefault();
  onType(String(Math.min(100, Math.max(0, percent + by))));
}
