import { browser } from 'wxt/browser';

/** Match pattern of the host that all requests go to. The manifest requires it, but users can withhold it. */
export const closeApi = 'https://api.close.com/*';

/** Returns the match pattern for all pages of an address's site; undefined if it is not a web page. */
export function siteOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host } = new URL(address);
  // Chromium takes almost anything for a host, spaces included.
  const isWebPage = /^https?:$/.test(protocol) && /^[\w.-]+(:\d+)?$/.test(host);
  return isWebPage ? `${protocol}//${host}/*` : undefined;
}

/** Lists those of Close's own hosts that the user or an administrator withholds in the browser's settings. */
export async function listWithheld(): Promise<string[]> {
  const own: string[] = browser.runtime.getManifest().host_permissions ?? [];
  const allowed = await Promise.all(own.map((host) => browser.permissions.contains({ origins: [host] })));
  return own.filter((_, place) => !allowed[place]);
}

/** Lists the sites that the user has added: the host permissions beyond Close's own. */
export async function listSites(): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  const { host_permissions: own = [] } = browser.runtime.getManifest();
  return origins.filter((origin) => !own.includes(origin)).sort();
}
