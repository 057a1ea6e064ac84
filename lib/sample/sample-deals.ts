import type { Catalog } from '../model/catalog.ts';
import type { Connection } from '../model/connection.ts';
import type { CustomField } from '../model/custom-field.ts';
import type { Values } from '../model/field-value.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { Person } from '../model/person.ts';
import { localDay } from '../opportunity/dates.ts';
import { sampleFacts } from './sample-facts.ts';

const { marlow, halden } = sampleFacts;

/** Ids like Close's, but plainly not real ones. */
const idOf = (kind: 'oppo' | 'lead', name: string) => `${kind}_${name.padEnd(43, 'Sample')}`.slice(0, 48);

export const marlowLead = idOf('lead', 'Marlow');
export const haldenLead = idOf('lead', 'Halden');

export const sampleConnection: Connection = {
  organizationId: 'orga_sample',
  organizationName: sampleFacts.organization,
  currency: 'USD',
  userId: 'user_ana',
  userName: sampleFacts.user,
  roleId: 'admin',
  editsOthers: true,
};

export const sampleUsers: Person[] = [
  { id: 'user_ana', name: sampleFacts.user },
  { id: 'user_sam', name: sampleFacts.colleague },
];

/** The contacts of a sample lead. */
export function sampleContacts(leadId: string): Person[] {
  const { contacts } = leadId === haldenLead ? halden : marlow;
  return contacts.map((name, index) => ({ id: `cont_${index}`, name }));
}

function customField(more: Pick<CustomField, 'id' | 'name'> & Partial<CustomField>): CustomField {
  return {
    ...{ type: 'text', description: '', choices: [], isMultiple: false },
    ...{ editableWithRoles: [], isConverting: false },
    ...more,
  };
}

export const sampleCatalog: Catalog = {
  pipelines: [
    {
      id: 'pipe_sales',
      name: 'Sales',
      statuses: [
        ...sampleFacts.sales.map((label, index) => ({ id: `stat_${index}`, label, type: 'active' as const })),
        { id: 'stat_won', label: 'Won', type: 'won' },
        { id: 'stat_lost', label: 'Lost', type: 'lost' },
      ],
    },
  ],
  customFields: [
    customField({
      ...{ id: 'cf_products', name: 'Products', type: 'choices', isMultiple: true },
      choices: [...sampleFacts.products],
    }),
    customField({ id: 'cf_step', name: 'Next step' }),
    customField({ id: 'cf_seats', name: 'Seats', type: 'number' }),
  ],
  readAt: 0,
};

/** Creates the sample deals, with close dates that lie ahead of `now`. */
export function createSampleDeals(now: Date): Opportunity[] {
  const inDays = (days: number) => localDay(new Date(now.getTime() + days * 86_400_000));

  function deal(name: string, leadId: string, values: Values): Opportunity {
    const isMarlow = leadId === marlowLead;
    return {
      id: idOf('oppo', name),
      leadId,
      leadName: isMarlow ? marlow.lead : halden.lead,
      organizationId: sampleConnection.organizationId,
      ownerName: sampleFacts.user,
      contactName: isMarlow ? marlow.contacts[0] : halden.contacts[0],
      currency: 'USD',
      valueFormatted: '',
      noteHtml: '',
      updatedAt: now.toISOString(),
      updatedById: 'user_sam',
      updatedByName: sampleFacts.colleague,
      values: { value_period: 'one_time', user_id: 'user_ana', contact_id: 'cont_0', ...values },
    };
  }

  const [first, second, won] = halden.deals;
  return [
    deal('Marlow', marlowLead, {
      ...{ status_id: 'stat_1', confidence: marlow.confidence, value: marlow.value, date_won: inDays(14) },
      note: marlow.note,
      'custom.cf_products': [...marlow.products],
      'custom.cf_step': marlow.nextStep,
      'custom.cf_seats': marlow.seats,
    }),
    deal('HaldenFirst', haldenLead, { ...first, status_id: 'stat_1', date_won: inDays(5) }),
    deal('HaldenSecond', haldenLead, {
      ...{ ...second, status_id: 'stat_2', date_won: inDays(36), value_period: 'monthly' },
    }),
    deal('HaldenWon', haldenLead, { ...won, status_id: 'stat_won', date_won: inDays(-40) }),
  ];
}
