import type { QuickAction } from '../../lib/model/quick-action.ts';

/** Pairs a quick action with its description and with why it no longer applies, "" if it applies. */
export type ListedAction = { action: QuickAction; lines: string[]; mismatch: string };

/** Renders a quick action's name and description in a list. */
export function ActionSummary({ action, lines, mismatch }: ListedAction) {
  return (
    <div class="grow">
      <b>
        <bdi>{action.name}</bdi>
      </b>
      <p class="meta">
        {lines.map((line, place) => (
          <bdi key={place}>{line}</bdi>
        ))}
      </p>
      {mismatch && <p class="mismatch">{mismatch}</p>}
    </div>
  );
}
