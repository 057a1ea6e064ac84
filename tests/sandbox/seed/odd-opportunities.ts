import type { Opportunity } from '../types.ts';
import { ids } from './ids.ts';
import { makeId } from './make-id.ts';
import { seedOpportunity } from './opportunities.ts';

/** Formatting, a mention and an image: all of it is lost as soon as a client sends the plain note. */
const RICH_NOTE =
  '<body><p>Agreed with <mention data-id="' +
  ids.users.sam +
  '">@Sam Lee</mention> on <b>net 30</b>.</p><p><img src="https://app.close.com/go/file/sketch.png" alt="Sketch"></p>' +
  '<ul><li>Two sites</li><li>One contract</li></ul></body>';

/** One deal for each state that a careless editor gets wrong, all on the lead "Tillbury Works" except the hidden one. */
export function seedOddOpportunities(): Opportunity[] {
  const { deals, leads, statuses, fields, users } = ids;
  const odd = (id: string, details: Parameters<typeof seedOpportunity>[2]) =>
    seedOpportunity(id, leads.oddities, details);
  return [
    odd(deals.staleDate, {
      statusId: statuses.negotiation,
      dateWon: '2025-02-14',
      value: 310_000,
    }),
    odd(deals.richNote, {
      note: 'Agreed with @Sam Lee on net 30.\n\nTwo sites\nOne contract',
      noteHtml: RICH_NOTE,
      attachments: [
        {
          filename: 'offer.pdf',
          url: 'https://app.close.com/go/file/offer.pdf',
          content_type: 'application/pdf',
        },
      ],
      extra: {
        suggested_action: {
          action: 'change_status',
          details: { status_id: statuses.proposalSent },
          justification: 'A proposal was mailed last week.',
        },
        is_stalled: true,
        stall_status: {
          communication_issue: 'no_issue',
          next_action: { action: 'follow_up', justification: 'A proposal was mailed last week.' },
        },
        comment_summary: { count: 2 },
      },
    }),
    odd(deals.won, { statusId: statuses.won, confidence: 100, dateWon: '2026-09-01' }),
    odd(deals.lost, {
      statusId: statuses.lost,
      confidence: 0,
      dateWon: '2026-08-15',
      dateLost: '2026-08-20T09:00:00.333000+00:00',
    }),
    odd(deals.noValue, { value: null }),
    odd(deals.euro, { valueCurrency: 'EUR', value: 199_995, statusId: statuses.partnerNegotiation }),
    odd(deals.yen, { valueCurrency: 'JPY', value: 1_500_000, statusId: statuses.proposalSent }),
    odd(deals.retiredChoice, {
      custom: { [fields.products]: ['Widget B', 'Widget Z (retired)'], [fields.winReason]: 'Luck (retired)' },
    }),
    odd(deals.sparse, {
      lacks: [
        'note_html lead_name contact_name user_name created_by_name updated_by_name status_label status_display_name',
        'status_type pipeline_id pipeline_name value_currency value_formatted attachments integration_links',
      ].flatMap((line) => line.split(' ')),
    }),
    odd(deals.everyField, {
      custom: {
        [fields.products]: ['Widget A'],
        [fields.nextStep]: 'Call on Monday',
        [fields.renewalDate]: '2027-06-30',
        [fields.winReason]: 'Fit',
        [fields.requirements]: 'Runs on one phase\nQuiet\n"CE" mark',
        [fields.seats]: 12.5,
        [fields.kickoff]: '2027-01-11T08:30:00+00:00',
        [fields.region]: ' North',
        [fields.engineer]: users.sam,
        [fields.team]: [users.ana, users.sam],
        [fields.decisionMaker]: ids.contacts.oddFirst,
        [fields.stakeholders]: [ids.contacts.oddFirst, ids.contacts.oddSecond],
        [fields.contract]: makeId('coi', 'contract'),
        [fields.assets]: [makeId('coi', 'asset-1'), makeId('coi', 'asset-2')],
        [fields.externalReference]: { system: 'ledger', number: 4417 },
        [fields.score]: 0.83,
        [fields.discountApproved]: 'No',
        [fields.commissionRate]: 7.5,
        [fields.accountTier]: 'Silver',
        [fields.legacyCode]: '00-417-B',
      },
    }),
    odd(deals.formerOwner, { userId: users.former, createdBy: users.former, updatedBy: users.former }),
    odd(deals.restrictedOwn, { userId: users.restricted, createdBy: users.restricted }),
    odd(deals.noOwner, { userId: null, createdBy: null, updatedBy: null, value: 0 }),
    seedOpportunity(deals.hidden, leads.hidden),
  ];
}

/** The deals of Bryggen Handel, in euros. */
export function seedBryggenOpportunities(): Opportunity[] {
  const shared = {
    organizationId: ids.organizations.bryggen,
    userId: ids.users.ingrid,
    valueCurrency: 'EUR',
  };
  const byIngrid = { createdBy: ids.users.ingrid, updatedBy: ids.users.ingrid };
  return [
    seedOpportunity(ids.deals.bryggen, ids.leads.bryggen, {
      ...shared,
      ...byIngrid,
      statusId: ids.statuses.bryggenOffer,
      confidence: 60,
      value: 840_000,
      dateWon: '2026-12-18',
      custom: { [ids.fields.bryggenChannel]: 'Messe', [ids.fields.bryggenNextStep]: 'Ring på mandag' },
    }),
    seedOpportunity(ids.deals.bryggenSecond, ids.leads.bryggenSecond, {
      ...shared,
      ...byIngrid,
      statusId: ids.statuses.bryggenContacted,
      confidence: 20,
      value: 12_000,
      valuePeriod: 'monthly',
    }),
  ];
}
