import type { EditorOpening } from '../../../lib/messaging/contract.ts';
import type { Values } from '../../../lib/model/field-value.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import type { Reference } from '../../../lib/model/reference.ts';
import { success } from '../../../lib/model/result.ts';
import { sampleOpportunity } from '../../unit/samples/deal.ts';
import { scriptedBackground } from '../harness/scripted-background.ts';
import { connection, dealView, usualValues } from './deals.ts';

/** The id of a fictional deal or lead. */
export const idOf = (kind: 'oppo' | 'lead', place: number) => `${kind}_${String(place).padStart(43, '0')}`;

export const lead: Reference = { kind: 'lead', id: idOf('lead', 1), foundIn: 'address' };

/** As many deals of a lead as asked for; each has its place as its value in dollars. */
export function deals(count: number, values: Values = {}, more: Partial<Opportunity> = {}): Opportunity[] {
  return Array.from({ length: count }, (_none, index) =>
    sampleOpportunity(
      { ...usualValues, value: (index + 1) * 100, ...values },
      { id: idOf('oppo', index + 1), leadId: lead.id, ...more },
    ),
  );
}

/** A background that knows a page with these references, and a lead with these deals. */
export function backgroundOf(opening: Partial<EditorOpening>, opportunities: Opportunity[] = []) {
  const { catalog } = dealView();
  const background = scriptedBackground(dealView());
  const list = {
    leadName: opportunities[0]?.leadName ?? 'Marlow Robotics',
    opportunities,
    catalog,
    lastUsedId: '',
  };
  const address = 'https://app.close.com/';
  background.answer('editor.open', () =>
    success({ connection, address, references: [], intent: null, ...opening }),
  );
  background.answer('lead.open', () => success(list));
  background.answer('deals.find', () => success({ ...list, leadName: '' }));
  background.answer('deal.open', ({ opportunityId }) => {
    const found = opportunities.find(({ id }) => id === opportunityId);
    return success({ ...dealView(), ...(found && { opportunity: found }) });
  });
  return background;
}
