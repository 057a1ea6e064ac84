import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readTableDeal, readTableLead } from '../../../entrypoints/background/deals/table-deals.ts';
import { ids } from '../../sandbox/seed.ts';
import { useConnectedSandbox } from './use-connected-sandbox.ts';

const organizationId = ids.organizations.alder;

useConnectedSandbox();

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
