import type { ListedAction } from '../../lib/options/quick-actions.ts';

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
