import { afterEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { listWithheld, siteOf } from '../../../lib/sites/sites.ts';

afterEach(() => vi.restoreAllMocks());

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
