import type { DealList as List } from '../../lib/messaging/contract.ts';
import type { Opportunity } from '../../lib/model/opportunity.ts';
import { findStatus } from '../../lib/opportunity/opportunity.ts';
import { valueIn } from '../../lib/opportunity/values.ts';
import { isolate } from '../../lib/wording/isolate.ts';
import { formatPercent } from '../../lib/wording/percent.ts';
import { text } from '../../lib/wording/text.ts';
import { remarkOf } from './deal-remark.ts';
import { summaryOf } from './deal-summary.ts';
import { HighlightedText } from './HighlightedText.tsx';
import { NumberedList, NumberKey } from './NumberedList.tsx';

type Props = {
  list: List;
  showsLead: boolean;
  /** What was typed to find the deals, marked in each; "" if they were not searched for. */
  typed: string;
  onChoose(opportunity: Opportunity): void;
};

/** Renders deals to choose from; the last used one is preselected. */
export function DealList({ list, showsLead, typed, onChoose }: Props) {
  const { opportunities, catalog, lastUsedId, organizations, foundBy, foundByPerson } = list;
  const lastUsed = opportunities.findIndex(({ id }) => id === lastUsedId);
  return (
    <NumberedList name="opportunities" preselected={Math.max(lastUsed, 0)}>
      {opportunities.map((opportunity, index) => {
        const found = findStatus(catalog.pipelines, valueIn(opportunity.values, 'status_id'));
        const { amount, rest } = summaryOf(opportunity, found);
        const confidence = valueIn(opportunity.values, 'confidence');
        const details = rest.slice(1);
        if (typeof confidence === 'number') details.splice(1, 0, formatPercent(confidence));
        const remark = remarkOf(opportunity, catalog);
        const organization = showsLead && organizations?.[opportunity.organizationId];
        return (
          <li key={opportunity.id}>
            <button type="button" class="deal" onClick={() => onChoose(opportunity)}>
              <NumberKey index={index} />
              <span class="grow">
                {showsLead && (
                  <bdi class="lead">
                    <HighlightedText text={opportunity.leadName || text('noLeadName')} typed={typed} />
                  </bdi>
                )}
                <span>
                  {amount} {rest[0]}
                </span>
                <small>
                  {[...details, ...(organization ? [organization] : [])].map((part, place) => (
                    <bdi key={place}>{part}</bdi>
                  ))}
                  {index === lastUsed && <bdi>{text('lastUsed')}</bdi>}
                  {opportunity.isStalled && <bdi class="stalled">{text('stalled')}</bdi>}
                </small>
                {foundByPerson?.[opportunity.id] && (
                  <small>{text('foundByPerson', isolate(foundByPerson[opportunity.id] ?? ''))}</small>
                )}
                {remark && (
                  <small class="remark">
                    <q>{remark}</q>
                  </small>
                )}
                {foundBy?.[opportunity.id] && (
                  <small>
                    <bdi>
                      <HighlightedText text={foundBy[opportunity.id] ?? ''} typed={typed} />
                    </bdi>
                  </small>
                )}
              </span>
              <bdi class={`pill ${found?.status.type ?? ''}`}>{found?.status.label}</bdi>
            </button>
          </li>
        );
      })}
    </NumberedList>
  );
}
