import { sampleFacts } from '../../../lib/sample/sample-facts.ts';
import type { CustomField, Organization, Pipeline, Status, StatusType } from '../types.ts';
import { ids } from './ids.ts';

const { alder, bryggen } = ids.organizations;

function statuses(...rows: [id: string, label: string, type: StatusType][]): Status[] {
  return rows.map(([id, label, type]) => ({ id, label, type }));
}

/** Labels repeat across pipelines on purpose: a status is known by its id alone. */
export function seedPipelines(): Pipeline[] {
  const s = ids.statuses;
  const [discovery, demoDone, proposalSent, negotiation] = sampleFacts.sales;
  return [
    {
      id: ids.pipelines.sales,
      organizationId: alder,
      name: 'Sales',
      statuses: statuses(
        [s.discovery, discovery, 'active'],
        [s.demoDone, demoDone, 'active'],
        [s.proposalSent, proposalSent, 'active'],
        [s.negotiation, negotiation, 'active'],
        [s.won, 'Won', 'won'],
        [s.lost, 'Lost', 'lost'],
      ),
    },
    {
      id: ids.pipelines.renewals,
      organizationId: alder,
      name: 'Renewals',
      statuses: statuses(
        [s.renewalQuoteOut, 'Quote out', 'active'],
        [s.renewalNegotiation, 'Negotiation', 'active'],
        [s.renewalWon, 'Won', 'won'],
        [s.renewalLost, 'Lost', 'lost'],
      ),
    },
    {
      id: ids.pipelines.partners,
      organizationId: alder,
      name: 'Partners',
      statuses: statuses(
        [s.partnerIntroduced, 'Introduced', 'active'],
        [s.partnerNegotiation, 'Negotiation', 'active'],
        [s.partnerSigned, 'Signed', 'won'],
        [s.partnerDeclined, 'Declined', 'lost'],
      ),
    },
    {
      id: ids.pipelines.bryggen,
      organizationId: bryggen,
      name: 'Salg',
      statuses: statuses(
        [s.bryggenContacted, 'Kontaktet', 'active'],
        [s.bryggenOffer, 'Tilbud sendt', 'active'],
        [s.bryggenWon, 'Vunnet', 'won'],
        [s.bryggenLost, 'Tapt', 'lost'],
      ),
    },
  ];
}

/** The two organizations, each with its pipelines and custom fields in the order of the screen. */
export function seedOrganizations(customFields: CustomField[]): Organization[] {
  const fieldIdsOf = (organizationId: string) =>
    customFields.filter((field) => field.organizationId === organizationId).map((field) => field.id);
  return [
    {
      id: alder,
      name: sampleFacts.organization,
      currency: 'USD',
      currencySymbol: '$',
      pipelineIds: [ids.pipelines.sales, ids.pipelines.renewals, ids.pipelines.partners],
      customFieldIds: fieldIdsOf(alder),
    },
    {
      id: bryggen,
      name: 'Bryggen Handel',
      currency: 'EUR',
      currencySymbol: '€',
      pipelineIds: [ids.pipelines.bryggen],
      customFieldIds: fieldIdsOf(bryggen),
    },
  ];
}
