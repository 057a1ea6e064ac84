import { sampleFacts } from '../../../lib/sample/sample-facts.ts';
import type { Contact, Lead } from '../types.ts';
import { ids } from './ids.ts';

const LONG_NAME =
  'The Amalgamated Society of Independent Harbour Pilots, Lighthouse Keepers and Tidal Surveyors of the Northern and Western Approaches';

function contact(id: string, name: string, title: string, phone = ''): Contact {
  const mailbox = name.toLowerCase().replace(/[^a-z]+/g, '.');
  return { id, name, title, email: `${mailbox}@customer.example.com`, phone };
}

function lead(id: string, name: string, details: Partial<Lead> = {}): Lead {
  const organizationId = ids.organizations.alder;
  return {
    id,
    organizationId,
    name,
    description: '',
    url: '',
    contacts: [],
    hiddenFromRoles: [],
    ...details,
  };
}

/** Companies of both organizations, with the names that break careless pages: long, right-to-left, emoji, markup. */
export function seedLeads(): Lead[] {
  const inBryggen = { organizationId: ids.organizations.bryggen };
  return [
    lead(ids.leads.sample, sampleFacts.marlow.lead, {
      description: 'Builds sorting arms for small warehouses.',
      url: 'https://www.marlow-robotics.example.com/',
      contacts: [
        contact(ids.contacts.sampleFirst, sampleFacts.marlow.contacts[0], 'Founder', '+49 30 5550142'),
        contact(ids.contacts.sampleSecond, sampleFacts.marlow.contacts[1], 'Head of operations'),
      ],
    }),
    lead(ids.leads.threeDeals, sampleFacts.halden.lead, {
      description: 'Regional grocer, 14 shops.',
      contacts: [contact(ids.contacts.other, sampleFacts.halden.contacts[0], 'Buyer')],
    }),
    lead(ids.leads.sixtyDeals, 'Northgate Logistics', { description: 'Freight, many depots, many deals.' }),
    lead(ids.leads.noDeals, 'Quiet Harbor Studio'),
    lead(ids.leads.rightToLeft, 'شركة النخيل للتجارة (الفرع 2)'),
    lead(ids.leads.longName, LONG_NAME),
    lead(ids.leads.emoji, '🌻 Sunfield Co-op 🚜'),
    lead(ids.leads.markup, '<img src=x onerror=alert(1)>'),
    lead(ids.leads.oddities, 'Tillbury Works', {
      description: 'A deal for each unusual state.',
      contacts: [
        contact(ids.contacts.oddFirst, 'Mara Tillbury', 'Owner'),
        contact(ids.contacts.oddSecond, 'Ned Oakes', 'Accounts'),
      ],
    }),
    lead(ids.leads.hidden, 'Veiled Partners', { hiddenFromRoles: ['restricteduser'] }),
    lead(ids.leads.bryggen, 'Fjordlys AS', inBryggen),
    lead(ids.leads.bryggenSecond, 'Nordvik Kaffe', inBryggen),
  ];
}
