import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { siteOf } from '../../../lib/sites/host-patterns.ts';
import { listAddedSites, listWithheld, rememberSites, removeSite } from '../../../lib/sites/sites.ts';
import { addedSites } from '../../../lib/storage/items.ts';

beforeEach(() => fakeBrowser.reset());
afterEach(() => vi.restoreAllMocks());

/** Lets the browser allow these hosts, until a change of the returned set. */
function allow(...sites: string[]): Set<string> {
  const host_permissions = ['https://app.close.com/*'];
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({ host_permissions } as never);
  const allowed = new Set([...host_permissions, ...sites]);
  Object.assign(fakeBrowser, {
    permissions: {
      contains: async ({ origins: [origin = ''] }: { origins: string[] }) =>
        allowed.has(origin) || allowed.has('https://*/*'),
      getAll: async () => ({ origins: [...allowed] }),
      remove: async ({ origins: [origin = ''] }: { origins: string[] }) => allowed.delete(origin),
    },
  });
  return allowed;
}

const crm = 'https://crm.example.com/*';
const mail = 'https://mail.example.com/*';

it('lists an added site also while the browser withholds it, until it is removed', async () => {
  const allowed = allow(crm, mail);
  await rememberSites();
  allowed.delete(crm);
  await rememberSites();
  expect(await listAddedSites()).toEqual([
    { site: crm, isAllowed: false },
    { site: mail, isAllowed: true },
  ]);
  await removeSite(crm);
  await removeSite(mail);
  expect(await listAddedSites()).toEqual([]);
});

it('lists sites allowed in the browser only while they are, if no address can be added like that', async () => {
  const allowed = allow('https://*/*', mail);
  await rememberSites();
  allowed.delete(mail);
  expect(await listAddedSites()).toEqual([
    { site: 'https://*/*', isAllowed: true },
    { site: mail, isAllowed: true },
  ]);
  allowed.delete('https://*/*');
  await rememberSites();
  expect(await listAddedSites()).toEqual([{ site: mail, isAllowed: false }]);
});

it('remembers the latest five hundred sites', async () => {
  await addedSites.write(Array.from({ length: 500 }, (_, index) => `https://${index}.example/*`));
  allow(mail);
  await rememberSites();
  const sites = await addedSites.read();
  expect([sites.length, sites[0], sites.at(-1)]).toEqual([500, 'https://1.example/*', mail]);
});

it.each([
  [[], ['https://app.close.com/*', 'https://api.close.com/*']],
  [['https://app.close.com/*'], ['https://api.close.com/*']],
  [['https://app.close.com/*', 'https://api.close.com/*'], []],
])('if only %j is allowed, %j is withheld', async (allowed: string[], expected) => {
  const host_permissions = ['https://app.close.com/*', 'https://api.close.com/*'];
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({ host_permissions } as never);
  const contains = async ({ origins }: { origins: string[] }) =>
    origins.every((each) => allowed.includes(each));
  Object.assign(fakeBrowser, { permissions: { contains } });
  expect(await listWithheld()).toEqual(expected);
});

it.each([
  ['https://crm.example.com/deals?page=2#top', 'https://crm.example.com/*'],
  ['http://intranet/', 'http://intranet/*'],
  ['https://crm.example.com:8443/', 'https://crm.example.com:8443/*'],
  ['https://user:word@crm.example.com/', 'https://crm.example.com/*'],
  ['https://bücher.example.com/', 'https://xn--bcher-kva.example.com/*'],
  ['https://*.example.com/', undefined],
  ['https://*/', undefined],
  ['https://not an address', undefined],
  ['chrome://extensions/', undefined],
  ['file:///home/', undefined],
  ['data:text/html,deal', undefined],
  ['', undefined],
])('the match pattern for the site of %j is %j', (address, site) => {
  expect(siteOf(address)).toBe(site);
});
