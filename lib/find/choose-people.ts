import { freemail } from '../detection/freemail.ts';
import { domainOf } from '../detection/mail-addresses.ts';
import type { PagePeople } from '../model/page-people.ts';

const maxAddresses = 10;

// Hosts that many companies share: their sites and tools say nothing about a company.
const sharedHosts =
  /(?:^|\.)(?:google\.\w+|bing\.com|github\.(?:com|io)|gitlab\.(?:com|io)|linkedin\.com|facebook\.com|youtube\.com|wordpress\.com|blogspot\.com|wixsite\.com|netlify\.app|vercel\.app|web\.app|pages\.dev|herokuapp\.com|notion\.site|medium\.com|sharepoint\.com|office\.com|office365\.com|atlassian\.net|zendesk\.com|force\.com|hubspot\.com|slack\.com|close\.com|close\.io)$/;
// The second level of a country's domain, such as co.uk, belongs to no company.
const publicDomain = /^(?:com?|org|net|gov|edu|ac|or|ne|go|gob|gouv|nom|ltd|plc|sch)\.[a-z]{2}$/;

/**
 * Chooses what of a page is looked up in Close: at most ten of its addresses, nearest first, without the user's own and those
 * of the own organization, and the site's domain if all addresses belong to it; null for none..
 */
export function choosePeople(
  found: readonly string[],
  pageAddress: string,
  ownAddresses: readonly string[],
): PagePeople | null {
  const addresses = found.filter((address) => !ownAddresses.some((own) => isOwn(address, own)));
  const [site = '', ...parents] = siteDomains(pageAddress);
  const isOwnSite = ownAddresses.some((own) => isOwn(`@${site}`, own));
  const domains =
    site !== '' && !isOwnSite && addresses.every((each) => isWithin(domainOf(each), site, parents))
      ? [site, ...parents]
      : [];
  if (addresses.length + domains.length === 0) return null;
  return { addresses: addresses.slice(0, maxAddresses), count: addresses.length, domains };
}

// A colleague may have an address below or above the own domain; of a mail provider's users only the user is left out.
function isOwn(address: string, own: string): boolean {
  if (address === own) return true;
  const [domain, ownDomain] = [domainOf(address), domainOf(own)];
  if (domain === '' || ownDomain === '' || freemail.has(ownDomain)) return false;
  return domain === ownDomain || domain.endsWith(`.${ownDomain}`) || ownDomain.endsWith(`.${domain}`);
}

function isWithin(domain: string, site: string, parents: readonly string[]): boolean {
  return domain === site || parents.includes(domain) || domain.endsWith(`.${site}`);
}

/** Returns the domains that a lead of this site's company may have: of the host and above it. */
function siteDomains(pageAddress: string): string[] {
  const { protocol = '', hostname = '' } = URL.parse(pageAddress) ?? {};
  const host = domainOf(hostname);
  if (!/^https?:$/.test(protocol) || !/^[^.]+\..*[a-z]$/.test(host) || sharedHosts.test(host)) return [];
  const labels = host.split('.');
  return labels
    .map((_label, index) => labels.slice(index).join('.'))
    .filter((domain) => domain.includes('.') && !publicDomain.test(domain) && !freemail.has(domain))
    .slice(0, 3);
}
