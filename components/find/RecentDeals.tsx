import type { DealList as List } from '../../lib/messaging/contract.ts';
import type { Opportunity } from '../../lib/model/opportunity.ts';
import { findStatus } from '../../lib/opportunity/opportunity.ts';
import { valueIn } from '../../lib/opportunity/values.ts';
import { formatPercent } from '../../lib/wording/percent.ts';
import { text } from '../../lib/wording/text.ts';
import { summaryOf } from './deal-summary.ts';
import { NumberedList, NumberKey } from './NumberedList.tsx';

type Props = { list: List; onChoose(opportunity: Opportunity): void };

/** Renders the deals last opened or saved on this device, each a button with a number key. */
export function RecentDeals({ list, onChoose }: Props) {
  const { opportunities, catalog, organizations } = list;
  if (opportunities.length === 0) return null;
  return (
    <div>
      <h2 class="line">{text('recentDeals')}</h2>
      <NumberedList name="recentDeals">
        {opportunities.map((opportunity, index) => {
          const found = findStatus(catalog.pipelines, valueIn(opportunity.values, 'status_id'));
          const { amount, closing } = summaryOf(opportunity, found);
          const confidence = valueIn(opportunity.values, 'confidence');
          const organization = organizations?.[opportunity.organizationId] ?? '';
          const percent = typeof confidence === 'number' ? formatPercent(confidence) : '';
          const parts = [amount, percent, closing, organization].filter((part) => part !== '');
          return (
            <li key={opportunity.id}>
              <button type="button" class="deal" onClick={() => onChoose(opportunity)}>
                <NumberKey index={index} />
                <span class="grow">
                  <bdi class="lead">{opportunity.leadName || text('noLeadName')}</bdi>
                  <small>
                    {parts.map((part, place) => (
                      <bdi key={place}>{part}</bdi>
                    ))}
                  </small>
                </span>
                <bdi class={`pill ${found?.status.type ?? ''}`}>{found?.status.label}</bdi>
              </button>
            </li>
          );
        })}
      </NumberedList>
    </div>
  );
}
