import { answerOpportunity, fullName } from '../api/opportunity-answer.ts';
import { ids } from '../seed/ids.ts';
import type { Lead, Opportunity, World } from '../types.ts';

/** `href` is a link within the web app, to a lead; `integrationLink` is the only one that can hold a deal's id, "" for none. */
type Card = {
  href: string;
  heading: string;
  detail: string;
  tag: string;
  tagType: string;
  integrationLink: string;
};

/** What the page shows. Without integration links it holds no deal's id: those are known to the API alone. */
export type PageData = {
  status: 200 | 404;
  title: string;
  organization: string;
  person: string;
  sidebar: { href: string; name: string; isCurrent: boolean }[];
  heading: string;
  description: string;
  contacts: { name: string; title: string; email: string }[];
  sections: { heading: string; cards: Card[] }[];
};

/** The data of a page of the web app; an unknown address gives a page that says so. */
export function pageDataFor(world: World, path: string): PageData {
  const lead = world.leads.get(/^\/lead\/([^/]+)/.exec(path)?.[1] ?? '');
  if (lead) return leadPage(world, lead);
  const base = frame(world, ids.organizations.alder);
  const leads = leadsOf(world, ids.organizations.alder);
  if (path.startsWith('/leads/')) {
    return { ...base, ...titled('Leads'), sections: [{ heading: 'All leads', cards: leads.map(leadCard) }] };
  }
  if (path.startsWith('/opportunities/')) {
    const deals = leads.flatMap((one) => opportunitiesOf(world, one.id));
    const cards = deals.slice(0, 40).map((deal) => opportunityCard(world, deal));
    return { ...base, ...titled('Opportunities'), sections: [{ heading: 'All pipelines', cards }] };
  }
  if (path.startsWith('/tasks/inbox/')) {
    const cards = leads.slice(0, 6).map((one) => ({ ...leadCard(one), detail: 'Call back this week' }));
    return { ...base, ...titled('Inbox'), sections: [{ heading: 'Today', cards }] };
  }
  if (path.startsWith('/settings/developer/api-keys/')) {
    return { ...base, ...titled('API Keys'), description: 'Keys belong to you and have your full rights.' };
  }
  return { ...base, ...titled('Page not found'), status: 404, description: 'Nothing lives at this address.' };
}

// The address that docs/show-ids-in-close.md recommends.
const integrationLinks = 'https://app.close.com/opportunities/#';

const titled = (heading: string) => ({ title: heading, heading });

function frame(world: World, organizationId: string, currentLeadId?: string): PageData {
  const membership = world.memberships.find((one) => one.organizationId === organizationId);
  const user = world.users.get(membership?.userId ?? '');
  return {
    status: 200,
    title: '',
    organization: world.organizations.get(organizationId)?.name ?? '',
    person: user ? fullName(user) : '',
    sidebar: leadsOf(world, organizationId).map(({ id, name }) => ({
      href: `/lead/${id}/`,
      name,
      isCurrent: id === currentLeadId,
    })),
    heading: '',
    description: '',
    contacts: [],
    sections: [],
  };
}

function leadPage(world: World, lead: Lead): PageData {
  const cards = opportunitiesOf(world, lead.id).map((deal) => ({
    ...opportunityCard(world, deal),
    integrationLink: world.webApp.showsIntegrationLinks ? `${integrationLinks}${deal.id}` : '',
  }));
  return {
    ...frame(world, lead.organizationId, lead.id),
    ...titled(lead.name),
    description: lead.description,
    contacts: lead.contacts.map(({ name, title, email }) => ({ name, title, email })),
    // The heading of a deal on its own lead's page is its value: the lead is named above.
    sections: [
      {
        heading: `Opportunities (${cards.length})`,
        cards: cards.map(({ detail, ...card }) => {
          const [value = '', ...others] = detail.split(' · ');
          return { ...card, href: '', heading: value, detail: others.join(' · ') };
        }),
      },
    ],
  };
}

function leadsOf(world: World, organizationId: string): Lead[] {
  return [...world.leads.values()].filter((lead) => lead.organizationId === organizationId);
}

function opportunitiesOf(world: World, leadId: string): Opportunity[] {
  return [...world.opportunities.values()].filter((deal) => deal.leadId === leadId);
}

function leadCard(lead: Lead): Card {
  return {
    href: `/lead/${lead.id}/`,
    heading: lead.name,
    detail: lead.description,
    tag: '',
    tagType: '',
    integrationLink: '',
  };
}

function opportunityCard(world: World, deal: Opportunity): Card {
  const answer = answerOpportunity(world, { ...deal, lacks: [] });
  const text = (key: string) => (typeof answer[key] === 'string' ? answer[key] : '');
  const date = text('date_won').slice(0, 10);
  const details = [text('value_formatted') || 'No value', `${deal.confidence} %`, text('pipeline_name')];
  if (date) details.push(`${text('status_type') === 'won' ? 'won' : 'closes'} ${date}`);
  return {
    href: `/lead/${deal.leadId}/`,
    heading: text('lead_name'),
    detail: [...details, text('user_name') || 'no owner'].join(' · '),
    tag: text('status_label'),
    tagType: text('status_type'),
    integrationLink: '',
  };
}
