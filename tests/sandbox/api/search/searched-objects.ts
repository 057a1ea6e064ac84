import type { Contact, Lead, World } from '../../types.ts';
import { type Caller, findLead } from '../access.ts';
import { answerLead } from '../list-leads.ts';
import { answerOpportunity } from '../opportunity-answer.ts';

export type FieldKind = 'text' | 'choice' | 'user' | 'number' | 'moment';

/** The fields that each kind of object can be filtered by. */
export const SEARCHED_FIELDS: Record<string, Record<string, FieldKind>> = {
  lead: {
    ...{ name: 'text', display_name: 'text', description: 'text', url: 'text' },
    ...{ date_created: 'moment', date_updated: 'moment' },
  },
  contact: { name: 'text', title: 'text', lead_id: 'choice' },
  contact_email: { email: 'text' },
  contact_phone: { phone: 'text' },
  opportunity: {
    ...{ status_type: 'choice', user_id: 'user', note: 'text', value: 'number', confidence: 'number' },
    ...{ date_won: 'moment', date_updated: 'moment' },
  },
};

/** The relations that a query may follow, in the directions in use. */
const RELATIONS: Record<string, string[]> = {
  lead: ['contact', 'contact_email', 'contact_phone', 'opportunity'],
  contact: ['contact_email', 'contact_phone', 'lead'],
  opportunity: ['lead'],
};

/** One object that a query can match: `fields` are compared, `answer` is sent. */
export type SearchedObject = {
  type: string;
  id: string;
  fields: Record<string, unknown>;
  answer: Record<string, unknown>;
  related(type: string): SearchedObject[];
};

export function isRelation(from: string, to: string): boolean {
  return RELATIONS[from]?.includes(to) ?? false;
}

/** Lists the leads or opportunities that the caller can see, as lists see them, which may lag behind. */
export function listSearched(world: World, caller: Caller, type: string): SearchedObject[] {
  const leads = [...world.leads.values()]
    .filter(({ id }) => findLead(world, caller, id))
    .map((lead) => toLead(world, lead));
  return type === 'lead' ? leads : leads.flatMap((lead) => lead.related(type));
}

function toLead(world: World, lead: Lead): SearchedObject {
  const answer = answerLead(world, lead);
  const self: SearchedObject = {
    ...{ type: 'lead', id: lead.id, fields: answer, answer },
    related(type) {
      if (type === 'opportunity') return opportunitiesOf(world, self);
      const contacts = lead.contacts.map((contact) => toContact(contact, self));
      return type === 'contact' ? contacts : contacts.flatMap((contact) => contact.related(type));
    },
  };
  return self;
}

function toContact(contact: Contact, lead: SearchedObject): SearchedObject {
  const { id, name, title, email, phone } = contact;
  const fields = { id, name, title, lead_id: lead.id };
  const simple = (type: string, more: Record<string, unknown>): SearchedObject => ({
    ...{ type, id: `${id}-${type}`, fields: more, answer: more, related: () => [] },
  });
  const byType: Record<string, SearchedObject[]> = {
    lead: [lead],
    contact_email: [simple('contact_email', { email })],
    contact_phone: phone === '' ? [] : [simple('contact_phone', { phone })],
  };
  return { type: 'contact', id, fields, answer: fields, related: (type) => byType[type] ?? [] };
}

function opportunitiesOf(world: World, lead: SearchedObject): SearchedObject[] {
  return [...(world.laggingOpportunities ?? world.opportunities).values()]
    .filter(({ leadId }) => leadId === lead.id)
    .map((opportunity) => ({
      type: 'opportunity',
      id: opportunity.id,
      // The keys that a sparse answer lacks can still be searched.
      fields: answerOpportunity(world, { ...opportunity, lacks: [] }),
      answer: answerOpportunity(world, opportunity),
      related: (type) => (type === 'lead' ? [lead] : []),
    }));
}
