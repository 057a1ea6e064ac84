import { useComputed } from '@preact/signals';
import type { BulkEditModel } from '../../lib/bulk-edit/bulk-edit.ts';
import type { Pipeline } from '../../lib/model/pipeline.ts';
import type { QuickAction } from '../../lib/model/quick-action.ts';
import {
  confidenceActionId,
  findAction,
  plainActions,
  statusActionId,
} from '../../lib/quick-actions/built-in.ts';
import { formatPercent } from '../../lib/wording/percent.ts';
import { text } from '../../lib/wording/text.ts';

/** Lets the user pick the action to run: own, preset and built-in ones for the table's deals. */
export function ActionPicker({ deals }: { deals: BulkEditModel }) {
  const available = useComputed(() => {
    const pipelines = new Map<string, Pipeline>();
    const own = new Map<string, QuickAction>();
    const percents = new Set<number>();
    for (const { view } of deals.rows.value) {
      for (const pipeline of view.value?.organization.catalog.pipelines ?? [])
        pipelines.set(pipeline.id, pipeline);
      for (const action of view.value?.organization.quickActions ?? []) own.set(action.id, action);
      for (const percent of view.value?.organization.preferences.confidencePresets ?? [])
        percents.add(percent);
    }
    return { pipelines: [...pipelines.values()], own: [...own.values()], percents: [...percents] };
  });
  const { pipelines, own, percents } = available.value;
  return (
    <label class="action-picker">
      {text('manyAction')}
      <select
        class="control"
        value={deals.action.value?.id ?? ''}
        disabled={deals.run.value !== null}
        onChange={(event) => {
          deals.action.value = findAction(event.currentTarget.value, own) ?? null;
        }}
      >
        <option value="">{text('manyChoose')}</option>
        {own.length > 0 && (
          <optgroup label={text('quickActions')}>
            {own.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label={text('manyOther')}>
          {plainActions.map(({ id, name }) => (
            <option key={id} value={id}>
              {text(name)}
            </option>
          ))}
        </optgroup>
        {pipelines.map(({ id, name, statuses }) => (
          <optgroup key={id} label={`${text('menuSetStatus')}: ${name}`}>
            {statuses.map((status) => (
              <option key={status.id} value={statusActionId(status.id)}>
                {text('setStatusTo', status.label)}
              </option>
            ))}
          </optgroup>
        ))}
        <optgroup label={text('menuSetConfidence')}>
          {percents.map((percent) => (
            <option key={percent} value={confidenceActionId(percent)}>
              {text('setConfidenceTo', formatPercent(percent))}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}
