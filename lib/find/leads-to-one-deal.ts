import { freemail } from '../detection/freemail.ts';
import { domainOf } from '../detection/mail-addresses.ts';
import type { DealList } from '../messaging/contract.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { PagePeople } from '../model/page-people.ts';
import { chooseOpportunity } from '../opportunity/order.ts';

/**
 * Returns the deal to open without asking: the only active one of the only lead that was found, if every address of the page
 * led to it or belongs to a colleague there, and every organization answered. Zero wrong openings is the promise.
 */
export function leadsToOneDeal(list: DealList, { addresses, count }: PagePeople): Opportunity | undefined {
  const { opportunities, foundByPerson = {}, unanswered = [], catalog } = list;
  const leads = new Set(opportunities.map(({ leadId }) => leadId));
  if (leads.size !== 1 || unanswered.length > 0 || count > addresses.length) return undefined;
  const by = Object.values(foundByPerson);
  const companies = new Set(by.map(domainOf).filter((domain) => !freemail.has(domain)));
  const leadsThere = (address: string) => by.includes(address) || companies.has(domainOf(address));
  if (!addresses.every(leadsThere)) return undefined;
  const deal = chooseOpportunity(list, catalog.pipelines);
  // A closed deal is not opened by a person's name alone.
  const isActive =
    deal &&
    catalog.pipelines.some(({ statuses }) =>
      statuses.some(({ id, type }) => id === deal.values.status_id && type === 'active'),
    );
  return isActive ? deal : undefined;
}
