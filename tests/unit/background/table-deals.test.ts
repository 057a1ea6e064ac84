import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readTableDeal, readTableLead } from '../../../entrypoints/background/deals/table-deals.ts';
import { connections, secret } from '../../../lib/storage/items.ts';
import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { addGetKeys } from '../storage/whole-store.ts';

const organizationId = ids.organizations.alder;
const userId = ids.users.ana;

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
  fakeBrowser.reset();
  addGetKeys();
  vi.stubGlobal('fetch', createSandboxFetch(sandbox));
  const nothing = async () => {};
  Object.assign(fakeBrowser, { contextMenus: { removeAll: nothing, create: nothing, update: nothing } });
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockReturnValue('');
  const names = { organizationName: 'Alder & Finch', userName: 'Ana Ruiz' };
  await connections.write([{ organizationId, currency: 'USD', userId, roleId: 'admin', ...names }]);
  await secret(organizationId).write(keys.ana);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await sandbox.stop();
});

it('reading a deal and a lead for bulk edit stores nothing about them and notifies no tab', async () => {
  const sendMessage = vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockResolvedValue(undefined);
  await fakeBrowser.tabs.create({ url: 'https://app.close.com/' });
  const deal = await readTableDeal({ opportunityId: ids.sampleDeal });
  expect(deal).toMatchObject({ value: { id: ids.sampleDeal, organizationId } });
  const lead = await readTableLead({ leadId: ids.leads.sample });
  expect(lead).toMatchObject({ value: expect.arrayContaining([ids.sampleDeal]) });
  // Reads again, because by then work that the first read did not wait for has ended too.
  await readTableDeal({ opportunityId: ids.sampleDeal });
  const names = [
    ...Object.keys(await fakeBrowser.storage.local.get(null)),
    ...Object.keys(await fakeBrowser.storage.session.get(null)),
  ];
  expect(names).not.toContain('last-used-deals');
  expect(names).not.toContain('deal-statuses');
  expect(sendMessage).not.toHaveBeenCalled();
});
