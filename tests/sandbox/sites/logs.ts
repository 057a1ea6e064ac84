import { html } from '../html.ts';
import type { Reply } from '../reply.ts';
import { ids } from '../seed/ids.ts';
import { sitePage } from './layout.ts';

const STYLE = `pre{margin:14px 0 0;padding:16px;overflow-x:auto;border-radius:8px;background:#1f2430;color:#d7dce6;font:12px/1.7 ui-monospace,"DejaVu Sans Mono",monospace}`;

/** The log of a webhook: one line of JSON for each event, ids between quotes. */
export function logsPage(): Reply {
  const { deals, leads } = ids;
  const events = [
    { action: 'updated', object_id: deals.sample, lead_id: leads.sample, changed: ['confidence'] },
    { action: 'created', object_id: deals.threeSecond, lead_id: leads.threeDeals, changed: [] },
    { action: 'updated', object_id: deals.won, lead_id: leads.oddities, changed: ['status_id', 'date_won'] },
    { action: 'deleted', object_id: deals.bryggen, lead_id: leads.bryggen, changed: [] },
  ];
  const lines = events.map((event, index) =>
    JSON.stringify({ at: `2026-11-24T09:0${index}:12Z`, object_type: 'opportunity', ...event }),
  );
  const content = html`<h1>Webhook runs</h1><p class="muted">Last four deliveries, all answered with 200.</p><pre>${lines.join('\n')}</pre>`;
  return sitePage('Run log', 'Webhook runs', STYLE, content);
}
