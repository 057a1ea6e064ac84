import { useEffect, useRef } from 'preact/hooks';
import type { DealList as List } from '../lib/messaging/contract.ts';
import { findStatus, type Opportunity } from '../lib/opportunity/opportunity.ts';
import { valueIn } from '../lib/opportunity/values.ts';
import { text } from '../lib/text.ts';
import { summaryOf } from './deal-summary.ts';

type Props = { list: List; showsLead: boolean; onChoose(opportunity: Opportunity): void };

/** Deals to choose from, by mouse, arrow keys or the number of their place. */
export function DealList({ list, showsLead, onChoose }: Props) {
  const { opportunities, catalog, organizations } = list;
  const element = useRef<HTMLUListElement>(null);
  useEffect(() => {
    element.current?.querySelector('button')?.focus();
  }, []);
  return (
    <ul
      ref={element}
      class="deals"
      aria-label={text('opportunities')}
      onKeyDown={(event) => onKey(event, opportunities, onChoose)}
    >
      {opportunities.map((opportunity, index) => {
        const found = findStatus(catalog.pipelines, valueIn(opportunity.values, 'status_id'));
        const { amount, rest } = summaryOf(opportunity, found);
        const organization = showsLead && organizations?.[opportunity.organizationId];
        return (
          <li key={opportunity.id}>
            <button type="button" class="deal" onClick={() => onChoose(opportunity)}>
              <span class="place">{index < 9 && index + 1}</span>
              <span class="grow">
                {showsLead && <bdi class="lead">{opportunity.leadName || text('noLeadName')}</bdi>}
                <span>
                  {amount} {rest[0]}
                </span>
                <small>
                  {[...rest.slice(1), ...(organization ? [organization] : [])].map((part) => (
                    <bdi key={part}>{part}</bdi>
                  ))}
                </small>
              </span>
              <bdi class={`pill ${found?.status.type ?? ''}`}>{found?.status.label}</bdi>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function onKey(
  event: KeyboardEvent & { currentTarget: HTMLElement },
  opportunities: readonly Opportunity[],
  onChoose: (opportunity: Opportunity) => void,
): void {
  const chosen = /^[1-9]$/.test(event.key) ? opportunities[Number(event.key) - 1] : undefined;
  if (chosen) onChoose(chosen);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus();
}
