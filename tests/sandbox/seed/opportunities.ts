import { sampleFacts } from '../../../lib/sample/sample-facts.ts';
import type { Opportunity } from '../types.ts';
import { ids } from './ids.ts';
import { makeId } from './make-id.ts';

type Details = Partial<Omit<Opportunity, 'id' | 'leadId'>>;

/** A deal of Alder & Finch with everyday values, overridden by the details. */
export function seedOpportunity(id: string, leadId: string, details: Details = {}): Opportunity {
  return {
    id,
    leadId,
    organizationId: ids.organizations.alder,
    statusId: ids.statuses.discovery,
    contactId: null,
    userId: ids.users.ana,
    confidence: 50,
    value: 500_000,
    valuePeriod: 'one_time',
    valueCurrency: 'USD',
    note: '',
    noteHtml: null,
    dateWon: null,
    dateLost: null,
    dateCreated: '2026-05-04T09:12:31.418000+00:00',
    dateUpdated: '2026-09-18T14:03:07.159000+00:00',
    createdBy: ids.users.ana,
    updatedBy: ids.users.ana,
    attachments: [],
    custom: {},
    lacks: [],
    extra: {},
    ...details,
  };
}

/** The deals of everyday leads: the sample, the lead with three and one each for the awkward names. */
export function seedEverydayOpportunities(): Opportunity[] {
  const { deals, leads, statuses, fields } = ids;
  const { marlow, halden } = sampleFacts;
  return [
    seedOpportunity(deals.sample, leads.sample, {
      statusId: statuses.demoDone,
      contactId: ids.contacts.sampleFirst,
      confidence: marlow.confidence,
      value: marlow.value,
      dateWon: '2026-12-12',
      note: marlow.note,
      noteHtml: `<body>${marlow.note.replace(/.+/g, '<p>$&</p>').replace('\n', '')}</body>`,
      custom: {
        [fields.products]: [...marlow.products],
        [fields.nextStep]: marlow.nextStep,
        [fields.seats]: marlow.seats,
      },
    }),
    seedOpportunity(deals.threeFirst, leads.threeDeals, {
      ...halden.deals[0],
      statusId: statuses.demoDone,
      dateWon: '2026-12-12',
      userId: ids.users.sam,
      dateUpdated: '2026-11-20T08:30:00.250000+00:00',
    }),
    seedOpportunity(deals.threeSecond, leads.threeDeals, {
      ...halden.deals[1],
      statusId: statuses.renewalQuoteOut,
      valuePeriod: 'monthly',
      dateWon: '2027-01-03',
      dateUpdated: '2026-11-02T16:45:12.007000+00:00',
    }),
    seedOpportunity(deals.threeWon, leads.threeDeals, {
      ...halden.deals[2],
      statusId: statuses.won,
      dateWon: '2026-03-02',
      dateUpdated: '2026-11-23T10:00:00.500000+00:00',
    }),
    seedOpportunity(deals.rightToLeft, leads.rightToLeft, { value: 725_050 }),
    seedOpportunity(deals.longName, leads.longName, { statusId: statuses.partnerIntroduced }),
    seedOpportunity(deals.emoji, leads.emoji, { valuePeriod: 'annual', value: 960_000 }),
    seedOpportunity(deals.markup, leads.markup, {
      note: '"><script>alert(1)</script>',
      custom: { [fields.nextStep]: '<b>not bold</b> & "quoted"' },
    }),
    ...seedSixty(),
  ];
}

/** Sixty deals on one lead: enough to need a list, with every status of the Sales pipeline and none alike in value. */
function seedSixty(): Opportunity[] {
  const { discovery, demoDone, proposalSent, negotiation, won, lost } = ids.statuses;
  const order = [discovery, demoDone, proposalSent, negotiation, won, lost];
  return Array.from({ length: 60 }, (_, index) => {
    const statusId = order[index % order.length] ?? discovery;
    const day = String((index % 28) + 1).padStart(2, '0');
    return seedOpportunity(makeId('oppo', `northgate-${index + 1}`), ids.leads.sixtyDeals, {
      statusId,
      confidence: statusId === won ? 100 : (index * 5) % 100,
      value: 100_000 + index * 2_550,
      userId: index % 3 === 0 ? ids.users.sam : ids.users.ana,
      dateWon: statusId === lost ? null : `2026-12-${day}`,
      dateLost: statusId === lost ? `2026-08-${day}T11:20:00.000000+00:00` : null,
      dateUpdated: `2026-10-${day}T${String(index % 24).padStart(2, '0')}:15:00.120000+00:00`,
    });
  });
}
