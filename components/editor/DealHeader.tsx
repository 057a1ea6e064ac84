import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import type { Values } from '../../lib/model/field-value.ts';
import { leadAddress } from '../../lib/opportunity/lead-address.ts';
import { findStatus } from '../../lib/opportunity/opportunity.ts';
import { valueIn } from '../../lib/opportunity/values.ts';
import { text } from '../../lib/wording/text.ts';
import { summaryOf } from '../find/deal-summary.ts';
import type { Actions } from './actions.ts';
import { Header } from './Header.tsx';

type Props = { deal: DealEditor; values: Values; actions: Actions };

/** Renders the deal's lead, value and organization, and the links that leave the editor. */
export function DealHeader({ deal, values, actions }: Props) {
  const { opportunity, catalog, organizations, preferences } = deal.view.value;
  const organization = organizations?.[opportunity.organizationId];
  const status = findStatus(catalog.pipelines, valueIn(values, 'status_id'));
  const { amount, rest } = summaryOf({ ...opportunity, values }, status);
  return (
    <Header
      title={opportunity.leadName || text('noLeadName')}
      address={leadAddress(opportunity.leadId)}
      keys="deal"
      hasSingleKeys={preferences.usesSingleKeys}
      several={[opportunity.leadId]}
      deal={deal}
      actions={actions}
    >
      <b>{amount}</b>{' '}
      {[...rest, ...(organization ? [organization] : [])].map((part, place) => (
        <bdi key={place}>{part}</bdi>
      ))}
    </Header>
  );
}
