import type { Opportunity, World } from '../types.ts';
import { type Caller, findLead } from './access.ts';
import { type Answer, type ApiRequest, ok, refuse } from './answer.ts';
import { answerOpportunity } from './opportunity-answer.ts';
import { pageOf } from './paging.ts';
import { selectFields } from './select-fields.ts';

/** Filters that compare one key of the answer with the wanted text. */
const EQUALITY_FILTERS = ['lead_id', 'user_id', 'status_id', 'status_type', 'status_label', 'pipeline_id'];
const ORDERS = ['date_updated', 'date_created', 'date_won', 'value', 'confidence', 'annualized_value'];

type Row = Record<string, unknown>;

/** GET /opportunity/: filtered, ordered, paged; sees what lists see, which may lag behind. */
export function listOpportunities(world: World, caller: Caller, request: ApiRequest): Answer {
  const { query } = request;
  const order = query.get('_order_by') ?? '-date_updated';
  if (!order.split(',').every((one) => ORDERS.includes(one.replace(/^-/, '')))) {
    return refuse(400, `Invalid _order_by: ${order}`);
  }
  const source = world.laggingOpportunities ?? world.opportunities;
  const rows = [...source.values()]
    .filter((opportunity) => findLead(world, caller, opportunity.leadId))
    .filter((opportunity) => matchesQuery(world, opportunity, query.get('query')))
    // The keys that a sparse answer lacks still filter and order.
    .map((opportunity) => ({ opportunity, row: answerOpportunity(world, { ...opportunity, lacks: [] }) }))
    .filter(({ row }) => matchesFilters(row, query))
    .sort((one, other) => compareRows(one.row, other.row, order));
  const page = pageOf(rows, query);
  if ('refusal' in page) return page.refusal;
  return ok({
    data: page.data.map(({ opportunity }) => selectFields(answerOpportunity(world, opportunity), query)),
    has_more: page.has_more,
    total_results: rows.length,
    count_by_value_period: countBy(rows.map(({ opportunity }) => opportunity.valuePeriod)),
  });
}

function matchesFilters(row: Row, query: URLSearchParams): boolean {
  const isEqual = EQUALITY_FILTERS.every((key) => !query.has(key) || query.get(key) === row[key]);
  const dateWon = typeof row.date_won === 'string' ? row.date_won.slice(0, 10) : undefined;
  const from = query.get('date_won__gte')?.slice(0, 10);
  const until = query.get('date_won__lte')?.slice(0, 10);
  if ((from || until) && dateWon === undefined) return false;
  return isEqual && (!from || (dateWon ?? '') >= from) && (!until || (dateWon ?? '') <= until);
}

/** Every word must occur somewhere in the deal's own text or its lead's. */
function matchesQuery(world: World, opportunity: Opportunity, query: string | null): boolean {
  if (query === null) return true;
  const row = answerOpportunity(world, opportunity);
  const lead = world.leads.get(opportunity.leadId);
  const searchable = [row, lead?.name, lead?.contacts].map((part) => JSON.stringify(part ?? ''));
  const text = searchable.join(' ').toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word.replace(/^"|"$/g, '')));
}

function compareRows(one: Row, other: Row, order: string): number {
  for (const part of order.split(',')) {
    const key = part.replace(/^-/, '');
    const direction = part.startsWith('-') ? -1 : 1;
    const difference = compareValues(one[key], other[key]);
    if (difference !== 0) return difference * direction;
  }
  return 0;
}

function compareValues(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [first, second] = [String(one ?? ''), String(other ?? '')];
  return first < second ? -1 : Number(first > second);
}

function countBy(values: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
