import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Access } from '../../../entrypoints/background/close/access.ts';
import { readCatalog } from '../../../entrypoints/background/close/catalog.ts';
import { createClient } from '../../../entrypoints/background/close/client.ts';
import { listContacts } from '../../../entrypoints/background/close/people.ts';
import { readLead } from '../../../entrypoints/background/deals/read-deals.ts';
import { CloseError } from '../../../lib/close-api/errors.ts';
import type { Connection } from '../../../lib/model/connection.ts';
import { connections } from '../../../lib/storage/items.ts';
import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';

let sandbox: Sandbox;
let access: Access;
let now = 0;
beforeEach(async () => {
  sandbox = await startSandbox();
  vi.stubGlobal('fetch', createSandboxFetch(sandbox));
  access = { connection, close: createClient(connection.organizationId, keys.ana) };
  now = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => now);
  // The connection is not the default one, because the menu would be built from the default one's pipelines.
  await connections.write([{ ...connection, organizationId: 'orga_other' }, connection]);
  await fakeBrowser.storage.local.set({ [`key:${connection.organizationId}`]: keys.ana });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await sandbox.stop();
  fakeBrowser.reset();
});

const connection: Connection = {
  ...{ organizationId: ids.organizations.alder, organizationName: 'Alder & Finch', currency: 'USD' },
  ...{ userId: ids.users.ana, userName: 'Ana Ruiz', roleId: 'admin' },
};
const { organizationId } = connection;

/** Returns the requested wait of a rate-limited request in milliseconds. */
async function waitOf(request: Promise<unknown>): Promise<number | undefined> {
  const problem = await request.then(
    () => undefined,
    (error: unknown) => (error instanceof CloseError ? error.problem : undefined),
  );
  expect(problem?.kind).toBe('rate-limited');
  return problem?.retryAt === undefined ? undefined : problem.retryAt - now;
}

const requests: [string, string, () => Promise<unknown>][] = [
  ['a deal', '/opportunity/oppo_', () => access.close.readOpportunity(ids.sampleDeal)],
  ['the deals of a lead', '/opportunity/?', () => readLead(access, ids.sampleLead)],
  ['the pipelines', '/pipeline/', () => readCatalog(access, true)],
  ['contacts', '/lead/', () => listContacts({ organizationId, leadId: ids.sampleLead })],
];

describe('a rate limit', () => {
  it.each(requests)('on reading %s pauses every other request until it ends', async (_name, path, read) => {
    // Cached first, so that no other read requests it too.
    await readCatalog(access);
    sandbox.fault({ path, then: { status: 429, retryAfter: 7 } });
    expect(await waitOf(read())).toBe(7000);
    const sent = sandbox.requests.length;
    now += 3000;
    for (const [, , other] of requests) expect(await waitOf(other())).toBe(4000);
    expect(sandbox.requests.length).toBe(sent);
    now += 4001;
    for (const [, , other] of requests) await other();
  });

  it('that ends immediately still pauses for 250 ms', async () => {
    sandbox.fault({ path: '/opportunity/', then: { status: 429, retryAfter: 0 } });
    expect(await waitOf(access.close.readOpportunity(ids.sampleDeal))).toBe(250);
  });

  it('without a time pauses for 2 s, doubled each time', async () => {
    sandbox.fault({ path: '/opportunity/', times: 3, then: { status: 429, header: 'none' } });
    for (const wait of [2000, 4000, 8000]) {
      expect(await waitOf(access.close.readOpportunity(ids.sampleDeal))).toBe(wait);
      now += wait + 1;
    }
    await access.close.readOpportunity(ids.sampleDeal);
  });
});
