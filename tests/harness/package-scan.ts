const hosts = new Set(['api.close.com', 'app.close.com']);
// Links to documentation that libraries keep in their messages.
const mentioned = new Set(['github.com', 'wxt.dev', 'www.w3.org']);

// A policy of the browser holds back neither a page that leaves, nor WebRTC, nor the bare opening of a connection, so
// nothing in the package may do any of it. The rest it does hold back; the search says so earlier.
const refused: Record<string, RegExp> = {
  // `eval:{` is a name in the table of browser functions that webextension-polyfill carries.
  'makes code from text': /\beval\b(?!:\{)|\bFunction\s*\(|\bimportScripts\s*\(|\bdocument\.write/,
  'leaves the page':
    /\bwindow\.open\b|\blocation\.(?:assign|replace)\b|\blocation(?:\.href)?\s*=(?!=)|\.(?:submit|requestSubmit)\(|http-equiv=["']?refresh|\btabs\.update\b/i,
  'opens a connection ahead of a request': /\b(?:preconnect|prefetch|prerender|speculationrules)\b/i,
  'talks past the API client':
    /\b(?:RTCPeerConnection|WebTransport|sendBeacon|fetchLater|WebSocket|EventSource|XMLHttpRequest)\b/,
  'writes markup':
    /\b(?:outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|srcdoc)\b|\.innerHTML\s*\+?=(?!=|\w+\.__html\b)/,
};

// webextension-polyfill describes every function of the browser, those for developer tools too.
const describedByPolyfill = 'inspectedWindow:{eval:{minArgs:1,maxArgs:2,singleCallbackArg:';

// Preact looks for it, and writes what was given there; a component that used it would be one more.
const maxInPreact = 3;

/** What a file of the package holds that it must not, in words; nothing where it may be shipped. */
export function scan(file: string, shipped: string): string[] {
  const text = shipped.replaceAll(describedByPolyfill, '');
  const found = Object.entries(refused).flatMap(([what, pattern]) => {
    const match = pattern.exec(text);
    return match ? [`${file} ${what}: ${match[0]}`] : [];
  });
  for (const [, host = ''] of text.matchAll(/(?:\b(?:https?|wss?):|["'`=(])\/\/([\w-]+(?:\.[\w-]+)+)/g))
    if (!hosts.has(host) && !mentioned.has(host)) found.push(`${file} names ${host}`);
  if ((text.match(/\bdangerouslySetInnerHTML\b/g)?.length ?? 0) > maxInPreact)
    found.push(`${file} writes markup: dangerouslySetInnerHTML`);
  return file.endsWith('.html') ? [...found, ...scanTags(file, text)] : found;
}

// The browser acts on a tag before any script runs: what a page loads lies in the package, and is a script or a style.
function scanTags(file: string, page: string): string[] {
  const links = Array.from(page.matchAll(/<link\b[^>]*>/gi), ([link]) => link);
  const addresses = Array.from(page.matchAll(/\s(?:src|href|action|ping|data)\s*=\s*["']?([^"'\s>]*)/gi));
  return [
    ...links.filter((link) => !/\srel="(?:modulepreload|stylesheet)"/.test(link)),
    ...addresses.flatMap(([, address = '']) =>
      /^\/(?:(?:chunks|assets)\/|popup-\w+\.js$)/.test(address) ? [] : [address],
    ),
  ].map((found) => `${file} loads: ${found}`);
}
