import type { Probe, Probing } from './probes.ts';
import type { Answer, Raw } from './service.ts';

/** Experiments that only read: lists, search, history and headers. */
export const readingProbes: readonly Probe[] = [
  {
    facts: [
      { about: 'The limit of a rate group', assumed: 'any number, or none', otherwise: 'handled' },
      { about: 'The plan’s features in /me/', assumed: 'any list, or none', otherwise: 'handled' },
    ],
    async run({ service }) {
      const { headers, json } = await service.send('GET', '/me/');
      const limit = headers.get('ratelimit') ?? headers.get('ratelimit-limit') ?? 'no header';
      const features = listIn(json, 'organizations').flatMap((each) => each.features ?? []);
      const stalled = features.filter((feature) => String(feature).includes('stalled'));
      return [
        { did: limit, isAsAssumed: true },
        { did: stalled.join(', ') || 'nothing about stalled deals', isAsAssumed: true },
      ];
    },
  },
  {
    facts: [
      {
        about: 'A preflight request for x-tz-offset',
        assumed: 'not required, because of the host permission',
        otherwise: 'handled',
      },
    ],
    async run({ service, trial }) {
      const { status, headers } = await service.send(
        'OPTIONS',
        `/opportunity/${trial.first.id}/`,
        undefined,
        {
          origin: 'https://extension.example',
          'access-control-request-method': 'PUT',
          'access-control-request-headers': 'authorization,content-type,x-tz-offset',
        },
      );
      const allowed = headers.get('access-control-allow-headers') ?? 'no header allowed';
      return [{ did: `${status} ${allowed}`, isAsAssumed: true }];
    },
  },
  {
    facts: [
      { about: 'The format of a close date', assumed: 'a plain day', otherwise: 'handled' },
      {
        about: 'The deal’s id in integration links',
        assumed: 'present if an admin set one up',
        otherwise: 'handled',
      },
    ],
    async run({ trial: { first } }) {
      const links = JSON.stringify(first.integration_links ?? []);
      return [
        typeof first.date_won === 'string'
          ? { did: first.date_won, isAsAssumed: /^\d{4}-\d\d-\d\d$/.test(first.date_won) }
          : { notChecked: 'this deal has no close date' },
        links === '[]'
          ? { notChecked: 'no integration link for opportunities' }
          : { did: links.includes(String(first.id)) ? 'in a link' : 'in no link', isAsAssumed: true },
      ];
    },
  },
  {
    facts: [
      {
        about: 'is_stalled and suggested_action in _fields',
        assumed: 'may be missing',
        otherwise: 'handled',
      },
      { about: 'custom in _fields of a deal', assumed: 'includes every custom field', otherwise: 'handled' },
    ],
    async run({ service, trial }) {
      const path = `/opportunity/${trial.first.id}/`;
      const advice = await service.send('GET', `${path}?_fields=id,is_stalled,suggested_action`);
      const custom = await service.send('GET', `${path}?_fields=id,custom`);
      const stored = Object.keys(trial.first).filter((key) => key.startsWith('custom.'));
      const found = Object.keys(custom.json).filter((key) => key.startsWith('custom.'));
      return [
        { did: Object.keys(advice.json).join(', '), isAsAssumed: true },
        stored.length === 0
          ? { notChecked: 'this deal has no custom value' }
          : {
              did: `${found.length} of ${stored.length} values`,
              isAsAssumed: found.length === stored.length,
            },
      ];
    },
  },
  {
    facts: [
      {
        about: 'An opportunity query with the lead’s name',
        assumed: 'finds nothing',
        otherwise: 'handled',
      },
      { about: 'A lead query with a quoted name', assumed: 'finds the lead', otherwise: 'breaks' },
    ],
    async run({ service, trial }) {
      const { lead_id: leadId, lead_name: leadName } = trial.first;
      if (typeof leadName !== 'string' || leadName === '') return twice('the lead has no name');
      const query = encodeURIComponent(`"${leadName.replaceAll(/["\\]/g, ' ')}"`);
      const deals = await service.send('GET', `/opportunity/?query=${query}&_limit=10`);
      const leads = await service.send('GET', `/lead/?query=${query}&_limit=20&_fields=id,opportunities`);
      const found = listIn(leads.json, 'data').find(({ id }) => id === leadId);
      return [
        {
          did: countOf(deals),
          isAsAssumed: deals.status === 200 && listIn(deals.json, 'data').length === 0,
        },
        {
          did: `${countOf(leads)}, ${found ? 'including this one' : 'without this one'}`,
          isAsAssumed: Array.isArray(found?.opportunities),
        },
      ];
    },
  },
  {
    facts: [
      { about: 'An unknown filter', assumed: 'ignored or refused', otherwise: 'handled' },
      { about: 'Sorted deals without a close date', assumed: 'first or last', otherwise: 'handled' },
    ],
    async run({ service, trial }) {
      const unknown = await service.send('GET', '/opportunity/?no_such_filter=1&_limit=1');
      const lead = `lead_id=${trial.first.lead_id}`;
      const ordered = await service.send('GET', `/opportunity/?${lead}&_order_by=date_won&_limit=200`);
      const days = listIn(ordered.json, 'data').map(({ date_won }) => date_won ?? null);
      const isMixed = days.includes(null) && days.some((day) => day !== null);
      return [
        { did: `${unknown.status}`, isAsAssumed: unknown.status === 200 || unknown.status === 400 },
        isMixed
          ? {
              did: days[0] === null ? 'first' : 'last',
              isAsAssumed: days[0] === null || days.at(-1) === null,
            }
          : { notChecked: 'this lead has no deals both with and without a date' },
      ];
    },
  },
  ...searches(),
  {
    facts: [
      {
        about: 'Status changes of a deal',
        assumed: 'in any order, since its creation',
        otherwise: 'handled',
      },
      { about: 'Events of a deal', assumed: 'newest first, 30 days', otherwise: 'handled' },
      { about: 'A list of integration links', assumed: 'for everyone or for admins', otherwise: 'handled' },
    ],
    async run({ service, trial: { first } }) {
      const changes = await service.send(
        'GET',
        `/activity/status_change/opportunity/?opportunity_id=${first.id}&_limit=100`,
      );
      const events = await service.send('GET', `/event/?object_type=opportunity&object_id=${first.id}`);
      const links = await service.send('GET', '/integration_link/');
      return [changes, events, links].map((answer, index) => ({
        did: index < 2 && answer.status === 200 ? `${countOf(answer)}, ${orderOf(answer)}` : countOf(answer),
        isAsAssumed: answer.status === 200,
      }));
    },
  },
];

type Query = Raw;

const field = (object: string, name: string, condition: Raw): Query => ({
  type: 'field_condition',
  field: { type: 'regular_field', object_type: object, field_name: name },
  condition,
});
const words = (value: unknown, mode = 'full_words') => ({ type: 'text', mode, value });
const related = (object: string, to: string, query: Query): Query => ({
  ...{ type: 'has_related', this_object_type: object, related_object_type: to, related_query: query },
});

/** Returns one experiment per search; most have to find the deal or its lead. */
function searches(): Probe[] {
  type Search = { about: string; object: 'lead' | 'opportunity'; query(probing: Probing): Query | string };
  const ofName = (mode: string) => (probing: Probing) =>
    withName(probing, (name) => field('lead', 'display_name', words(name, mode)));
  const list: Search[] = [
    { about: 'Search: leads by full words', object: 'lead', query: ofName('full_words') },
    { about: 'Search: leads by the beginning of words', object: 'lead', query: ofName('beginning_of_words') },
    { about: 'Search: leads by the exact value', object: 'lead', query: ofName('exact_value') },
    {
      about: 'Search: leads by the exact value in lower case',
      object: 'lead',
      query: (probing) =>
        withName(probing, (name) => field('lead', 'display_name', words(name.toLowerCase(), 'exact_value'))),
    },
    {
      about: 'Search: deals by the name of their lead',
      object: 'opportunity',
      query: (probing) =>
        withName(probing, (name) =>
          related('opportunity', 'lead', field('lead', 'display_name', words(name))),
        ),
    },
    {
      about: 'Search: deals by their owner',
      object: 'opportunity',
      query: ({ trial: { first } }) =>
        typeof first.user_id === 'string'
          ? field('opportunity', 'user_id', {
              ...{ type: 'reference', reference_type: 'user', object_ids: [first.user_id] },
            })
          : 'this deal has no owner',
    },
    {
      about: 'Search: deals by their close date',
      object: 'opportunity',
      query: ({ trial: { first } }) => {
        if (typeof first.date_won !== 'string') return 'this deal has no close date';
        const day = { type: 'fixed_local_date', value: first.date_won.slice(0, 10) };
        return field('opportunity', 'date_won', {
          type: 'moment_range',
          on_or_after: { ...day, which: 'start' },
          before: { ...day, which: 'end' },
        });
      },
    },
    {
      about: 'Search: deals by a word of their note',
      object: 'opportunity',
      query: ({ trial: { first } }) => {
        const [word] = String(first.note ?? '').match(/\p{L}{4,}/u) ?? [];
        return word ? field('opportunity', 'note', words(word)) : 'this deal has no note';
      },
    },
    {
      about: 'Search: leads by a domain',
      object: 'lead',
      query: () => field('lead', 'url', words('example.com')),
    },
    {
      about: 'Search: an unknown field',
      object: 'lead',
      query: () => field('lead', 'no_such_field', words('x')),
    },
  ];
  return list.map(({ about, object, query }): Probe => {
    const finds = !/domain|unknown/.test(about);
    const assumed = finds ? 'finds it, or another search is used' : 'an answer or a refusal';
    return {
      facts: [{ about, assumed, otherwise: 'handled' }],
      async run(probing) {
        const searched = query(probing);
        if (typeof searched === 'string') return [{ notChecked: searched }];
        const answer = await probing.service.send('POST', '/data/search/', {
          query: { type: 'and', queries: [{ type: 'object_type', object_type: object }, searched] },
          _fields: { [object]: ['id'] },
          results_limit: 200,
          _limit: 200,
        });
        const { first } = probing.trial;
        const expectedId = object === 'lead' ? first.lead_id : first.id;
        const isFound = listIn(answer.json, 'data').some(({ id }) => id === expectedId);
        if (!finds) return [{ did: countOf(answer), isAsAssumed: true }];
        return [{ did: isFound ? 'finds it' : countOf(answer), isAsAssumed: isFound }];
      },
    };
  });
}

function withName({ trial: { first } }: Probing, query: (name: string) => Query): Query | string {
  const { lead_name: name } = first;
  return typeof name === 'string' && name !== '' ? query(name) : 'the lead has no name';
}

function listIn(json: Raw, key: string): Raw[] {
  const list = json[key];
  return Array.isArray(list) ? list.filter((each) => typeof each === 'object' && each !== null) : [];
}

/** Describes the length of a list, or the unmodified refusal. */
function countOf({ status, text, json }: Answer): string {
  return status === 200
    ? `${status}, ${listIn(json, 'data').length} found`
    : `${status} ${text.slice(0, 80)}`;
}

function orderOf({ json }: Answer): string {
  const moments = listIn(json, 'data').map(({ date_created }) => String(date_created));
  if (moments.length < 2) return 'too few to tell the order';
  const sorted = [...moments].sort();
  if (sorted.join() === moments.join()) return 'oldest first';
  return sorted.reverse().join() === moments.join() ? 'newest first' : 'in no order';
}

function twice(reason: string) {
  return [{ notChecked: reason }, { notChecked: reason }];
}
