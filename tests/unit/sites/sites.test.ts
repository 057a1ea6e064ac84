import { expect, it } from 'vitest';
import { siteOf } from '../../../lib/sites/sites.ts';

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
