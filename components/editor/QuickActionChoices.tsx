import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import { carryOut } from '../../lib/editor/quick-actions.ts';
import { findStatus } from '../../lib/opportunity/opportunity.ts';
import { valueIn } from '../../lib/opportunity/values.ts';
import { describeAction } from '../../lib/wording/describe-action.ts';
import { text } from '../../lib/wording/text.ts';

/** Renders the user's quick actions that apply to this deal; renders nothing if none does. */
export function QuickActionChoices({ deal }: { deal: DealEditor }) {
  const { opportunity, catalog, quickActions } = deal.view.value;
  const pipelineId =
    findStatus(catalog.pipelines, valueIn(deal.values.value, 'status_id'))?.pipeline.id ?? '';
  const applicable = quickActions.filter(
    ({ appliesTo: { organizationId, pipelineIds } }) =>
      (organizationId ?? opportunity.organizationId) === opportunity.organizationId &&
      (pipelineIds.length === 0 || pipelineIds.includes(pipelineId)),
  );
  if (applicable.length === 0) return null;
  return (
    <section>
      <h2>{text('quickActions')}</h2>
      <div class="steps">
        {applicable.map((action) => (
          <button
            key={action.id}
            type="button"
            class="step"
            title={describeAction(action, deal.words.value, opportunity.currency).join('\n')}
            onClick={() => void carryOut(deal, action)}
          >
            <bdi>{action.name}</bdi>
          </button>
        ))}
      </div>
    </section>
  );
}
