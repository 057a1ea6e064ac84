import type { ComponentChildren } from 'preact';

export type Choice = {
  id: string;
  name: string;
  isChosen: boolean;
  className?: string;
  content: ComponentChildren;
};

type Props = {
  name: string;
  className: string;
  choices: Choice[];
  /** Choices that stand apart from the others, at the end. */
  lastChoices?: Choice[];
  /** Folds the choices into one line: what lies below that line and unfolds it. */
  line?: ComponentChildren;
  /** The id of the element that says why the group is disabled. */
  lockNoteId?: string | undefined;
  onChoose(id: string): void;
};

/**
 * Renders a radio group in which arrow keys only move the focus and Space or Enter chooses, because a choice saves at
 * once and moving through the choices must not save.
 */
export function ChoiceGroup({
  name,
  className,
  choices,
  lastChoices = [],
  line,
  lockNoteId,
  onChoose,
}: Props) {
  const all = [...choices, ...lastChoices];
  const entry = all.find(({ isChosen }) => isChosen) ?? all[0];
  const radioOf = (choice: Choice) => (
    // biome-ignore lint/a11y/useSemanticElements: native radios choose on arrow keys
    <button
      key={choice.id}
      type="button"
      role="radio"
      aria-label={choice.name}
      aria-checked={choice.isChosen}
      aria-disabled={lockNoteId !== undefined}
      tabIndex={choice === entry ? 0 : -1}
      class={choice.className}
      onClick={() => onChoose(choice.id)}
    >
      {choice.content}
    </button>
  );
  return (
    <div
      role="radiogroup"
      aria-label={name}
      aria-describedby={lockNoteId}
      class={className}
      onKeyDown={moveFocus}
    >
      {line ? (
        <div class="folded control">
          <div class="stages">{choices.map(radioOf)}</div>
          {line}
        </div>
      ) : (
        choices.map(radioOf)
      )}
      {lastChoices.length > 0 && <span class="apart">{lastChoices.map(radioOf)}</span>}
    </div>
  );
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const radios = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')];
  const at = radios.indexOf(event.target as HTMLElement);
  const ends: Record<string, number> = { Home: 0, End: radios.length - 1 };
  const to = ends[event.key] ?? (at + (steps[event.key] ?? 0) + radios.length) % radios.length;
  if (at < 0 || !(event.key in steps || event.key in ends)) return;
  event.preventDefault();
  radios[to]?.focus();
}
