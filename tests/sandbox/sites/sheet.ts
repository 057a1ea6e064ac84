import { answerOpportunity } from '../api/opportunity-answer.ts';
import { type Html, html } from '../html.ts';
import type { Reply } from '../reply.ts';
import { ids } from '../seed/ids.ts';
import type { Opportunity, World } from '../types.ts';
import { sitePage } from './layout.ts';

const STYLE = `main{max-width:none;margin:22px;padding:18px}table{border-collapse:collapse;width:100%}td,th{border:1px solid #dde1e7;padding:4px 8px;text-align:left}
th{background:#f5f6f8}td.id{font:12px ui-monospace,"DejaVu Sans Mono",monospace}input{width:100%;font:inherit}`;

/**
 * A table of deals. Cells touch without a space, so the page's text joins each id with its neighbors; further ids
 * are only in an attribute, only in an input and in a sentence.
 */
export function sheetPage(world: World): Reply {
  const { deals } = ids;
  const listed = [
    deals.sample,
    deals.threeFirst,
    deals.threeSecond,
    deals.euro,
    deals.yen,
    deals.markup,
    deals.emoji,
  ];
  const rows = listed.flatMap((id) => world.opportunities.get(id) ?? []).map((deal) => row(world, deal));
  const content = html`<h1>Quarter plan</h1><p class="muted">Deals to look at before Friday.</p>
<table><thead><tr><th>Lead</th><th>id</th><th>Value</th><th>Status</th><th>Remark</th></tr></thead><tbody>${rows}</tbody></table>
<p id="marked-row" data-opportunity-id="${deals.staleDate}">Row 8 waits for a date.</p>
<p><label>Look up <input id="lookup" value="${deals.richNote}"></label></p>
<p>Compare with ${deals.lost} before the call.</p>
<p class="muted">Not ids: oppo_short, oppo_${'x'.repeat(44)}, lead_status, opportunity_total.</p>`;
  return sitePage('Sheets', 'Quarter plan', STYLE, content);
}

function row(world: World, deal: Opportunity): Html {
  const answer = answerOpportunity(world, { ...deal, lacks: [] });
  const text = (key: string) => String(answer[key] ?? '');
  return html`<tr><td>${text('lead_name')}</td><td class="id">${deal.id}</td><td>${text('value_formatted')}</td><td>${text('status_label')}</td><td>call first</td></tr>`;
}
