import type { QuickAction } from '../../lib/model/quick-action.ts';

/** A quick action as it is listed: what it does, and why it does not fit any more, "" where it does. */
export type ListedAction = { action: QuickAction; lines: string[]; misfit: string };

/** What is said of a quick action in a list. */
export function ActionSummary({ action, lines, misfit }: ListedAction) {
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
      {misfit && <p class="misfit">{misfit}</p>}
    </div>
  );
}
