import type { Opportunity, World } from '../types.ts';
import { type Caller, findLead } from './access.ts';
import { type Answer, type ApiRequest, ok, refuse } from './answer.ts';
import { answerOpportunity, selectedOpportunity } from './opportunity-answer.ts';
import { pageOf } from './paging.ts';
import { keysOfQuery, matchesQuery } from './query-terms.ts';

/** Filters that compare one key of the answer with a text. */
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
  const foreignKey = keysOfQuery(query.get('query') ?? '').find((key) => !isQueryKey(key));
  if (foreignKey) return refuse(400, `Unknown query field: ${foreignKey}`);
  const source = world.laggingOpportunities ?? world.opportunities;
  const rows = [...source.values()]
    .filter((opportunity) => findLead(world, caller, opportunity.leadId))
    .filter((opportunity) => matchesOwnProperties(world, opportunity, query.get('query')))
    // The keys that a sparse answer lacks still filter and order.
    .map((opportunity) => ({ opportunity, row: answerOpportunity(world, { ...opportunity, lacks: [] }) }))
    .filter(({ row }) => matchesFilters(row, query))
    .sort((one, other) => compareRows(one.row, other.row, order));
  const page = pageOf(rows, query);
  if ('refusal' in page) return page.refusal;
  return ok({
    data: page.data.map(({ opportunity }) => selectedOpportunity(world, opportunity, query)),
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

/** Names of records that a deal only refers to: a query of deals does not see them. */
const FOREIGN_NAMES = ['lead_name', 'contact_name', 'user_name', 'created_by_name', 'updated_by_name'];
/** Keys of the query language that have another name in answers. */
const QUERY_KEYS: Record<string, string> = {
  opportunity_status: 'status_label',
  opportunity_status_type: 'status_type',
};

/** The deal's own properties that a query may name. */
const OWN_PROPERTIES = [
  'note',
  'value',
  'confidence',
  'date_won',
  'date_created',
  'date_updated',
  'status_id',
];

function isQueryKey(key: string): boolean {
  return key in QUERY_KEYS || OWN_PROPERTIES.includes(key) || key.startsWith('custom');
}

/** Only a deal's own properties are searched, never the names of its lead, contacts or people. */
function matchesOwnProperties(world: World, opportunity: Opportunity, query: string | null): boolean {
  if (query === null) return true;
  const row = answerOpportunity(world, opportunity);
  for (const name of FOREIGN_NAMES) delete row[name];
  return matchesQuery(query, ({ key, text }) => {
    const searched = key === undefined ? row : row[QUERY_KEYS[key] ?? key];
    return JSON.stringify(searched ?? '')
      .toLocaleLowerCase()
      .includes(text);
  });
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
