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
