import { chooseReference } from '../../../lib/detection/references.ts';
import type { DealList, LeadView, Opening, Unread } from '../../../lib/messaging/contract.ts';
import type { Values } from '../../../lib/model/field-value.ts';
import type { Intent } from '../../../lib/model/intent.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import type { PagePeople } from '../../../lib/model/page-people.ts';
import type { Reference } from '../../../lib/model/reference.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { chooseOpportunity } from '../../../lib/opportunity/order.ts';
import { sampleOpportunity } from '../../unit/samples/deal.ts';
import { type Background, scriptedBackground } from '../harness/scripted-background.ts';
import { dealView, defaultValues } from './deals.ts';

/** Returns the id of a fictional deal or lead. */
export const idOf = (kind: 'oppo' | 'lead', number: number) => `${kind}_${String(number).padStart(43, '0')}`;

export const lead: Reference = { kind: 'lead', id: idOf('lead', 1), foundIn: 'address' };

/** Creates the deals of a lead. Their values are $1, $2 and so on. */
export function deals(count: number, values: Values = {}, more: Partial<Opportunity> = {}): Opportunity[] {
  return Array.from({ length: count }, (_none, index) =>
    sampleOpportunity(
      { ...defaultValues, value: (index + 1) * 100, ...values },
      { id: idOf('oppo', index + 1), leadId: lead.id, ...more },
    ),
  );
}

/** The facts that the background knows about a tab. */
export type Tab = {
  address: string;
  references: Reference[];
  /** False if no organization is connected. */
  isConnected: boolean;
  intent: Intent | null;
  /** Whether reading the page took too long. */
  unread: Unread | null;
  people: PagePeople | null;
  looksUpAtOnce: boolean;
  /** The deals last opened or saved on this device. */
  recent: Opportunity[];
};

/** Creates the answer of the background for a lead with this list. */
export function leadView(list: Partial<DealList>): LeadView {
  const { catalog } = dealView();
  const all: DealList = { leadName: 'Marlow Robotics', opportunities: [], catalog, lastUsedId: '', ...list };
  const opportunity = chooseOpportunity(all, catalog.pipelines);
  return { list: all, view: opportunity ? { ...dealView(), opportunity } : null };
}

/** Creates a fake background with this tab and a lead with these deals. */
export function backgroundOf(tab: Partial<Tab>, opportunities: Opportunity[] = []) {
  const background = scriptedBackground(dealView());
  const leadName = opportunities[0]?.leadName ?? 'Marlow Robotics';
  const lead = leadView({ leadName, opportunities });
  background.answer('editor.open', () => openTab(background, tab));
  background.answer('lead.open', () => success(lead));
  background.answer('deals.find', () => success({ ...lead.list, leadName: '' }));
  background.answer('deal.open', ({ opportunityId }) => {
    const found = opportunities.find(({ id }) => id === opportunityId);
    return success({ ...dealView(), ...(found && { opportunity: found }) });
  });
  return background;
}

/** Answers `editor.open` like the real background, with the fake background's answers in place of Close. */
export async function openTab(background: Background, tab: Partial<Tab>): Promise<Result<Opening>> {
  const {
    address = 'https://app.close.com/',
    references = [],
    isConnected = true,
    intent = null,
    unread = null,
    people = null,
    looksUpAtOnce = false,
    recent = [],
  } = tab;
  if (!isConnected) return failure({ kind: 'not-connected' });
  const common = { address, intent };
  const recentList = leadView({ leadName: '', opportunities: recent }).list;
  if (intent?.find) return success({ ...common, shows: 'search', recent: recentList });
  const reference = intent?.reference ?? chooseReference(references);
  if (!reference && references.length > 0) return success({ ...common, shows: 'references', references });
  if (!reference)
    return success({
      ...common,
      shows: 'nothing',
      unread,
      people,
      looksUpAtOnce,
      recent: recentList,
    });
  if (reference.kind === 'lead') {
    const lead = await background.replyTo('lead.open', { leadId: reference.id });
    return lead.ok ? success({ ...common, shows: 'lead', reference, ...lead.value }) : lead;
  }
  const deal = await background.replyTo('deal.open', { opportunityId: reference.id, refresh: false });
  return deal.ok ? success({ ...common, shows: 'deal', reference, view: deal.value }) : deal;
}
