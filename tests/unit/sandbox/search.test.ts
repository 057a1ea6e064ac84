import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { type CallApi, createCallApi } from './call-api.ts';

let sandbox: Sandbox;
let call: CallApi;

beforeAll(async () => {
  sandbox = await startSandbox();
  call = createCallApi(sandbox);
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

type Piece = Record<string, unknown>;

const and = (...queries: Piece[]) => ({ type: 'and', queries });
const or = (...queries: Piece[]) => ({ type: 'or', queries });
const kind = (type: string) => ({ type: 'object_type', object_type: type });
const field = (path: string, condition: Piece) => {
  const [object_type, field_name] = path.split('.');
  return {
    type: 'field_condition',
    field: { type: 'regular_field', object_type, field_name },
    condition,
  };
};
const text = (mode: string, value: string) => ({ type: 'text', mode, value });
const related = (from: string, to: string, query: Piece) => ({
  ...{ type: 'has_related', this_object_type: from, related_object_type: to, related_query: query },
});
const emailIs = (mode: string, email: string) =>
  related(
    'lead',
    'contact',
    related('contact', 'contact_email', field('contact_email.email', text(mode, email))),
  );

async function post(body: Piece, key: string = keys.ana) {
  const answer = await call('POST', '/data/search/', { body, key });
  const { data = [], ...rest } = answer.body as { data?: { id: string }[]; cursor?: string; count?: unknown };
  return { status: answer.status, found: data.map(({ id }) => id), data, ...rest };
}
const search = async (type: string, query: Piece) => (await post({ query: and(kind(type), query) })).found;

describe('a search matches words', () => {
  test.each([
    ['in any order', 'full_words', 'robotics MARLOW', true],
    ['but no parts of them', 'full_words', 'robot', false],
    ['side by side', 'phrase', 'Marlow Robotics', true],
    ['in their order', 'phrase', 'robotics marlow', false],
    ['half typed', 'beginning_of_words', 'robo mar', true],
    ['not from their middle', 'beginning_of_words', 'arlow', false],
    ['as a whole value', 'exact_value', 'Marlow Robotics', true],
    ['as a whole value only', 'exact_value', 'Marlow', false],
  ])('%s: %s "%s"', async (_name, mode, value, isFound) => {
    expect(await search('lead', field('lead.display_name', text(mode, value)))).toEqual(
      isFound ? [ids.leads.sample] : [],
    );
  });

  test('in all texts of an object', async () => {
    const query = { type: 'text', mode: 'beginning_of_words', value: 'sorting ware' };
    expect(await search('lead', query)).toEqual([ids.leads.sample]);
  });
});

describe('a search follows relations', () => {
  test.each([
    ['an address', emailIs('full_words', 'lena.marlow@customer.example.com'), 'sample'],
    [
      'a phone number',
      related(
        'lead',
        'contact',
        related('contact', 'contact_phone', field('contact_phone.phone', text('full_words', '5550142'))),
      ),
      'sample',
    ],
    [
      'the name of a contact',
      related('lead', 'contact', field('contact.name', text('full_words', 'pia'))),
      'threeDeals',
    ],
    [
      'the note of a deal',
      related('lead', 'opportunity', field('opportunity.note', text('full_words', 'quote arms'))),
      'sample',
    ],
  ] as const)('to %s', async (_name, query, lead) => {
    expect(await search('lead', query)).toEqual([ids.leads[lead]]);
  });

  test('from a deal to the name of its lead', async () => {
    const name = field('lead.display_name', text('full_words', 'halden'));
    const { threeFirst, threeSecond, threeWon } = ids.deals;
    expect(await search('opportunity', related('opportunity', 'lead', name))).toEqual(
      expect.arrayContaining([threeFirst, threeSecond, threeWon]),
    );
  });

  test('with several alternatives, and with a negation', async () => {
    const query = or(
      emailIs('full_words', 'pia.halden@customer.example.com'),
      emailIs('full_words', 'theo.brandt@customer.example.com'),
    );
    expect(await search('lead', query)).toEqual([ids.leads.sample, ids.leads.threeDeals]);
    const name = field('lead.display_name', text('full_words', 'marlow'));
    expect(await search('lead', and(query, { ...name, negate: true }))).toEqual([ids.leads.threeDeals]);
  });
});

test('a search filters deals by status, owner, number and moment', async () => {
  const query = and(
    field('opportunity.status_type', { type: 'term', values: ['active'] }),
    field('opportunity.user_id', { type: 'reference', reference_type: 'user', object_ids: [ids.users.sam] }),
    field('opportunity.value', { type: 'number_range', gte: 1_000_000 }),
    field('opportunity.date_updated', {
      type: 'moment_range',
      on_or_after: { type: 'fixed_local_date', value: '2026-11-20', which: 'start' },
      before: null,
    }),
  );
  expect(await search('opportunity', query)).toEqual([ids.deals.threeFirst]);
});

describe('the answer to a search', () => {
  const all = and(kind('opportunity'), { type: 'match_all' });

  test('holds only type and id without _fields, and no has_more', async () => {
    const { body } = await call('POST', '/data/search/', {
      body: { query: and(kind('lead'), { type: 'id', value: ids.leads.sample }) },
    });
    expect(body).toEqual({ data: [{ __object_type: 'lead', id: ids.leads.sample }], cursor: null });
  });

  test('holds the chosen fields, with the deals of a lead', async () => {
    const { data } = await post({
      query: and(kind('lead'), { type: 'id', value: ids.leads.sample }),
      _fields: { lead: ['display_name', 'opportunities', 'no_such_field'] },
    });
    expect(data).toEqual([
      {
        ...{ __object_type: 'lead', id: ids.leads.sample, display_name: 'Marlow Robotics' },
        opportunities: [expect.objectContaining({ id: ids.deals.sample, confidence: 75 })],
      },
    ]);
  });

  test('comes in pages, by a cursor that dies after 30 seconds', async () => {
    const first = await post({ query: all, _limit: 2, results_limit: 3 });
    expect(first.found).toHaveLength(2);
    const second = await post({ query: all, _limit: 2, results_limit: 3, cursor: first.cursor });
    expect([second.found.length, second.cursor]).toEqual([1, null]);
    const now = Date.now();
    sandbox.world.now = () => now + 31_000;
    const late = await call('POST', '/data/search/', { body: { query: all, cursor: first.cursor } });
    expect([late.status, late.body]).toMatchObject([400, { 'field-errors': { cursor: 'Expired cursor' } }]);
  });

  test('counts on request', async () => {
    const { found, count } = await post({ query: all, results_limit: 0, include_counts: true });
    expect([found, count]).toEqual([[], { limited: 0, total: expect.any(Number) }]);
  });

  test('is sorted by a field of the objects', async () => {
    const fieldOf = { type: 'regular_field', object_type: 'opportunity', field_name: 'value' };
    const { data } = await post({
      ...{ query: all, _fields: { opportunity: ['value'] } },
      sort: [{ direction: 'desc', field: fieldOf }],
    });
    const values = data.map((deal) => (deal as unknown as { value: number | null }).value ?? 0);
    expect(values).toEqual(values.toSorted((one, other) => other - one));
  });

  test('lags behind a write, and hides what a role cannot see', async () => {
    sandbox.world.laggingOpportunities = structuredClone(sandbox.world.opportunities);
    sandbox.changeBehind(ids.sampleDeal, { confidence: 5 });
    const query = and(kind('opportunity'), { type: 'id', value: ids.sampleDeal });
    expect((await post({ query, _fields: { opportunity: ['confidence'] } })).data).toMatchObject([
      { confidence: 75 },
    ]);
    const hidden = and(kind('lead'), { type: 'id', value: ids.leads.hidden });
    expect((await post({ query: hidden })).found).toEqual([ids.leads.hidden]);
    expect((await post({ query: hidden }, keys.restricted)).found).toEqual([]);
    expect((await post({ query: hidden }, keys.bryggen)).found).toEqual([]);
  });
});

describe('a search is refused', () => {
  const name = (condition: Piece) => field('lead.display_name', condition);
  test.each([
    ['without a type of object', and(name(text('full_words', 'x')))],
    ['with two types of object', and(kind('lead'), kind('lead'))],
    ['with a field of another type', and(kind('lead'), field('contact.email', text('full_words', 'x')))],
    ['with an unknown field', and(kind('opportunity'), field('opportunity.lead_name', text('phrase', 'x')))],
    ['with an unknown mode', and(kind('lead'), name(text('contains', 'x')))],
    ['with an unknown relation', and(kind('lead'), related('lead', 'user', { type: 'match_all' }))],
    ['with a condition that does not fit', and(kind('lead'), name({ type: 'number_range', gt: 1 }))],
    ['with an unknown key', and(kind('lead'), { ...name(text('phrase', 'x')), not: true })],
    ['with an unknown piece', and(kind('lead'), { type: 'xor', queries: [] })],
    ['with query language', 'Marlow'],
  ])('%s', async (_name, query) => {
    expect((await post({ query })).status).toBe(400);
  });

  test.each([{ _limit: 201 }, { limit: 5 }])('with %j', async (more) => {
    expect((await post({ query: and(kind('lead')), ...more })).status).toBe(400);
  });

  test('with a field or a mode that the test removes', async () => {
    sandbox.world.search.unknownFields = ['lead.url'];
    sandbox.world.search.unknownModes = ['beginning_of_words'];
    const query = (path: string, mode: string) => ({
      query: and(kind('lead'), field(path, text(mode, 'x'))),
    });
    expect((await post(query('lead.url', 'full_words'))).status).toBe(400);
    expect((await post(query('lead.name', 'beginning_of_words'))).status).toBe(400);
    expect((await post(query('lead.name', 'full_words'))).status).toBe(200);
  });

  test('by GET, and without a JSON type', async () => {
    expect((await call('GET', '/data/search/')).status).toBe(405);
    const headers = { 'content-type': 'text/plain' };
    expect((await call('POST', '/data/search/', { body: '{}', headers })).status).toBe(415);
  });
});

describe('the query of the list of opportunities', () => {
  test.each(['lead_name:marlow', 'contact_name:"Lena"', 'email_address:"a@b.example"', 'name:"x"'])(
    'cannot name a property of another object: %s',
    async (query) => {
      const { status } = await call('GET', `/opportunity/?${new URLSearchParams({ query })}`);
      expect(status).toBe(400);
    },
  );

  test.each(['note:quote', 'opportunity_status_type:active', '"wants a quote"'])(
    'can hold %s',
    async (query) => {
      expect((await call('GET', `/opportunity/?${new URLSearchParams({ query })}`)).status).toBe(200);
    },
  );
});
