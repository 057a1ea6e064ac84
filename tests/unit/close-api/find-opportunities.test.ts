import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SearchMethod } from '../../../lib/model/search-method.ts';
import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { testClient } from '../samples/close-client.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => {
  sandbox.reset();
  vi.stubGlobal('fetch', createSandboxFetch(sandbox));
});
afterEach(() => vi.unstubAllGlobals());
afterAll(() => sandbox.stop());

const organizationId = ids.organizations.alder;

const search = (typed: string, way: SearchMethod = 'half-typed', signal?: AbortSignal) =>
  testClient(`Basic ${btoa(`${keys.ana}:`)}`).findOpportunities(typed, { organizationId, way, signal });
const find = async (typed: string, way?: SearchMethod) =>
  (await search(typed, way)).opportunities.map(({ id }) => id);
const sent = () => sandbox.requests.map(({ method, path, status }) => [method, path, status]);

const posted = ['POST', '/api/v1/data/search/', 200];
const refused = ['POST', '/api/v1/data/search/', 400];
const listed = ['GET', '/api/v1/lead/', 200];

describe('one request finds deals', () => {
  it.each([
    ['the lead’s name', 'Marlow Robotics', ''],
    ['half-typed words in any order', 'robo marl', ''],
    ['a contact’s name', 'Lena Marlow', 'Lena Marlow'],
    ['a mail address', 'Theo.Brandt@customer.example.com', 'theo.brandt@customer.example.com'],
    ['a half-typed mail address', 'theo.brandt@cust', 'theo.brandt@customer.example.com'],
    ['a phone number', '+49 30 5550142', '+49 30 5550142'],
    ['the company’s domain', 'marlow-robotics.example.com', 'https://www.marlow-robotics.example.com/'],
    [
      'the address of its site',
      'https://www.marlow-robotics.example.com/about',
      'https://www.marlow-robotics.example.com/',
    ],
    ['words in the deal’s note', 'quote for two', 'Wants a quote for two arms.'],
  ])('by %s', async (_what, typed, foundBy) => {
    const found = await search(typed);
    expect(found.opportunities.map(({ id }) => id)).toEqual([ids.sampleDeal]);
    expect(found.foundBy[ids.sampleDeal] ?? '').toBe(foundBy);
    expect(sent()).toEqual([posted]);
  });

  it('of a lead with several, each with the lead’s name', async () => {
    const { opportunities } = await search('halden foods');
    const { threeWon, threeFirst, threeSecond } = ids.deals;
    expect(new Set(opportunities.map(({ id }) => id))).toEqual(new Set([threeWon, threeFirst, threeSecond]));
    expect(opportunities.map(({ leadName }) => leadName)).toEqual(Array(3).fill('Halden Foods'));
  });
});

describe('a near miss is left out:', () => {
  it.each([
    ['another mailbox at the same company', 'lena@customer.example.com'],
    ['another company with the same words', 'robotics.marlow.example.com'],
    ['a provider of mailboxes', 'gmail.com'],
  ])('%s', async (_what, typed) => {
    const lead = sandbox.world.leads.get(ids.leads.emoji);
    lead?.contacts.push({
      id: 'cont_x',
      name: 'X',
      title: '',
      email: 'customer.example.com@lena.example',
      phone: '',
    });
    if (lead) lead.url = 'https://marlow.example.com/robotics/';
    lead?.contacts.push({ id: 'cont_y', name: 'Y', title: '', email: 'y@gmail.com', phone: '' });
    expect(await find(typed)).toEqual([]);
  });
});

describe('typed text stays text:', () => {
  const typed = 'name:"x" OR email:y (a) *';

  it('in a search as it is', async () => {
    await search(typed);
    const [request] = sandbox.requests;
    expect(JSON.stringify(request?.body)).toContain(JSON.stringify(typed));
    expect(request?.status).toBe(200);
  });

  it.each([
    [typed, '"name:" "x" "OR" "email:y" "(a)" "*"'],
    ['  a\\b  ', '"a" "b"'],
    ['Lena@Acme.example', 'email_address:"lena@acme.example"'],
    ['+49 1', '"+49" "1"'],
    ['+49 30 1234', 'phone_number:"+49 30 1234" OR "+49 30 1234"'],
  ])('in query language quoted: %s', async (text, query) => {
    await search(text, 'query-language');
    expect(sandbox.requests.map((request) => [request.path, request.query.query])).toEqual([
      ['/api/v1/lead/', query],
    ]);
  });

  it('and is not sent without letters and digits', async () => {
    expect(await find('"" \\')).toEqual([]);
    expect(sandbox.requests).toEqual([]);
  });
});

describe('if Close refuses the search,', () => {
  it('whole words are searched, and the way is returned', async () => {
    sandbox.world.search.unknownModes = ['beginning_of_words'];
    const found = await search('Lena Marlow');
    expect(found.opportunities.map(({ id }) => id)).toEqual([ids.sampleDeal]);
    expect(found.way).toBe('whole-words');
    expect(sent()).toEqual([refused, posted]);
  });

  it.each(['opportunity.note', 'contact.name'])('an unknown field is left out: %s', async (name) => {
    sandbox.world.search.unknownFields = [name];
    expect(await find('Marlow Robotics')).toEqual([ids.sampleDeal]);
  });

  it('an older request is sent', async () => {
    sandbox.world.search.unknownFields = ['lead.display_name'];
    const found = await search('marlow robotics');
    expect([found.opportunities.map(({ id }) => id), found.way]).toEqual([
      [ids.sampleDeal],
      'query-language',
    ]);
    expect(sent()).toEqual([refused, refused, listed]);
  });

  it.each([402, 403, 404] as const)('an older request is sent at once after a %s', async (status) => {
    sandbox.fault({ path: '/data/search/', then: { status } });
    expect(await find('Lena')).toEqual([ids.sampleDeal]);
    expect(sent()).toEqual([['POST', '/api/v1/data/search/', status], listed]);
  });

  it('an older request is sent if leads come without their deals', async () => {
    sandbox.world.search.embedsDeals = false;
    expect(await find('Marlow Robotics')).toEqual([ids.sampleDeal]);
    expect(sent().at(-1)).toEqual(listed);
  });

  it.each([429, 500] as const)('nothing else is sent after a %s', async (status) => {
    sandbox.fault({ path: '/data/search/', then: { status } as { status: 500 } });
    await expect(find('Lena')).rejects.toThrow();
    expect(sandbox.requests).toHaveLength(1);
  });

  it('a refused older request ends the search', async () => {
    sandbox.fault({ times: 2, then: { status: 403 } });
    await expect(find('Lena')).rejects.toMatchObject({ problem: { kind: 'forbidden-to-read' } });
    expect(sandbox.requests).toHaveLength(2);
  });
});

it('a cancelled search ends, and sends nothing else', async () => {
  sandbox.fault({ then: { hold: new Promise(() => {}), applied: 'before' } });
  const cancel = new AbortController();
  const searching = search('Lena', 'half-typed', cancel.signal);
  await expect.poll(() => sandbox.requests).toHaveLength(1);
  cancel.abort();
  await expect(searching).rejects.toThrow();
  expect(sandbox.requests).toHaveLength(1);
});
