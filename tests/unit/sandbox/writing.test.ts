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

beforeEach(() => {
  sandbox.reset();
  sandbox.world.now = () => Date.parse('2026-11-24T23:30:00Z');
});

afterAll(() => sandbox.stop());

const { statuses, deals, fields } = ids;
const pathOf = (id: string) => `/opportunity/${id}/`;

async function read(id: string): Promise<Record<string, unknown>> {
  return (await call('GET', pathOf(id))).body as Record<string, unknown>;
}

async function put(
  id: string,
  body: unknown,
  details: { key?: string; headers?: Record<string, string> } = {},
) {
  const answer = await call('PUT', pathOf(id), { body, ...details });
  return { ...answer, body: answer.body as Record<string, unknown> };
}

describe('a change', () => {
  test('affects only the sent keys and the values derived from them', async () => {
    const before = await read(ids.sampleDeal);
    const { status, body } = await put(ids.sampleDeal, { status_id: statuses.proposalSent });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      status_id: statuses.proposalSent,
      status_label: 'Proposal sent',
      status_display_name: 'Sales: Proposal sent',
      date_updated: '2026-11-24T23:30:00.000000+00:00',
      updated_by: ids.users.ana,
    });
    expect(await read(ids.sampleDeal)).toEqual(body);
  });

  test('increases date_updated even if the clock has not advanced', async () => {
    const first = await put(ids.sampleDeal, { confidence: 10 });
    const second = await put(ids.sampleDeal, { confidence: 20 });
    expect(first.body.date_updated).toBe('2026-11-24T23:30:00.000000+00:00');
    expect(second.body.date_updated).toBe('2026-11-24T23:30:00.001000+00:00');
  });

  test('of the status can move the deal to another pipeline', async () => {
    const { body } = await put(ids.sampleDeal, { status_id: statuses.renewalNegotiation });
    expect(body).toMatchObject({ pipeline_id: ids.pipelines.renewals, status_label: 'Negotiation' });
  });

  test('is refused completely if one key is invalid', async () => {
    const before = await read(ids.sampleDeal);
    const { status } = await put(ids.sampleDeal, { confidence: 10, value: 'a lot' });
    expect(status).toBe(400);
    expect(await read(ids.sampleDeal)).toEqual(before);
  });

  test.each([
    [{ status_id: statuses.bryggenOffer }, 'status'],
    [{ confidence: null }, 'confidence'],
    [{ confidence: 12.5 }, 'confidence'],
    [{ value: null }, 'value'],
    [{ value: 10.5 }, 'value'],
    [{ value_period: 'weekly' }, 'value_period'],
    [{ note: null }, 'note'],
    [{ note_html: '<p>no body</p>' }, 'note_html'],
    [{ date_won: '2026-02-30' }, 'date_won'],
    [{ date_won: 'tomorrow' }, 'date_won'],
    [{ user_id: ids.users.former }, 'user'],
    [{ user_id: ids.users.ingrid }, 'user'],
    [{ contact_id: ids.contacts.other }, 'contact'],
    [{ attachments: [{ filename: 'a' }] }, 'attachments'],
    [{ attachments: [{ filename: 'a', url: 'https://files.example.com/a' }] }, 'attachments'],
    [{ attachments: [{ filename: 'a', url: 'https://app.close.com/lead/a' }] }, 'attachments'],
    [{ lead_id: ids.leads.emoji }, 'lead_id'],
    [{ pipeline_id: ids.pipelines.renewals }, 'pipeline_id'],
    [{ title: 'x' }, 'title'],
    [{ [`custom.${fields.bryggenChannel}`]: 'Nett' }, `custom.${fields.bryggenChannel}`],
  ])('with %j gets a field error for %s', async (body, field) => {
    const answer = await put(ids.sampleDeal, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ errors: [], 'field-errors': { [field]: expect.any(String) } });
  });

  test('requires a JSON content type and valid JSON', async () => {
    const plain = await put(ids.sampleDeal, '{}', { headers: { 'content-type': 'text/plain' } });
    expect(plain.status).toBe(415);
    const broken = await put(ids.sampleDeal, '{"confidence":');
    expect([broken.status, broken.body]).toEqual([400, { error: expect.any(String) }]);
  });

  test.each([
    [403, { error: 'You do not have permission to edit opportunities of other users.' }],
    [401, { error: 'Unauthorized' }],
  ] as const)(
    'by the restricted user to another user’s deal is refused with %i if the test requests it',
    async (status, body) => {
      sandbox.world.refusesRightsWith = status;
      const key = keys.restricted;
      expect(await put(ids.sampleDeal, { confidence: 1 }, { key })).toMatchObject({ status, body });
      expect((await call('GET', pathOf(ids.sampleDeal), { key })).status).toBe(200);
      expect((await call('GET', '/me/', { key })).status).toBe(200);
      expect((await put(deals.restrictedOwn, { confidence: 1 }, { key })).status).toBe(200);
    },
  );
});

describe('date_won', () => {
  test('keeps an outdated estimate when the deal is won', async () => {
    const { body } = await put(deals.staleDate, { status_id: statuses.won });
    expect(body.date_won).toBe('2025-02-14');
  });

  test.each([
    ['-5', '2026-11-24'],
    ['1', '2026-11-25'],
    ['5.5', '2026-11-25'],
  ])('is today at x-tz-offset %s if none is stored or sent', async (offset, day) => {
    const body = { status_id: statuses.won, confidence: 90 };
    const answer = await put(deals.emoji, body, { headers: { 'x-tz-offset': offset } });
    expect(answer.body).toMatchObject({ date_won: day, confidence: 90 });
  });

  test.each([
    ['2026-11-20', '2026-11-20'],
    ['2026-11-20 00:00:00', '2026-11-20'],
    ['2026-11-20T00:00:00+00:00', '2026-11-20'],
    ['2026-11-20T01:00:00.5+02:00', '2026-11-19'],
  ])('sent as %s is answered as the plain day %s', async (sent, day) => {
    expect((await put(deals.emoji, { date_won: sent })).body.date_won).toBe(day);
  });

  test.each([
    ['plain-day', '2026-11-20', '2026-11-19'],
    ['plain-day', '2026-11-20T00:00:00+00:00', '2026-11-20'],
    ['moment', '2026-11-20', '2026-11-20'],
    ['moment', '2026-11-20T00:00:00+00:00', '2026-11-19'],
  ] as const)('becomes wrong if Close shifts dates sent as "%s": %s becomes %s', async (form, sent, day) => {
    sandbox.world.movesCloseDateSentAs = form;
    expect((await put(deals.emoji, { date_won: sent })).body.date_won).toBe(day);
  });

  test('is unchanged when the deal is lost, which sets date_lost', async () => {
    const before = await read(ids.sampleDeal);
    const { body } = await put(ids.sampleDeal, { status_id: statuses.lost });
    expect(body).toMatchObject({ date_won: before.date_won, date_lost: '2026-11-24T00:00:00+00:00' });
  });

  test('is kept when the deal becomes active again, and null clears it', async () => {
    const back = await put(deals.won, { status_id: statuses.negotiation });
    expect(back.body.date_won).toBe('2026-09-01');
    expect((await put(deals.won, { date_won: null })).body.date_won).toBeNull();
  });
});

describe('files', () => {
  const upload = { filename: 'offer v2.jpg', content_type: 'image/jpeg' };

  test('are uploaded to the address from /files/upload/, attached by their download address, and persisted', async () => {
    const { body } = await call('POST', '/files/upload/', { body: upload });
    expect(body).toEqual({
      upload: {
        url: expect.stringMatching(/^https:/),
        fields: expect.objectContaining({
          key: expect.stringContaining('temporary/user/'),
          'Content-Type': 'image/jpeg',
          success_action_status: '201',
        }),
      },
      download: {
        url: expect.stringMatching(
          /^https:\/\/app\.close\.com\/go\/file\/temporary\/user_\w{43}\/\w{22}\/offer%20v2\.jpg\/$/,
        ),
      },
    });
    const { url } = (body as { download: { url: string } }).download;
    const attached = await put(ids.sampleDeal, { attachments: [{ filename: 'offer v2.jpg', url }] });
    expect(attached.body.attachments).toEqual([
      {
        filename: 'offer v2.jpg',
        url: expect.stringMatching(
          /^https:\/\/app\.close\.com\/go\/file\/persisted\/orga_\w{43}\/\w{22}\/offer%20v2\.jpg\/$/,
        ),
        content_type: expect.any(String),
        size: expect.any(Number),
        thumbnail_url: null,
      },
    ]);
  });
});

describe('notes', () => {
  test('a plain note removes the formatting', async () => {
    const { body } = await put(deals.richNote, { note: 'a < b\nc' });
    expect(body).toMatchObject({ note: 'a < b\nc', note_html: '<body><p>a &lt; b</p><p>c</p></body>' });
  });

  test('a formatted note takes precedence over a plain one in the same request', async () => {
    const { body } = await put(deals.richNote, {
      note: 'ignored',
      note_html: '<body><p>x &amp; <b>y</b></p></body>',
    });
    expect(body).toMatchObject({ note: 'x & y', note_html: '<body><p>x &amp; <b>y</b></p></body>' });
  });

  test.each([[{ note: '' }], [{ note_html: null }]])('%j clears both forms', async (change) => {
    expect((await put(deals.richNote, change)).body).toMatchObject({ note: '', note_html: null });
  });
});

describe('custom fields', () => {
  const key = (field: keyof typeof fields) => `custom.${fields[field]}`;

  test.each([
    ['nextStep', 'Call'],
    ['requirements', 'one\ntwo'],
    ['seats', 2.5],
    ['renewalDate', '2027-01-31'],
    ['kickoff', '2027-01-31T09:00:00.000000+00:00'],
    ['winReason', 'Fit'],
    ['region', ' North'],
    ['engineer', ids.users.sam],
    ['team', [ids.users.ana]],
    ['decisionMaker', ids.contacts.sampleSecond],
    ['stakeholders', [ids.contacts.sampleFirst]],
    ['discountApproved', 'Yes'],
  ] as const)('%s accepts %j, and null unsets it', async (field, value) => {
    const set = await put(ids.sampleDeal, { [key(field)]: value });
    expect(set.body[key(field)]).toEqual(value);
    const unset = await put(ids.sampleDeal, { [key(field)]: null });
    expect(unset.body).not.toHaveProperty([key(field)]);
  });

  test.each([
    ['nextStep', 5],
    ['seats', '5'],
    ['renewalDate', '31.01.2027'],
    ['kickoff', '2027-01-31T09:00:00'],
    ['winReason', 'fit'],
    ['region', 'North '],
    ['engineer', ids.users.former],
    ['decisionMaker', ids.contacts.other],
    ['products', 'Widget A'],
    ['nextStep', { text: 'x' }],
    ['commissionRate', 3],
  ] as const)('%s refuses %j', async (field, value) => {
    const { status, body } = await put(ids.sampleDeal, { [key(field)]: value });
    expect(status).toBe(400);
    expect(body['field-errors']).toEqual({ [key(field)]: expect.any(String) });
  });

  test('a shared field is locked by the roles in its entry for opportunities', async () => {
    const field = sandbox.world.customFields.get(fields.accountTier);
    if (!field) throw new Error('The shared field is missing.');
    field.editableWithRoles = ['admin'];
    const body = { [key('accountTier')]: 'Gold' };
    expect((await put(deals.restrictedOwn, body, { key: keys.restricted })).status).toBe(400);
    expect((await put(deals.restrictedOwn, body)).status).toBe(200);
  });

  test('a field for admins is locked for the restricted user', async () => {
    const body = { [key('discountApproved')]: 'Yes' };
    expect((await put(deals.restrictedOwn, body, { key: keys.restricted })).status).toBe(400);
  });

  test('.add and .remove change one value and keep the others', async () => {
    const added = await put(ids.sampleDeal, { [`${key('products')}.add`]: 'Widget B' });
    expect(added.body[key('products')]).toEqual(['Widget A', 'Widget C', 'Widget B']);
    const removed = await put(ids.sampleDeal, { [`${key('products')}.remove`]: 'Widget A' });
    expect(removed.body[key('products')]).toEqual(['Widget C', 'Widget B']);
  });

  test.each([
    ['a list under .add', `${key('products')}.add`, ['Widget B']],
    ['.add on a field with one value', `${key('nextStep')}.add`, 'x'],
    ['an unknown choice under .add', `${key('products')}.add`, 'Widget Q'],
  ])('%s is refused', async (_name, name, value) => {
    expect((await put(ids.sampleDeal, { [name]: value })).status).toBe(400);
  });
});
