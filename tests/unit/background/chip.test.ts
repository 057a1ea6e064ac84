import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { hideChip } from '../../../entrypoints/background/browser/chip.ts';
import { openLead } from '../../../entrypoints/background/deals/open-deal.ts';
import { save } from '../../../entrypoints/background/outbox/outbox.ts';
import { chipHiddenOn, shownPages } from '../../../lib/storage/items.ts';
import { ids } from '../../sandbox/seed.ts';
import { useConnectedSandbox } from './use-connected-sandbox.ts';

const organizationId = ids.organizations.alder;
const inClose = (path: string) => `https://app.close.com/${path}/`;
const badge = { count: 0, found: '', sign: '' };
const pages = [
  { tabId: 1, address: inClose(`lead/${ids.leads.sample}`), ids: [ids.leads.sample] },
  { tabId: 2, address: inClose(`lead/${ids.leads.emoji}`), ids: [ids.leads.emoji] },
  { tabId: 3, address: 'https://mail.example.com/', ids: [ids.sampleDeal] },
  { tabId: 4, address: inClose('leads'), ids: [] },
];

const sandbox = useConnectedSandbox();
beforeEach(async () => {
  await shownPages.write(pages.map((page) => ({ ...page, ...badge })));
  for (const { address } of pages) await fakeBrowser.tabs.create({ url: address });
});

it('the status of an opened or saved deal is sent only to pages about that deal', async () => {
  const sent = vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockResolvedValue(undefined);
  const messages = () => sent.mock.calls.map(([tabId, message]) => ({ tabId, message }));
  const isWelcome = true;
  const [lead, , mail] = pages;
  // Another site receives nothing about the deal.
  const toMail = { tabId: 3, message: { chip: '', isWelcome, address: mail?.address } };
  const toLead = (chip: string) => ({ tabId: 1, message: { chip, isWelcome, address: lead?.address } });
  await openLead({ leadId: ids.leads.sample });
  await expect.poll(messages).toEqual([toLead('Demo done · 75%'), toMail]);
  sent.mockClear();
  const names = { opportunityId: ids.sampleDeal, organizationId, leadName: 'Marlow Robotics' };
  const base = { confidence: 75 };
  await save({ id: crypto.randomUUID(), ...names, base, patch: { confidence: 90 } });
  await expect.poll(messages).toEqual([toLead('Demo done · 90%'), toMail]);
});

it('is hidden everywhere only if a page of Close asks for it, and on at most 500 sites', async () => {
  vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockResolvedValue(undefined);
  const hide = (origin: string, isEverywhere: boolean) => hideChip({ isEverywhere }, { origin } as never);
  await hide('https://mail.example.com', true);
  expect(await chipHiddenOn.read()).toEqual([]);
  await hide('https://app.close.com', true);
  expect(await chipHiddenOn.read()).toEqual(['*']);
  await chipHiddenOn.write(Array.from({ length: 500 }, (_, index) => `https://${index}.example`));
  await hide('https://mail.example.com', false);
  expect(await chipHiddenOn.read()).toHaveLength(500);
});

it('the page of a lead shows no status once the lead has a second active deal', async () => {
  const sent = vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockResolvedValue(undefined);
  const chips = () =>
    sent.mock.calls.map(([tabId, message]) => `${tabId} ${(message as { chip: string }).chip}`);
  await openLead({ leadId: ids.leads.sample });
  await expect.poll(chips).toContain('1 Demo done · 75%');
  const { opportunities } = sandbox.world;
  const sample = opportunities.get(ids.sampleDeal);
  if (!sample) throw new Error('The sandbox has no sample deal.');
  const id = ids.sampleDeal.replace(/.{4}$/, 'Copy');
  opportunities.set(id, { ...structuredClone(sample), id });
  sent.mockClear();
  expect(await openLead({ leadId: ids.leads.sample })).toMatchObject({ value: { view: null } });
  await expect.poll(chips).toEqual(['1 ']);
});
