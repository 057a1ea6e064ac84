import type { DealView } from '../../lib/model/deal-view.ts';
import type { Values } from '../../lib/model/field-value.ts';
import { leadAddress } from '../../lib/opportunity/lead-address.ts';
import { findStatus } from '../../lib/opportunity/opportunity.ts';
import { valueIn } from '../../lib/opportunity/values.ts';
import { text } from '../../lib/wording/text.ts';
import { summaryOf } from '../find/deal-summary.ts';
import type { Actions } from './actions.ts';

type Props = { view: DealView; values: Values; actions: Actions };

/** Renders the deal's lead, value and organization, and the links that leave the editor. */
export function DealHeader({ view, values, actions }: Props) {
  const { opportunity, catalog, organizations } = view;
  const organization = organizations?.[opportunity.organizationId];
  const status = findStatus(catalog.pipelines, valueIn(values, 'status_id'));
  const { amount, rest } = summaryOf({ ...opportunity, values }, status);
  return (
    <header>
      <div class="row">
        <h1 dir="auto">
          <bdi>{opportunity.leadName || text('noLeadName')}</bdi>
        </h1>
        <IconButton
          name={text('openInClose')}
          icon="↗"
          onClick={() => actions.openTab(leadAddress(opportunity.leadId))}
        />
        {actions.pin && <IconButton name={text('pinDeal')} icon="⚲" onClick={actions.pin} />}
        {actions.keepOpen && <IconButton name={text('keepOpen')} icon="◨" onClick={actions.keepOpen} />}
        <IconButton name={text('refresh')} icon="↻" onClick={actions.refresh} />
        <IconButton name={text('options')} icon="⚙" onClick={actions.openOptions} />
      </div>
      <p class="meta">
        <b>{amount}</b>{' '}
        {[...rest, ...(organization ? [organization] : [])].map((part, place) => (
          <bdi key={place}>{part}</bdi>
        ))}
      </p>
    </header>
  );
}

function IconButton({ name, icon, onClick }: { name: string; icon: string; onClick(): void }) {
  return (
    <button type="button" class="icon" aria-label={name} title={name} onClick={onClick}>
      <span aria-hidden="true">{icon}</span>
    </button>
  );
}
