import { beforeEach, expect, it, vi } from 'vitest';
import { failure, success } from '../../../lib/model/result.ts';
import { createSites } from '../../../lib/options/sites.ts';
import { chipHiddenOn, everywhere } from '../../../lib/storage/items.ts';
import { resetBrowser, type Script, scriptedAsk, settled } from './scripted-ask.ts';

beforeEach(() => {
  resetBrowser();
});

const hosts = ['https://app.close.com/*', 'https://api.close.com/*'];

function create(script: Script = {}) {
  const background = scriptedAsk({ 'chip.show': () => success(null), ...script });
  let added: string[] = [];
  let changed = () => {};
  const requestSite = vi.fn(async (site: string) => {
    added = [...added, site];
    changed();
    return true;
  });
  const model = createSites({
    ask: background.ask,
    listAddedSites: async () => added.map((site) => ({ site, isAllowed: true })),
    listWithheld: async () => hosts.filter((each) => !added.includes(each)),
    watchSites: (callback) => {
      changed = callback;
    },
    requestSite,
    removeSite: async (site) => {
      added = added.filter((each) => each !== site);
      changed();
    },
  });
  return { ...background, ...model, requestSite };
}

it('updates the list when sites are added and removed', async () => {
  const { watch, add, remove, sites } = create();
  await watch();
  await add(' crm.example.com/deals ');
  await settled();
  expect(sites.value.added).toEqual([{ site: 'https://crm.example.com/*', isAllowed: true }]);
  await remove('https://crm.example.com/*');
  await settled();
  expect(sites.value.added).toEqual([]);
});

it('names the hosts of Close that the browser withholds, until the user allows them', async () => {
  const { watch, allow, sites, message, requestSite } = create();
  await watch();
  expect(sites.value.withheld).toEqual(hosts);
  requestSite.mockImplementationOnce(async () => false);
  await allow('https://app.close.com/*');
  expect([sites.value.withheld, message.value]).toEqual([hosts, 'siteNotAllowed']);
  await allow('https://app.close.com/*');
  await settled();
  expect([sites.value.withheld, message.value]).toEqual([['https://api.close.com/*'], '']);
});

it('requests no permission if the address is invalid', async () => {
  const { add, message, requestSite } = create();
  await add('not an address');
  expect([message.value, requestSite.mock.calls]).toEqual(['siteNotAnAddress', []]);
});

it.each([
  ['refuses', async () => false],
  ['fails', () => Promise.reject(new Error('Invalid value for origin pattern'))],
])('shows an error if the browser %s, until a site is added', async (_what, request) => {
  const { add, message, requestSite } = create();
  requestSite.mockImplementationOnce(request);
  await add('crm.example.com');
  expect(message.value).toBe('siteNotAllowed');
  await add('crm.example.com');
  expect(message.value).toBe('');
});

it('updates the list of sites without the button when it changes elsewhere', async () => {
  const { watch, sites } = create();
  await watch();
  await chipHiddenOn.write(['https://a.example', everywhere]);
  await settled();
  expect(sites.value).toMatchObject({ withoutChip: ['https://a.example'], showsChip: false });
});

it('asks the background to show or hide the button', async () => {
  const { showChip, showChipEverywhere, inputsOf } = create();
  await showChip('https://a.example');
  await showChipEverywhere(false);
  expect(inputsOf('chip.show')).toEqual([
    { origin: 'https://a.example', isShown: true },
    { origin: everywhere, isShown: false },
  ]);
});

it('shows the stored choice and the reason if that cannot be stored', async () => {
  const { watch, showChipEverywhere, sites, message } = create({
    'chip.show': () => failure({ kind: 'storage' }),
  });
  await watch();
  const shown = sites.value;
  await showChipEverywhere(false);
  expect(sites.value).toEqual(shown);
  expect(sites.value).not.toBe(shown);
  expect(message.value).toBe('problemStorage');
});
