import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

beforeEach(() => sandbox.reset());

afterAll(() => sandbox.stop());

const open = (url: string, init?: RequestInit) => createSandboxFetch(sandbox)(url, init);
const textOf = async (url: string) => (await open(url)).text();
const opportunityIdsIn = (text: string) => [
  ...new Set(text.match(/(?<![0-9A-Za-z_])oppo_[0-9A-Za-z]{43}(?![0-9A-Za-z])/g)),
];

describe('the web app', () => {
  test('signs a visitor in on the first lead page only', async () => {
    const url = `https://app.close.com/lead/${ids.sampleLead}/`;
    const cookie = (await open(url)).headers.get('set-cookie');
    expect(cookie).toMatch(/^session=signed-in;.*Domain=close\.com.*Secure/);
    expect(
      (await open(url, { headers: { cookie: 'session=signed-in' } })).headers.get('set-cookie'),
    ).toBeNull();
  });

  test.each(['/lead/LEAD/', '/opportunities/', '/leads/', '/tasks/inbox/', '/settings/developer/api-keys/'])(
    '%s contains no opportunity id',
    async (path) => {
      for (const leadId of Object.values(ids.leads)) {
        const url = `https://app.close.com${path.replace('LEAD', leadId)}`;
        const response = await open(url);
        expect(response.status).toBe(200);
        expect(await response.text()).not.toContain('oppo_');
        if (!path.includes('LEAD')) break;
      }
    },
  );

  test('escapes markup in names', async () => {
    for (const url of [`https://app.close.com/lead/${ids.leads.markup}/`, 'https://sheet.example.com/']) {
      expect(await textOf(url)).not.toContain('<img src=x');
    }
  });

  test('answers an unknown address with 404', async () => {
    expect((await open('https://app.close.com/nowhere/')).status).toBe(404);
  });

  test('records a request with an Authorization header as a stray request', async () => {
    await open('https://app.close.com/leads/', {
      headers: { authorization: `Basic ${btoa(`${keys.ana}:`)}` },
    });
    expect(sandbox.strayRequests).toMatchObject([{ host: 'app.close.com' }]);
    expect(sandbox.requests).toEqual([]);
  });

  test('receives redirects from the old domain', async () => {
    const url = `https://app.close.io/lead/${ids.sampleLead}/`;
    const response = await open(url, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe(`https://app.close.com/lead/${ids.sampleLead}/`);
  });
});

describe('the sample sites', () => {
  test.each([
    ['https://mail.example.com/', [ids.sampleDeal]],
    ['https://mail.example.com/message/2', [ids.deals.threeSecond]],
    ['https://mail.example.com/message/3', [ids.deals.bryggen]],
    ['https://plain.example.com/', []],
  ])('%s mentions %j', async (url, expected) => {
    expect(opportunityIdsIn(await textOf(url))).toEqual(expected);
  });

  test('the sheet joins ids with neighboring cells in plain text', async () => {
    const text = (await textOf('https://sheet.example.com/')).replace(/<[^>]*>/g, '');
    expect(text).toContain(`Marlow Robotics${ids.sampleDeal}$12,500`);
  });

  test('the log contains ids in quotes', async () => {
    expect(
      opportunityIdsIn((await textOf('https://logs.example.com/')).replaceAll('&quot;', '"')),
    ).toHaveLength(4);
  });
});

test('a request to an unknown host is recorded as a stray request', async () => {
  expect((await open('https://tracker.example.com/pixel.gif')).status).toBe(421);
  expect(sandbox.strayRequests).toMatchObject([{ host: 'tracker.example.com', path: '/pixel.gif' }]);
});
