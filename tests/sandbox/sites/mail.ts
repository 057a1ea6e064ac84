import { type Html, html } from '../html.ts';
import type { Reply } from '../reply.ts';
import { ids } from '../seed/ids.ts';
import type { World } from '../types.ts';
import { sitePage } from './layout.ts';

const STYLE = `.inbox{display:grid;grid-template-columns:220px 1fr;gap:28px}nav a{display:block;padding:8px 0;border-bottom:1px solid #eceef2;text-decoration:none}
article p{max-width:56ch}.sender{margin:0 0 18px}`;

type Message = { path: string; subject: string; sender: string; leadId: string; opportunityId: string };

const messages: Message[] = [
  {
    path: '/',
    subject: 'Quote for two sorting arms',
    sender: 'Lena Marlow',
    leadId: ids.leads.sample,
    opportunityId: ids.deals.sample,
  },
  {
    path: '/message/2',
    subject: 'Renewal of the shop displays',
    sender: 'Pia Halden',
    leadId: ids.leads.threeDeals,
    opportunityId: ids.deals.threeSecond,
  },
  {
    path: '/message/3',
    subject: 'Tilbud til messen',
    sender: 'Mikkel Dahl',
    leadId: ids.leads.bryggen,
    opportunityId: ids.deals.bryggen,
  },
];

/** A mailbox whose messages link to a lead's page and carry a deal's id in the query of another link. */
export function mailPage(world: World, path: string): Reply {
  const message = messages.find((one) => one.path === path) ?? messages[0];
  const body = message ? renderMessage(world, message) : html``;
  const list = messages.map(({ path: href, subject }) => html`<a href="${href}">${subject}</a>`);
  const content = html`<div class="inbox"><nav aria-label="Inbox">${list}</nav>${body}</div>`;
  return sitePage('Postbox', message?.subject ?? 'Postbox', STYLE, content);
}

function renderMessage(world: World, { subject, sender, leadId, opportunityId }: Message): Html {
  const leadName = world.leads.get(leadId)?.name ?? '';
  return html`<article><h1>${subject}</h1><p class="sender muted">${sender} to you, this morning</p>
<p>Hello, thank you for the call. We would like to go on as discussed; please send the papers before the end of the week.</p>
<p>Lead in Close: <a id="lead-link" href="https://app.close.com/lead/${leadId}/">${leadName}</a></p>
<p>Approval: <a id="opportunity-link" href="https://sheet.example.com/?source=mail&amp;opportunity_id=${opportunityId}&amp;tab=2">open in the quote sheet</a></p>
<p>Best wishes,<br>${sender}</p></article>`;
}
